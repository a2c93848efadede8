import { randomBytes } from 'node:crypto';
import { TOKEN_PREFIX } from './constants';

/** Who a token stands for and what it allows. */
export interface Bearer {
  userId: string;
  scopes: readonly string[];
}

/** A token as the control call answers it; the names are those of OAuth. */
export interface IssuedToken {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
}

/** What a token is worth; `reason` is for the reader of the refusal. */
export type Verdict =
  | { bearer: Bearer }
  | { refused: 'expired' | 'foreign' | 'malformed' }
  | { refused: 'unverified'; reason: string };

/** The tokens of this emulator: random, known to this instance only, never stored. */
export class TokenBox {
  readonly #issued = new Map<string, Bearer & { expiresAt: number }>();

  constructor(private readonly now: () => Date) {}

  issue(bearer: Bearer, lifetimeSeconds: number): IssuedToken {
    const token = `${TOKEN_PREFIX}${randomBytes(24).toString('base64url')}`;
    this.#issued.set(token, { ...bearer, expiresAt: this.now().getTime() + lifetimeSeconds * 1000 });
    return { access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds };
  }

  judge(token: string): Verdict {
    const issued = this.#issued.get(token);
    if (issued === undefined) return { refused: token.startsWith(TOKEN_PREFIX) ? 'foreign' : 'malformed' };
    if (this.now().getTime() >= issued.expiresAt) return { refused: 'expired' };
    return { bearer: issued };
  }
}
