import { NetworkError, SignInNeededError } from '../errors';
import type { AccessToken, TokenProvider, TokenRequest } from '../ports';
import { text as say } from '../text';
import { type AccountStore, describeAccount, keyOf, type StoredAccount } from './accountStore';
import type { RenewResult, SignInEngine } from './engine';
import { lacksPermission } from './permissions';
import { readClaims } from './tokenClaims';

export const ENDED = say('The sign-in has ended: the session was revoked or is too old. Sign in again.');

/** Where a system has no keyring, VS Code keeps secrets in memory, and does not tell. */
export const FORGOTTEN = say(
  'VS Code no longer has the secret of the last sign-in. It forgets secrets when it restarts where the system has no keyring, and a browser keeps them for itself. Sign in again; docs/sign-in.md says how to keep it.',
);

/** The tokens of one account that has signed in: renewed without asking, for as long as that works. */
export class AccountTokens implements TokenProvider {
  readonly #store: AccountStore;
  readonly #engine: () => Promise<SignInEngine>;
  readonly #key: string;
  readonly #onChallenge: (claims: string) => void;

  /** @param onChallenge told what the next sign-in has to prove */
  constructor(parts: {
    store: AccountStore;
    engine: () => Promise<SignInEngine>;
    key: string;
    onChallenge: (claims: string) => void;
  }) {
    this.#store = parts.store;
    this.#engine = parts.engine;
    this.#key = parts.key;
    this.#onChallenge = parts.onChallenge;
  }

  async getToken(request: TokenRequest = {}): Promise<AccessToken> {
    const account = await this.#store.get(this.#key);
    if (account === undefined) throw new SignInNeededError(FORGOTTEN);
    if (account.ended) throw new SignInNeededError(ENDED);
    const token = await this.#renew(account, request);
    const claims = readClaims(token.value);
    const problem = claims && lacksPermission(claims, request.permissions ?? []);
    if (problem !== undefined) throw new SignInNeededError(problem);
    return token;
  }

  async #renew(account: StoredAccount, request: TokenRequest): Promise<AccessToken> {
    const { refused, claims, signal } = request;
    const engine = await this.#engine();
    const ask = async (from: StoredAccount, force: boolean): Promise<RenewResult> =>
      await engine.renew(from.registration, from.session, { force, claims, signal });

    let current = account;
    let result = await ask(current, claims !== undefined);
    // Another window may have renewed it since; if not, what was refused must not come from the cache again.
    if (result.kind === 'token' && result.value === refused && claims === undefined) {
      current = await this.#keep(current, result);
      result = await ask(current, true);
    }
    if (result.kind === 'failed') return await this.#fail(engine, current, result, claims);
    await this.#keep(current, result);
    const { value, expiresAt } = result;
    return { value, account: { ...describeAccount(account), ...(expiresAt !== undefined && { expiresAt }) } };
  }

  async #keep(
    account: StoredAccount,
    { cache }: Extract<RenewResult, { kind: 'token' }>,
  ): Promise<StoredAccount> {
    if (cache === undefined) return account;
    const session = { ...account.session, cache };
    await this.#store.update(account, { session });
    return { ...account, session };
  }

  async #fail(
    engine: SignInEngine,
    account: StoredAccount,
    { problem }: Extract<RenewResult, { kind: 'failed' }>,
    claims: string | undefined,
  ): Promise<never> {
    if (problem.transport !== undefined) throw new NetworkError('notSent', problem.transport);
    if (claims !== undefined) this.#onChallenge(claims);
    // A challenge is about one request: for others the sign-in may be good enough.
    else if (problem.needsUser) {
      const now = await this.#store.get(keyOf(account));
      // Renewed by another window in the same moment: where refresh tokens are used once, only that one is good.
      if (now !== undefined && now.session.cache === account.session.cache) {
        await this.#store.update(account, { ended: true });
      }
    }
    throw new SignInNeededError(engine.explain(problem, account.registration));
  }
}
