import { CLOUDS, type RealCloud } from '../graph/clouds';
import { type Text, text as say } from '../text';

/** What a pasted access token says about itself. Read to help, never to decide: Graph decides. */
export interface PastedToken {
  readonly value: string;
  /** Milliseconds since the epoch; missing for a token that cannot be read. */
  readonly expiresAt?: number;
  readonly accountId: string;
  readonly accountLabel: string;
}

export type PastedTokenCheck =
  | { readonly kind: 'usable'; readonly token: PastedToken }
  | { readonly kind: 'refused'; readonly reason: Text };

/** The scope that a PATCH needs. https://learn.microsoft.com/graph/api/virtualappointment-update (beta) */
const NEEDED_SCOPE = 'OnlineMeetings.ReadWrite';
/** Graph's application id: an audience that tokens may name instead of its address. */
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
/** Every token of an emulator begins with this. */
export const EMULATOR_TOKEN_PREFIX = 'vappt-emulator-token.';
/** RFC 6750, 2.1. */
const BEARER_TOKEN = /^[\w.~+/-]+=*$/;
/** The last moment that a date can stand for, in seconds. */
const MAX_TIME = 8.64e12;
const MAX_LENGTH = 16 * 1024;
const SKEW_MS = 60_000;
const UNKNOWN_ACCOUNT = { accountId: 'opaque', accountLabel: 'pasted token' } as const;

interface Claims {
  readonly aud?: unknown;
  readonly scp?: unknown;
  readonly exp?: unknown;
  readonly idtyp?: unknown;
  readonly roles?: unknown;
  readonly oid?: unknown;
  readonly tid?: unknown;
  readonly upn?: unknown;
  readonly unique_name?: unknown;
  readonly preferred_username?: unknown;
}

/** Whether a token is one that an emulator has given out. It must go nowhere else, and nothing else to an emulator. */
export function isEmulatorToken(value: string): boolean {
  return value.startsWith(EMULATOR_TOKEN_PREFIX) && /^[\w.-]+$/.test(value);
}

/** Checks a token that a person pasted, as far as it can be read, for use with one cloud. */
export function checkPastedToken(pasted: string, cloud: RealCloud, now: number): PastedTokenCheck {
  const value = clean(pasted);
  const shape = checkShape(value);
  if (shape !== undefined) return { kind: 'refused', reason: shape };
  const claims = readClaims(value);
  if (claims === undefined) {
    return { kind: 'usable', token: { value, ...UNKNOWN_ACCOUNT } };
  }
  const reason = claimsProblem(claims, cloud, now);
  if (reason !== undefined) return { kind: 'refused', reason };
  const { upn, preferred_username, unique_name, oid, tid, exp } = claims;
  const label = [upn, preferred_username, unique_name, oid].find((claim) => typeof claim === 'string');
  const token: PastedToken = {
    value,
    ...(typeof exp === 'number' && exp <= MAX_TIME && { expiresAt: exp * 1000 }),
    accountId: [oid, tid].filter((claim) => typeof claim === 'string').join('.') || UNKNOWN_ACCOUNT.accountId,
    accountLabel: label ?? UNKNOWN_ACCOUNT.accountLabel,
  };
  return { kind: 'usable', token };
}

/** People copy tokens with quotes, line breaks and the word Bearer. */
function clean(pasted: string): string {
  return pasted
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/^(Authorization:\s*)?Bearer( |$)/i, '')
    .replace(/^["']|["']$/g, '')
    .replaceAll(' ', '');
}

function checkShape(value: string): Text | undefined {
  if (value === '') return say('There is no token in that text.');
  if (value.length > MAX_LENGTH) return say('This is longer than any access token. Copy only the token.');
  if (!BEARER_TOKEN.test(value))
    return say('This is not an access token: it has characters that no token has.');
  if (isEmulatorToken(value)) {
    return say('This token is the emulator’s own. It is used by itself and works nowhere else.');
  }
  if (/^[01]\.A|^M\./.test(value)) {
    return say('This is a refresh token or a code, not an access token. Paste the access token.');
  }
  return undefined;
}

function claimsProblem(claims: Claims, cloud: RealCloud, now: number): Text | undefined {
  const { aud, scp, exp, idtyp, roles } = claims;
  const audience = typeof aud === 'string' ? aud.replace(/\/$/, '') : '';
  const graphRoot = CLOUDS[cloud].graphRoot;
  if (audience !== graphRoot && audience !== GRAPH_APP_ID) {
    // An ID token is addressed to the app itself, by its client id, and carries no permissions.
    const isIdToken = scp === undefined && roles === undefined && /^[0-9a-f-]{36}$/i.test(audience);
    return isIdToken
      ? say('This is an ID token: it says who signed in, and opens nothing. Paste the access token.')
      : say('This token is for another service ({audience}). It must be for {graphRoot}.', {
          audience: audience === '' ? '?' : audience,
          graphRoot,
        });
  }
  if (typeof exp === 'number' && exp * 1000 < now + SKEW_MS) {
    return say('This token has expired.');
  }
  if (idtyp === 'app' || (scp === undefined && Array.isArray(roles))) {
    return say('This is an application token. Virtual appointments accept only tokens of a signed-in user.');
  }
  const scopes = typeof scp === 'string' ? scp.toLowerCase().split(' ') : [];
  if (!scopes.includes(NEEDED_SCOPE.toLowerCase())) {
    return say('This token lacks the permission {scope}. Consent to it where the token comes from.', {
      scope: NEEDED_SCOPE,
    });
  }
  return undefined;
}

/** The claims of a JWT; nothing for a token that is opaque, as Graph's may become. */
function readClaims(token: string): Claims | undefined {
  const parts = token.split('.');
  const payload = parts[1];
  if (parts.length !== 3 || payload === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}
