import type { Event, SecretStorage } from 'vscode';
import { checkPastedToken, type PastedToken } from '../core/auth/pastedToken';
import { SignInNeededError } from '../core/errors';
import type { RealCloud } from '../core/graph/clouds';
import { isRecord } from '../core/graph/reply';
import type { AccessToken, Clock, TokenProvider } from '../core/ports';
import { text as say } from '../core/text';

/** Pasted access tokens in VS Code's secret storage, one for each cloud: a token never goes to another. */
export class PastedTokenStore {
  readonly #secrets: SecretStorage;
  readonly #clock: Clock;

  constructor(secrets: SecretStorage, clock: Clock) {
    this.#secrets = secrets;
    this.#clock = clock;
  }

  /** Fires when a token is stored or forgotten, in any window. */
  get onDidChange(): Event<unknown> {
    return this.#secrets.onDidChange;
  }

  async store(cloud: RealCloud, token: PastedToken): Promise<void> {
    await this.#secrets.store(secretKey(cloud), JSON.stringify({ v: 1, value: token.value }));
  }

  /** Forgets a token. Returns whether there was one. */
  async forget(cloud: RealCloud): Promise<boolean> {
    const known = await this.#secrets.get(secretKey(cloud));
    await this.#secrets.delete(secretKey(cloud));
    return known !== undefined;
  }

  /** The tokens of one cloud, checked again at each use: they expire. */
  provider(cloud: RealCloud): TokenProvider {
    return { getToken: () => this.#get(cloud) };
  }

  /** What is stored for a cloud, if it is usable. */
  async describe(cloud: RealCloud): Promise<PastedToken | undefined> {
    const stored = readSecret(await this.#secrets.get(secretKey(cloud)));
    const check = stored === undefined ? undefined : checkPastedToken(stored, cloud, this.#clock.now());
    return check?.kind === 'usable' ? check.token : undefined;
  }

  async #get(cloud: RealCloud): Promise<AccessToken> {
    const stored = readSecret(await this.#secrets.get(secretKey(cloud)));
    if (stored === undefined) {
      throw new SignInNeededError(
        say('There is no access token for {cloud}. Store one with "Use an Access Token…".', { cloud }),
      );
    }
    const check = checkPastedToken(stored, cloud, this.#clock.now());
    // Kept: another window may have stored a new one since it was read, and deleting would hit that.
    if (check.kind === 'refused') throw new SignInNeededError(check.reason);
    const { value, accountId, accountLabel } = check.token;
    return { value, account: { id: accountId, label: accountLabel } };
  }
}

function secretKey(cloud: RealCloud): string {
  return `vappt.pastedToken.${cloud}`;
}

function readSecret(secret: string | undefined): string | undefined {
  try {
    const stored: unknown = JSON.parse(secret ?? '');
    return isRecord(stored) && typeof stored['value'] === 'string' ? stored['value'] : undefined;
  } catch {
    // Damaged is as good as absent: signed out.
    return undefined;
  }
}
