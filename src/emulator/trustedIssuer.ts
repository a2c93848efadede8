import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import * as v from 'valibot';
import type { Store } from './store';
import type { Verdict } from './tokens';

/** An issuer that the emulator must not trust, however well its tokens are signed. */
export class IssuerError extends Error {
  override readonly name = 'IssuerError';
}

/** The literal addresses of this machine: a name that DNS answers for could lead anywhere. */
const LOOPBACK = /^https?:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d+)?(?:\/[^?#\\]*)?$/i;

const DISCOVERY = v.object({ issuer: v.string(), jwks_uri: v.string() });
type Discovery = v.InferOutput<typeof DISCOVERY>;

/** What the issuer's tokens are checked with, known after the first of them. */
interface Provider {
  issuer: string;
  keys: ReturnType<typeof createRemoteJWKSet>;
}

interface Parts {
  store: Store;
  now: () => Date;
  /** Aborted when the emulator stops. */
  stopping: AbortSignal;
}

/**
 * Accepts the access tokens of one OpenID provider on this machine, so that a test can go through a whole sign-in.
 * The audience is not checked: the emulator is every cloud's Graph.
 */
export class TrustedIssuer {
  readonly #url: string;
  readonly #parts: Parts;
  #provider: Promise<Provider> | undefined;

  /** @throws IssuerError unless the URL is on loopback. */
  constructor(url: string, parts: Parts) {
    if (!isLoopback(url))
      throw new IssuerError(
        'A trusted issuer must be on this machine: http or https to 127.0.0.1, [::1] or localhost, ' +
          'without a user, a query or a fragment.',
      );
    this.#url = url.replace(/\/+$/, '');
    this.#parts = parts;
  }

  /** The bearer of a valid token, known as a user from then on; otherwise what is wrong with the token. */
  async judge(token: string): Promise<Verdict> {
    const { store, now } = this.#parts;
    try {
      const { issuer, keys } = await this.#known();
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        currentDate: now(),
        requiredClaims: ['exp'],
      });
      const { oid } = payload;
      if (typeof oid !== 'string' || oid === '') return { refused: 'unverified', reason: 'it has no oid' };
      return { bearer: { userId: store.ensureUser(oid).id, scopes: scopesOf(payload) } };
    } catch (error) {
      return refusal(error);
    }
  }

  /** Read when the first token comes, and again after a failure: the provider may start later than the emulator. */
  #known(): Promise<Provider> {
    this.#provider ??= this.#discover().catch((error: unknown) => {
      this.#provider = undefined;
      throw error;
    });
    return this.#provider;
  }

  async #discover(): Promise<Provider> {
    const { issuer, jwks_uri: keysUrl } = await this.#readDiscovery();
    if (!isLoopback(keysUrl)) throw new IssuerError('its keys are not on this machine');
    // No cooldown: a test may change the keys at any time, and nobody is far away.
    return { issuer, keys: createRemoteJWKSet(new URL(keysUrl), { cooldownDuration: 0 }) };
  }

  async #readDiscovery(): Promise<Discovery> {
    const url = `${this.#url}/.well-known/openid-configuration`;
    try {
      const response = await fetch(url, { redirect: 'error', signal: this.#parts.stopping });
      return v.parse(DISCOVERY, await response.json());
    } catch {
      throw new IssuerError(`${url} cannot be read`);
    }
  }
}

function isLoopback(url: string): boolean {
  return LOOPBACK.test(url) && URL.canParse(url);
}

/** Entra's `scp`: one text, separated by spaces. A token without it allows nothing. */
function scopesOf({ scp }: JWTPayload): string[] {
  return typeof scp === 'string' ? scp.split(' ').filter((scope) => scope !== '') : [];
}

function refusal(error: unknown): Verdict {
  if (error instanceof errors.JWTExpired) return { refused: 'expired' };
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === 'nbf'
      ? { refused: 'expired' }
      : { refused: 'unverified', reason: `its ${error.claim} is wrong or missing` };
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return { refused: 'unverified', reason: 'the issuer has not signed it' };
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return { refused: 'malformed' };
  return { refused: 'unverified', reason: error instanceof Error ? error.message : String(error) };
}
