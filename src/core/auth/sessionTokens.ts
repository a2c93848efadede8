import { isCallFailure, SignInNeededError } from '../errors';
import type { AccessToken, TokenProvider, TokenRequest } from '../ports';
import { redact } from '../report/redact';
import { text as say } from '../text';
import { lacksPermission } from './permissions';
import type { Registration } from './registration';
import { readClaims } from './tokenClaims';

/** Longer ones are no messages. */
const MAX_MESSAGE = 200;

export interface Session {
  readonly accessToken: string;
  /** Of the account in VS Code. */
  readonly id: string;
  readonly label: string;
}

/** The accounts that VS Code's own Microsoft sign-in has. */
export interface SessionSource {
  /**
   * A session with a fresh token, without asking anybody; `undefined` where there is none. VS Code rejects with errors of
   * its own, such as when its provider has been disabled or does not answer in time.
   * @param id of the account
   * @param claims what the token has to prove, where the service has asked for that
   */
  silent(registration: Registration, id: string, claims?: string): Promise<Session | undefined>;
}

/** Tokens of an account that VS Code has signed in. It renews them itself, and says nothing about when they end. */
export class SessionTokens implements TokenProvider {
  readonly #source: SessionSource;
  readonly #registration: Registration;
  readonly #id: string;

  constructor(source: SessionSource, registration: Registration, id: string) {
    this.#source = source;
    this.#registration = registration;
    this.#id = id;
  }

  async getToken({ permissions = [], refused, claims: wanted }: TokenRequest = {}): Promise<AccessToken> {
    const session = await this.#silent(wanted);
    if (session === undefined) {
      throw new SignInNeededError(say('VS Code has no session for this account any more. Sign in again.'));
    }
    const value = session.accessToken;
    if (value === refused) {
      throw new SignInNeededError(
        say('The service did not accept the token that VS Code has for this account. Sign in again.'),
      );
    }
    const claims = readClaims(value);
    const problem = claims && lacksPermission(claims, permissions);
    if (problem !== undefined) throw new SignInNeededError(problem);
    const tenant = claims?.tid;
    const { oid, exp } = claims ?? {};
    return {
      value,
      account: {
        id: typeof oid === 'string' && typeof tenant === 'string' ? `${oid}.${tenant}` : session.id,
        label: session.label,
        ...(typeof tenant === 'string' && { tenant }),
        way: 'vscode',
        ...(typeof exp === 'number' && { expiresAt: exp * 1000 }),
      },
    };
  }

  async #silent(claims: string | undefined): Promise<Session | undefined> {
    try {
      return await this.#source.silent(this.#registration, this.#id, claims);
    } catch (error) {
      if (isCallFailure(error)) throw error;
      throw new SignInNeededError(
        say('VS Code gave no session for this account: {message}', { message: wordsOf(error) }),
      );
    }
  }
}

/** What an error of somebody else's code says, fit to show. */
export function wordsOf(error: unknown): string {
  return redact(error instanceof Error ? error.message : String(error)).slice(0, MAX_MESSAGE);
}
