import { isSignInNeededError, SignInNeededError } from '../errors';
import type { RealCloud } from '../graph/clouds';
import { isRecord } from '../graph/reply';
import type { AccessToken, Account, Clock, SignInWay, TokenProvider, TokenRequest } from '../ports';
import { type Text, text as say } from '../text';
import { AccountStore, describeAccount, keyOf, type StoredAccount } from './accountStore';
import { AccountTokens, ENDED, FORGOTTEN } from './accountTokens';
import type { EngineSession, SignInEngine } from './engine';
import type { PastedToken } from './pastedToken';
import { PastedTokens } from './pastedTokens';
import type { Registration, RegistrationCheck } from './registration';
import type { SecretBox } from './secretBox';
import { type SessionSource, SessionTokens, wordsOf } from './sessionTokens';

/** What is remembered without being secret; VS Code's `globalState` is one. */
export interface Memory {
  keys(): readonly string[];
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface SignInParts {
  readonly secrets: SecretBox;
  readonly memory: Memory;
  readonly clock: Pick<Clock, 'now'>;
  readonly engine: () => Promise<SignInEngine>;
  /** Accounts that VS Code itself signs in. */
  readonly sessions: SessionSource;
  /** Whether VS Code may be asked for a session: it is not, before the user trusts the workspace. */
  readonly isTrusted: () => boolean;
  /** What the settings say now. */
  readonly registration: (cloud: RealCloud) => RegistrationCheck;
}

export type SignInState =
  | { readonly kind: 'signedOut'; readonly reason: Text }
  | { readonly kind: 'signedIn'; readonly account: Account }
  | { readonly kind: 'expired'; readonly account: Account; readonly reason: Text };

/** Which of the sign-ins is used with one registration. Said by the user, never guessed. */
type Choice =
  | { readonly kind: 'account'; readonly key: string }
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'pasted' }
  | { readonly kind: 'none' };

const CHOICE = 'vappt.signIn.choice:';
const SIGNED_OUT = say('Nobody is signed in. Sign in first.');
const NOT_TRUSTED = say('VS Code is asked for no sign-in before the workspace is trusted.');
/** Why there is no session may pass without VS Code saying so. */
const FAILURE_LASTS_MS = 30_000;

/** What VS Code has said about a session, or is being asked. */
interface KnownSession {
  readonly state: Promise<SignInState>;
  readonly until: number;
}

/** Who is signed in to which cloud, and whose token is used. */
export class SignIns {
  readonly accounts: AccountStore;
  readonly pasted: PastedTokens;
  readonly #parts: SignInParts;
  /** By account: what the next sign-in has to prove. */
  readonly #challenges = new Map<string, string>();
  /** Whose VS Code's sessions are: shown and judged all the time, while only a request needs a token. */
  #known = new Map<string, KnownSession>();

  constructor(parts: SignInParts) {
    this.#parts = parts;
    this.accounts = new AccountStore(parts.secrets);
    this.pasted = new PastedTokens(parts.secrets, parts.clock);
  }

  /** Never rejects: what shows it has other things to show, too. */
  async state(cloud: RealCloud): Promise<SignInState> {
    try {
      return await this.#state(cloud);
    } catch (error) {
      return { kind: 'signedOut', reason: reasonOf(error) };
    }
  }

  /** VS Code's sessions are others now. */
  sessionsChanged(): void {
    // Answers to what was asked before end in the old one.
    this.#known = new Map();
  }

  async #state(cloud: RealCloud): Promise<SignInState> {
    const choice = this.#choice(cloud);
    switch (choice?.kind) {
      case 'none':
        return { kind: 'signedOut', reason: SIGNED_OUT };
      case 'account': {
        const stored = await this.accounts.get(choice.key);
        if (stored === undefined) return { kind: 'signedOut', reason: FORGOTTEN };
        const account = describeAccount(stored);
        return stored.ended ? { kind: 'expired', account, reason: ENDED } : { kind: 'signedIn', account };
      }
      case 'session':
        return await this.#sessionState(cloud, choice.id);
      case 'pasted':
      case undefined: {
        const check = await this.pasted.describe(cloud);
        if (check === undefined) return { kind: 'signedOut', reason: SIGNED_OUT };
        return check.kind === 'usable'
          ? { kind: 'signedIn', account: check.token.account }
          : { kind: 'expired', account: { id: '', label: say('pasted token') }, reason: check.reason };
      }
    }
  }

  /** The tokens of whoever is chosen at each request. */
  provider(cloud: RealCloud): TokenProvider {
    return { getToken: (request) => this.#chosen(cloud).getToken(request) };
  }

  /** Keeps a new sign-in and uses it from now on. */
  async keep(registration: Registration, way: SignInWay, session: EngineSession): Promise<StoredAccount> {
    const stored = { registration, way, session, ended: false };
    await this.accounts.put(stored);
    this.#challenges.delete(keyOf(stored));
    await this.#choose(registration, { kind: 'account', key: keyOf(stored) });
    return stored;
  }

  async keepPasted(cloud: RealCloud, token: PastedToken): Promise<void> {
    await this.pasted.store(cloud, token);
    await this.#choose(this.#partition(cloud), { kind: 'pasted' });
  }

  async useAccount(account: StoredAccount): Promise<void> {
    await this.#choose(account.registration, { kind: 'account', key: keyOf(account) });
  }

  async usePasted(cloud: RealCloud): Promise<void> {
    await this.#choose(this.#partition(cloud), { kind: 'pasted' });
  }

  async useSession(registration: Registration, id: string): Promise<void> {
    await this.#choose(registration, { kind: 'session', id });
  }

  /** The account in use, if it is one of ours: for a page that suggests whom to sign in as. */
  async current(
    cloud: RealCloud,
  ): Promise<{ account: StoredAccount; claims: string | undefined } | undefined> {
    const choice = this.#choice(cloud);
    const account = choice?.kind === 'account' ? await this.accounts.get(choice.key) : undefined;
    return account && { account, claims: this.#challenges.get(keyOf(account)) };
  }

  /** Forgets the sign-in that is used with a cloud. Returns what it was. */
  async signOut(cloud: RealCloud): Promise<Choice['kind']> {
    const choice = this.#choice(cloud);
    await this.#choose(this.#partition(cloud), { kind: 'none' });
    if (choice?.kind === 'account') await this.accounts.forget(choice.key);
    if (choice === undefined || choice.kind === 'pasted') {
      return (await this.pasted.forget(cloud)) ? 'pasted' : 'none';
    }
    return choice.kind;
  }

  /** Forgets every sign-in, whatever the settings say now. */
  async signOutEverywhere(clouds: readonly RealCloud[]): Promise<void> {
    const { memory } = this.#parts;
    for (const key of memory.keys().filter((each) => each.startsWith(CHOICE))) {
      await memory.update(key, { kind: 'none' } satisfies Choice);
    }
    await this.accounts.forgetAll();
    for (const cloud of clouds) await this.pasted.forget(cloud);
  }

  #chosen(cloud: RealCloud): TokenProvider {
    const choice = this.#choice(cloud);
    switch (choice?.kind) {
      case 'account': {
        const { key } = choice;
        const onChallenge = (claims: string) => void this.#challenges.set(key, claims);
        return new AccountTokens({ store: this.accounts, engine: this.#parts.engine, key, onChallenge });
      }
      case 'session': {
        if (!this.#parts.isTrusted()) return nobody(NOT_TRUSTED);
        const check = this.#parts.registration(cloud);
        if (check.kind !== 'usable') return nobody(SIGNED_OUT);
        const tokens = new SessionTokens(this.#parts.sessions, check.registration, choice.id);
        return {
          getToken: (request) =>
            this.#sessionToken(tokens, sessionKey(check.registration, choice.id), request),
        };
      }
      case 'none':
        return nobody(SIGNED_OUT);
      case 'pasted':
      case undefined:
        return this.pasted.provider(cloud);
    }
  }

  /** What came of it is what is known about the session from now on. */
  async #sessionToken(tokens: TokenProvider, key: string, request?: TokenRequest): Promise<AccessToken> {
    const known = this.#known;
    try {
      const token = await tokens.getToken(request);
      const state: SignInState = { kind: 'signedIn', account: token.account };
      known.set(key, { state: Promise.resolve(state), until: Infinity });
      return token;
    } catch (error) {
      known.delete(key);
      throw error;
    }
  }

  async #sessionState(cloud: RealCloud, id: string): Promise<SignInState> {
    const { clock, isTrusted } = this.#parts;
    if (!isTrusted()) return { kind: 'signedOut', reason: NOT_TRUSTED };
    const key = sessionKey(this.#partition(cloud), id);
    const before = this.#known.get(key);
    if (before !== undefined && clock.now() < before.until) return await before.state;
    const state = this.#askForSession(cloud, key);
    this.#known.set(key, { state, until: Infinity });
    return await state;
  }

  async #askForSession(cloud: RealCloud, key: string): Promise<SignInState> {
    const known = this.#known;
    try {
      return { kind: 'signedIn', account: (await this.#chosen(cloud).getToken()).account };
    } catch (error) {
      const state: SignInState = { kind: 'signedOut', reason: reasonOf(error) };
      known.set(key, {
        state: Promise.resolve(state),
        until: this.#parts.clock.now() + FAILURE_LASTS_MS,
      });
      return state;
    }
  }

  #choice(cloud: RealCloud): Choice | undefined {
    const stored = this.#parts.memory.get(choiceKey(this.#partition(cloud)));
    return isChoice(stored) ? stored : undefined;
  }

  async #choose(
    partition: Pick<Registration, 'cloud'> & Partial<Registration>,
    choice: Choice,
  ): Promise<void> {
    await this.#parts.memory.update(choiceKey(partition), choice);
    this.sessionsChanged();
  }

  /** Other settings, another choice: an account of one app or tenant is never used for another. */
  #partition(cloud: RealCloud): Pick<Registration, 'cloud'> & Partial<Registration> {
    const check = this.#parts.registration(cloud);
    return check.kind === 'usable' ? check.registration : { cloud };
  }
}

function choiceKey({ cloud, tenant, clientId }: Pick<Registration, 'cloud'> & Partial<Registration>): string {
  return CHOICE + [cloud, tenant ?? '', clientId ?? ''].join('|');
}

function sessionKey(partition: Pick<Registration, 'cloud'> & Partial<Registration>, id: string): string {
  return `${choiceKey(partition)}|${id}`;
}

function reasonOf(error: unknown): Text {
  if (isSignInNeededError(error)) return error.reason;
  return say('Who is signed in could not be found out: {message}', { message: wordsOf(error) });
}

/** What else is stored with each kind. */
const CHOICES: Readonly<Record<Choice['kind'], (stored: Readonly<Record<string, unknown>>) => boolean>> = {
  account: ({ key }) => typeof key === 'string',
  session: ({ id }) => typeof id === 'string',
  pasted: () => true,
  none: () => true,
};

function isChoice(value: unknown): value is Choice {
  if (!isRecord(value)) return false;
  const { kind } = value;
  return typeof kind === 'string' && Object.hasOwn(CHOICES, kind) && CHOICES[kind as Choice['kind']](value);
}

function nobody(reason: Text): TokenProvider {
  return { getToken: () => Promise.reject(new SignInNeededError(reason)) };
}
