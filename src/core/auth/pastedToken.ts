import { CLOUDS, type RealCloud } from '../graph/clouds';
import type { Account } from '../ports';
import { type Text, text as say } from '../text';
import { readClaims, type TokenClaims } from './tokenClaims';
import { lacksPermission } from './permissions';

/** What a pasted access token says about itself. Read to help, never to decide: Graph decides. */
export interface PastedToken {
  readonly value: string;
  /** Whose it is; without `expiresAt` for a token that cannot be read. */
  readonly account: Account;
}

export type PastedTokenCheck =
  | { readonly kind: 'usable'; readonly token: PastedToken }
  | { readonly kind: 'refused'; readonly reason: Text };

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
const UNKNOWN_ID = 'opaque';

/** Whether a token is one that an emulator has given out. It must go nowhere else, and nothing else to an emulator. */
export function isEmulatorToken(value: string): boolean {
  return value.startsWith(EMULATOR_TOKEN_PREFIX) && /^[\w.-]+$/.test(value);
}

/**
 * Checks a token that a person pasted, as far as it can be read, for use with one cloud.
 *
 * @param permissions of which one is needed; none: any token of a user will do
 */
export function checkPastedToken(
  pasted: string,
  cloud: RealCloud,
  now: number,
  permissions: readonly string[] = [],
): PastedTokenCheck {
  const bare = withoutWrapping(pasted);
  const value = bare.replace(/\s+/g, '');
  const shape = checkShape(value);
  if (shape !== undefined) return { kind: 'refused', reason: shape };
  const claims = readClaims(value);
  if (claims === undefined) {
    // Line breaks come from wrapped output; words do not make a token, however well they fit together.
    if (/[^\S\r\n]/.test(bare.replace(/\s*[\r\n]+\s*/g, ''))) {
      return { kind: 'refused', reason: say('This is not an access token: it has spaces in it.') };
    }
    return { kind: 'usable', token: { value, account: accountOf({}) } };
  }
  const reason = claimsProblem(claims, cloud, now) ?? lacksPermission(claims, permissions);
  if (reason !== undefined) return { kind: 'refused', reason };
  return { kind: 'usable', token: { value, account: accountOf(claims) } };
}

function accountOf({ upn, preferred_username, unique_name, oid, tid, exp }: TokenClaims): Account {
  const label = [upn, preferred_username, unique_name, oid].find((claim) => typeof claim === 'string');
  return {
    id: [oid, tid].filter((claim) => typeof claim === 'string').join('.') || UNKNOWN_ID,
    label: label ?? say('pasted token'),
    ...(typeof tid === 'string' && { tenant: tid }),
    way: 'token',
    ...(typeof exp === 'number' && exp <= MAX_TIME && { expiresAt: exp * 1000 }),
  };
}

/** People copy tokens with quotes, line breaks and the word Bearer. */
function withoutWrapping(pasted: string): string {
  return pasted
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/^(Authorization:\s*)?Bearer(?:\s+|$)/i, '')
    .replace(/^["']|["']$/g, '')
    .trim();
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

function claimsProblem(claims: TokenClaims, cloud: RealCloud, now: number): Text | undefined {
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
    // A clock that is hours off makes good tokens look old: the time by which it was judged helps to see that.
    return say('This token has expired. It was valid until {until}; this computer’s clock says {now}.', {
      until: isoMinutes(exp * 1000),
      now: isoMinutes(now),
    });
  }
  if (idtyp === 'app' || (scp === undefined && Array.isArray(roles))) {
    return say('This is an application token. Virtual appointments accept only tokens of a signed-in user.');
  }
  return undefined;
}

/** A moment that a report can show to anybody: to the minute, in UTC. */
function isoMinutes(time: number): string {
  return Math.abs(time) <= MAX_TIME * 1000 ? `${new Date(time).toISOString().slice(0, 16)}Z` : '?';
}
