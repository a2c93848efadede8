import type { MiddlewareHandler } from 'hono';
import type { AppEnv, Services } from '../context';
import { decisions } from '../decisions';
import { GraphError } from '../errors';

/** Messages as Graph words them; the one about another emulator has no counterpart there. */
const REFUSALS = {
  missing: 'Access token is empty.',
  malformed: 'CompactToken parsing failed with error code: 80049217',
  expired: decisions.expiredToken.apply(),
  foreign:
    'Access token validation failure. The token was issued by another emulator, or before this one was started.',
};

/** Lets through only requests with a valid token of this emulator. */
export function authenticate({ tokens, origin }: Services): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const header = c.req.header('authorization');
    const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) throw refuse(isEmpty(header) ? 'missing' : 'malformed');
    const verdict = tokens.judge(token);
    if ('refused' in verdict) throw refuse(verdict.refused);
    c.set('bearer', verdict.bearer);
    await next();
  };

  function refuse(reason: keyof typeof REFUSALS): GraphError {
    const challenge = `Bearer realm="", authorization_uri="${origin()}/_emulator/token", error="invalid_token"`;
    return new GraphError(401, 'InvalidAuthenticationToken', REFUSALS[reason], {
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
