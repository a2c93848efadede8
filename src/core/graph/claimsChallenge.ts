/**
 * What a refusal wants a new token to prove: the decoded `claims` of its `WWW-Authenticate` header, a JSON text that goes
 * back to the identity provider as it is. https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function claimsChallenge(wwwAuthenticate: string | undefined): string | undefined {
  if (wwwAuthenticate === undefined || !/\berror\s*=\s*"?insufficient_claims"?/i.test(wwwAuthenticate)) {
    return undefined;
  }
  const encoded = /\bclaims\s*=\s*"?([\w+/=-]+)"?/i.exec(wwwAuthenticate)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const bytes = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    const claims = new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
    const parsed: unknown = JSON.parse(claims);
    return typeof parsed === 'object' && parsed !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}
