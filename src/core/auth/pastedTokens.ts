import { SignInNeededError } from '../errors';
import type { RealCloud } from '../graph/clouds';
import { isRecord } from '../graph/reply';
import type { AccessToken, Clock, TokenProvider, TokenRequest } from '../ports';
import { text as say } from '../text';
import { checkPastedToken, type PastedToken, type PastedTokenCheck } from './pastedToken';
import { readSecret, type SecretBox } from './secretBox';

/** Pasted access tokens in the secret storage, one for each cloud: a token never goes to another. */
export class PastedTokens {
  readonly #secrets: SecretBox;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(secrets: SecretBox, clock: Pick<Clock, 'now'>) {
    this.#secrets = secrets;
    this.#clock = clock;
  }

  async store(cloud: RealCloud, token: PastedToken): Promise<void> {
    await this.#secrets.store(secretKey(cloud), JSON.stringify({ v: 1, value: token.value }));
  }

  /** Forgets a token. Returns whether there was one. */
  async forget(cloud: RealCloud): Promise<boolean> {
    const known = await this.#read(cloud);
    await this.#secrets.delete(secretKey(cloud));
    return known !== undefined;
  }

  /** The tokens of one cloud, checked again at each use: they expire. */
  provider(cloud: RealCloud): TokenProvider {
    return { getToken: (request) => this.#get(cloud, request) };
  }

  /** What is stored for a cloud, and whether it is still good. */
  async describe(cloud: RealCloud): Promise<PastedTokenCheck | undefined> {
    const stored = await this.#read(cloud);
    return stored === undefined ? undefined : checkPastedToken(stored, cloud, this.#clock.now());
  }

  async #get(cloud: RealCloud, { refused, permissions, claims }: TokenRequest = {}): Promise<AccessToken> {
    const stored = await this.#read(cloud);
    if (stored === undefined) {
      throw new SignInNeededError(
        say('There is no access token for {cloud}. Sign in, or store one with "Use an Access Token…".', {
          cloud,
        }),
      );
    }
    if (stored === refused) {
      // A challenge is about this one request: the token may be good for others.
      if (claims === undefined) await this.#secrets.delete(secretKey(cloud));
      throw new SignInNeededError(
        claims === undefined
          ? say('The service did not accept the pasted token, so it is no longer stored.')
          : say('The service wants more than this token proves, and a pasted token cannot be renewed.'),
      );
    }
    const check = checkPastedToken(stored, cloud, this.#clock.now(), permissions);
    // Kept: another window may have stored a new one since it was read, and deleting would hit that.
    if (check.kind === 'refused') throw new SignInNeededError(check.reason);
    return check.token;
  }

  async #read(cloud: RealCloud): Promise<string | undefined> {
    const stored = await readSecret(this.#secrets, secretKey(cloud));
    return isRecord(stored) && typeof stored['value'] === 'string' ? stored['value'] : undefined;
  }
}

function secretKey(cloud: RealCloud): string {
  return `vappt.pastedToken.${cloud}`;
}
