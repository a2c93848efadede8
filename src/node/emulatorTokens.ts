import { isEmulatorToken } from '../core/auth/pastedToken';
import { EmulatorUnavailableError, isNetworkError } from '../core/errors';
import type { Account, HttpTransport, TokenProvider } from '../core/ports';
import { isRecord } from '../core/graph/reply';
import { text as say } from '../core/text';

/** Whose tokens the emulator gives out when nobody else is asked for. */
export const EMULATOR_ACCOUNT: Account = {
  id: 'emulator',
  label: 'emulator user',
};

const NOT_RUNNING = say('No emulator is running. Start one in another shell with: vappt emulator');

/** Tokens of an emulator that runs in another process: asked for over its control calls, once. */
export class EmulatorTokens implements TokenProvider {
  readonly #transport: HttpTransport;
  readonly #origin: string;
  readonly #instanceId: string | undefined;
  readonly #given: string | undefined;
  readonly #timeoutMs: number;
  #token: Promise<string> | undefined;

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

  async getToken(signal?: AbortSignal): Promise<{ value: string; account: Account }> {
    this.#token ??= this.#request(signal).catch((error: unknown) => {
      this.#token = undefined;
      throw error;
    });
    return { value: await this.#token, account: EMULATOR_ACCOUNT };
  }

  async #request(signal: AbortSignal | undefined): Promise<string> {
    const response = await this.#transport
      .send(
        { method: 'POST', url: `${this.#origin}/_emulator/token`, headers: {} },
        { timeoutMs: this.#timeoutMs, ...(signal !== undefined && { signal }) },
      )
      .catch((error: unknown) => {
        if (isNetworkError(error)) throw new EmulatorUnavailableError(NOT_RUNNING, { cause: error });
        throw error;
      });
    const instance = response.headers['x-vappt-emulator-instance'];
    const token = readToken(response.body);
    // Another program has the port by now: it must not get so much as a payload.
    if (token === undefined || instance === undefined || instance !== (this.#instanceId ?? instance)) {
      throw new EmulatorUnavailableError(
        say('What answers at {origin} is not the emulator that is meant. Start one with: vappt emulator', {
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
