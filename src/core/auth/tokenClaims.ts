/** What a token says about itself. Read to help, never to decide: Graph decides. */
export interface TokenClaims {
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

/** The claims of a JWT; nothing for a token that is opaque, as Graph's may become. */
export function readClaims(token: string): TokenClaims | undefined {
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
