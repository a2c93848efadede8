import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { startServer, type LocalServer } from '../../support/localServer';

/** Claims that are `undefined` are left out. */
type Claims = Readonly<Record<string, unknown>>;

/** A small OpenID provider: discovery, keys, and tokens as Entra makes them. Its keys are made for the test. */
export interface Provider extends LocalServer {
  /** What discovery answers; a test may change it. */
  discovery: Record<string, unknown>;
  /** New keys; the old ones are forgotten. */
  rotate(): Promise<void>;
  /** An access token of the provider; `claims` are added to, or replace, the usual ones. */
  token(claims?: Claims): Promise<string>;
}

export const PERSON = '3f2a4c6e-0000-4000-8000-0000000000bb';

export async function startProvider(): Promise<Provider> {
  let keyId = 0;
  let key = await newKey();
  const server = await startServer(({ path }, response) => {
    const known: Record<string, unknown> = {
      '/t/.well-known/openid-configuration': provider.discovery,
      '/t/keys': { keys: [key.jwk] },
    };
    const body = known[path ?? ''];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  });
  const issuer = `${server.origin}/t`;
  const provider: Provider = {
    ...server,
    discovery: { issuer, jwks_uri: `${issuer}/keys` },
    async rotate() {
      key = await newKey();
    },
    token: (claims = {}) => signedToken(key, issuer, claims),
  };
  return provider;

  async function newKey(): Promise<Key> {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const kid = `key-${(keyId += 1)}`;
    return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
  }
}

interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: object;
}

function signedToken({ kid, privateKey }: Key, iss: string, claims: Claims): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const usual = {
    iss,
    aud: 'https://graph.microsoft.com',
    oid: PERSON,
    scp: 'User.Read OnlineMeetings.ReadWrite',
  };
  return new SignJWT({ ...usual, iat: now, nbf: now, exp: now + 3600, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .sign(privateKey);
}
