import { isEmulatorToken } from '../core/auth/pastedToken';
import { EmulatorUnavailableError, isNetworkError } from '../core/errors';
import type { AccessToken, Account, HttpTransport, TokenProvider, TokenRequest } from '../core/ports';
import { isRecord } from '../core/graph/reply';
import { text as say } from '../core/text';

/** Whose tokens the emulator gives out when nobody else is asked for. */
export const EMULATOR_ACCOUNT: Account = {
  id: 'emulator',
  label: say('emulator user'),
};

/** Tokens of an emulator that runs in another process: asked for over its control calls, once for each user. */
export class EmulatorTokens implements TokenProvider {
  readonly #transport: HttpTransport;
  readonly #origin: string;
  readonly #instanceId: string | undefined;
  readonly #given: string | undefined;
  readonly #timeoutMs: number;
  /** By user; the default user has no name. */
  readonly #tokens = new Map<string | undefined, Promise<string>>();

  /**
   * @param given a token of the emulator's own to use instead of a new one, once it is certain that it is there
   * @param instanceId the emulator that is expected there; `undefined`: whichever answers
   */
  constructor(options: {
    transport: HttpTransport;
    origin: string;
    instanceId: string | undefined;
    given?: string | undefined;
    timeoutMs: number;
  }) {
    this.#transport = options.transport;
    this.#origin = options.origin;
    this.#instanceId = options.instanceId;
    this.#given = options.given;
    this.#timeoutMs = options.timeoutMs;
  }

  async getToken({ signal, user, refused }: TokenRequest = {}): Promise<AccessToken> {
    let token = this.#tokens.get(user);
    if (refused !== undefined && (await token) === refused) {
      // Unless another request has asked for a new one by now.
      if (this.#tokens.get(user) === token) this.#tokens.delete(user);
      token = this.#tokens.get(user);
    }
    if (token === undefined) {
      token = this.#request(user, signal).catch((error: unknown) => {
        this.#tokens.delete(user);
        throw error;
      });
      this.#tokens.set(user, token);
    }
    return { value: await token, account: EMULATOR_ACCOUNT };
  }

  async #request(user: string | undefined, signal: AbortSignal | undefined): Promise<string> {
    const response = await this.#transport
      .send(
        {
          method: 'POST',
          url: `${this.#origin}/_emulator/token`,
          headers: {},
          ...(user !== undefined && { body: JSON.stringify({ user }) }),
        },
        { timeoutMs: this.#timeoutMs, ...(signal !== undefined && { signal }) },
      )
      .catch((error: unknown) => {
        if (!isNetworkError(error)) throw error;
        const reason = say(
          'No emulator answers at {origin}. Start one in another shell with: vappt emulator',
          { origin: this.#origin },
        );
        throw new EmulatorUnavailableError(reason, { cause: error });
      });
    const instance = response.headers['x-vappt-emulator-instance'];
    const token = readToken(response.body);
    // Another program has the port by now: it must not get so much as a payload.
    if (token === undefined || instance === undefined || instance !== (this.#instanceId ?? instance)) {
      throw new EmulatorUnavailableError(
        say('What answers at {origin} is not the emulator that was started. Start one with: vappt emulator', {
          origin: this.#origin,
        }),
      );
    }
    return this.#given ?? token;
  }
}

function readToken(body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    const token = isRecord(answer) ? answer['access_token'] : undefined;
    return typeof token === 'string' && isEmulatorToken(token) ? token : undefined;
  } catch {
    return undefined;
  }
}
