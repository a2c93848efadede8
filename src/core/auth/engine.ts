import type { Text } from '../text';
import type { Registration } from './registration';
import type { SignInProblem } from './signInProblem';

/** Somebody signed in: what is kept in the secret storage, and what may be known about it. */
export interface EngineSession {
  /** Opaque, with the refresh token: a secret. */
  readonly cache: string;
  /** Tells accounts of one registration apart. */
  readonly homeAccountId: string;
  readonly objectId: string;
  readonly tenantId: string;
  readonly username: string;
}

export type SignInResult =
  | { readonly kind: 'signedIn'; readonly session: EngineSession }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'failed'; readonly problem: SignInProblem };

export type RenewResult =
  | {
      readonly kind: 'token';
      readonly value: string;
      readonly expiresAt: number | undefined;
      /** To be kept in place of the old one; missing: nothing has changed. */
      readonly cache: string | undefined;
    }
  | { readonly kind: 'failed'; readonly problem: SignInProblem };

export interface DeviceCode {
  /** To be typed in; of no use to anybody who is not signed in there. */
  readonly userCode: string;
  readonly verificationUri: string;
}

export interface InteractiveOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Whom the page should suggest. */
  readonly loginHint?: string | undefined;
  /** A challenge to meet, as JSON. */
  readonly claims?: string | undefined;
  /** Asks which account, even where the browser knows one. */
  readonly chooseAccount?: boolean | undefined;
}

/** Signs people in and renews their tokens. Loaded on first use: what is behind it is large. */
export interface SignInEngine {
  withBrowser(
    registration: Registration,
    options: InteractiveOptions & { readonly openBrowser: (url: string) => Promise<void> },
  ): Promise<SignInResult>;
  withDeviceCode(
    registration: Registration,
    options: InteractiveOptions & { readonly showCode: (code: DeviceCode) => void },
  ): Promise<SignInResult>;
  /** A token without asking anybody. */
  renew(
    registration: Registration,
    session: EngineSession,
    options: {
      readonly force: boolean;
      readonly claims?: string | undefined;
      readonly signal?: AbortSignal | undefined;
    },
  ): Promise<RenewResult>;
  /** What happened and what to do. */
  explain(problem: SignInProblem, registration: Registration): Text;
  /** What an error that only the browser shows means; `undefined`: there is no number in that text. */
  explainNumber(text: string, registration: Registration): Text | undefined;
  /** How to register an app, as a Markdown document. */
  registrationHelp(registration: Partial<Registration> & Pick<Registration, 'cloud'>): readonly Text[];
}
