import type { MiddlewareHandler } from 'hono';
import type { AppEnv, Services } from '../context';
import { TOKEN_PREFIX } from '../constants';
import { decisions } from '../decisions';
import { GraphError } from '../errors';
import type { Verdict } from '../tokens';

/** Messages as Graph words them; those about other issuers have no counterpart there. */
const REFUSALS = {
  missing: 'Access token is empty.',
  malformed: 'CompactToken parsing failed with error code: 80049217',
  expired: decisions.expiredToken.apply(),
  foreign:
    'Access token validation failure. The token was issued by another emulator, or before this one was started.',
  unverified: 'Access token validation failure.',
};

/** Lets through only requests with a valid token of this emulator, or of the issuer that it trusts. */
export function authenticate({ tokens, issuer, origin }: Services): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const header = c.req.header('authorization');
    const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) throw refuse(isEmpty(header) ? 'missing' : 'malformed');
    const verdict = await judge(token);
    if ('refused' in verdict) throw refuse(verdict.refused, 'reason' in verdict ? verdict.reason : undefined);
    c.set('bearer', verdict.bearer);
    await next();
  };

  async function judge(token: string): Promise<Verdict> {
    if (issuer === undefined || token.startsWith(TOKEN_PREFIX)) return tokens.judge(token);
    return issuer.judge(token);
  }

  function refuse(kind: keyof typeof REFUSALS, reason?: string): GraphError {
    const message =
      reason === undefined ? REFUSALS[kind] : `${REFUSALS[kind]} The token is refused: ${reason}.`;
    const challenge = `Bearer realm="", authorization_uri="${origin()}/_emulator/token", error="invalid_token"`;
    return new GraphError(401, 'InvalidAuthenticationToken', message, {
      headers: { 'WWW-Authenticate': challenge },
    });
  }
}

/** Lets through only tokens with one of these permissions. */
export function requireScope(...anyOf: string[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { scopes } = c.get('bearer');
    if (!anyOf.some((scope) => scopes.includes(scope))) throw decisions.missingScope.apply(anyOf, scopes);
    await next();
  };
}

function isEmpty(header: string | undefined): boolean {
  return header === undefined || /^(Bearer)?\s*$/i.test(header);
}
