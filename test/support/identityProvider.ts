// An identity provider on loopback that looks like Entra to MSAL: oidc-provider over https, with the few differences that
// MSAL depends on put right in front of it. Certificates and keys are made for the run.
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { exportJWK, generateKeyPair } from 'jose';
import type { Configuration, default as OidcProvider } from 'oidc-provider';
import { certificate } from './certificate';

export const TENANT = '00000000-1111-4222-8333-444444444444';
export const CLIENT_ID = '11111111-2222-4333-8444-555555555555';
const GRAPH = 'https://graph.microsoft.com';
const OAUTH = `/${TENANT}/oauth2/v2.0`;
/** Seconds between two polls for a device code. */
const INTERVAL = 1;

/** What the provider answers instead of its own, in the order given. */
export interface Fault {
  /** Part of `METHOD path?body`, such as `grant_type=refresh_token`. */
  readonly on: string;
  /** What is answered; missing: the connection is cut. */
  readonly answer?: { readonly status: number; readonly body: object | string };
  /** Leaves out a member of a good answer instead. */
  readonly without?: string;
  /** Is called, and then the good answer is given, instead. */
  readonly onHit?: () => void;
}

export interface IdentityProvider {
  readonly origin: string;
  readonly received: readonly string[];
  readonly faults: Fault[];
  /** Seconds that tokens made from now on are good for. */
  readonly lifetimes: { accessToken: number; refreshToken: number };
  /** Ends all sessions, as an administrator can. */
  revokeAll(): void;
  /** All secrets it has given out or was sent: tokens, codes and verifiers. */
  readonly secrets: ReadonlySet<string>;
  stop(): Promise<void>;
}

const SECRETS = ['access_token', 'refresh_token', 'id_token', 'device_code', 'code_verifier', 'code'];

export async function startIdentityProvider(port = 0): Promise<IdentityProvider> {
  const received: string[] = [];
  const faults: Fault[] = [];
  const secrets = new Set<string>();
  const lifetimes = { accessToken: 3600, refreshToken: 86_400 };
  const revoked = new Set<string>();
  const ready: { handler?: ReturnType<OidcProvider['callback']> } = {};
  const { key, cert } = await certificate();
  const server = createServer({ key, cert }, (request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  const provider = await makeProvider(origin, lifetimes);
  ready.handler = provider.callback();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = request.method === 'POST' ? await readAll(request) : '';
    const line = `${request.method ?? ''} ${request.url ?? ''} ${body}`;
    received.push(line);
    for (const [name, value] of new URLSearchParams(body)) if (SECRETS.includes(name)) secrets.add(value);
    const index = faults.findIndex(({ on }) => line.includes(on));
    const [fault] = index < 0 ? [] : faults.splice(index, 1);
    fault?.onHit?.();
    if (fault !== undefined && fault.without === undefined && fault.onHit === undefined) {
      if (fault.answer === undefined) {
        response.destroy();
        return;
      }
      const { status, body: content } = fault.answer;
      const isPage = typeof content === 'string';
      response.writeHead(status, { 'content-type': isPage ? 'text/html' : 'application/json' });
      response.end(isPage ? content : JSON.stringify(content));
      return;
    }
    const refreshToken = new URLSearchParams(body).get('refresh_token');
    if (refreshToken !== null && revoked.has(refreshToken)) {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify(entraError(50173, 'invalid_grant', 'The grant has been revoked.')));
      return;
    }
    request.url = asProviderPath(request.url ?? '');
    if (request.method === 'POST') Object.assign(request, { body: asProviderBody(body) });
    editAnswer(request, response, (json) => {
      for (const name of SECRETS) if (typeof json[name] === 'string') secrets.add(json[name]);
      if (fault?.without !== undefined) Reflect.deleteProperty(json, fault.without);
    });
    await ready.handler?.(request, response);
  }

  return {
    origin,
    received,
    faults,
    lifetimes,
    secrets,
    revokeAll: () => {
      for (const secret of secrets) revoked.add(secret);
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Entra's shape of an OAuth error. */
export function entraError(number: number, error: string, message: string, more: object = {}): object {
  return {
    error,
    error_description: `AADSTS${number}: ${message} Trace ID: 7e1f Correlation ID: ${CORRELATION_ID}`,
    error_codes: [number],
    correlation_id: CORRELATION_ID,
    ...more,
  };
}

export const CORRELATION_ID = '99999999-8888-4777-8666-555555555555';

/** Entra answers for a tenant; consent is asked for once, and `select_account` is no prompt of the standard's. */
function asProviderPath(url: string): string {
  const [path = '', query] = url
    .replace(/^\/(organizations|common|lab\.example)\//, `/${TENANT}/`)
    .split('?');
  if (path === `/${TENANT}/v2.0/.well-known/openid-configuration`) return '/.well-known/openid-configuration';
  if (query === undefined) return path;
  const params = new URLSearchParams(query);
  if (path === `${OAUTH}/authorize`) {
    params.set('prompt', params.has('prompt') ? 'login consent' : 'consent');
    params.set('scope', withoutResource(params.get('scope') ?? ''));
    // The provider knows no such claims, and would refuse them.
    params.delete('claims');
  }
  return `${path}?${params.toString()}`;
}

function asProviderBody(body: string): string {
  const params = new URLSearchParams(body);
  if (params.get('grant_type') === 'device_code') {
    params.set('grant_type', 'urn:ietf:params:oauth:grant-type:device_code');
  }
  if (params.has('scope')) params.set('scope', withoutResource(params.get('scope') ?? ''));
  params.delete('claims');
  return params.toString();
}

function withoutResource(scope: string): string {
  return scope.replaceAll(`${GRAPH}/`, '');
}

/** Entra's answers name the resource in each scope, say who signed in, and how often to poll. */
function editAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  see: (json: Record<string, unknown>) => void,
): void {
  const path = (request.url ?? '').split('?')[0];
  if (path !== `${OAUTH}/token` && path !== `${OAUTH}/devicecode`) return;
  const end = response.end.bind(response) as (chunk: unknown) => ServerResponse;
  response.end = ((chunk: string | undefined) => {
    // Who asked may be gone by now.
    if (chunk === undefined) return end(chunk);
    const json = JSON.parse(chunk) as Record<string, unknown>;
    if (typeof json['scope'] === 'string') {
      json['scope'] = json['scope'].replaceAll('OnlineMeetings.', `${GRAPH}/OnlineMeetings.`);
    }
    if (typeof json['id_token'] === 'string') {
      const claims = JSON.parse(
        Buffer.from(json['id_token'].split('.')[1] ?? '', 'base64url').toString(),
      ) as { oid: string };
      const info = { uid: claims.oid, utid: TENANT };
      json['client_info'] = Buffer.from(JSON.stringify(info)).toString('base64url');
    }
    if (typeof json['device_code'] === 'string') json['interval'] = INTERVAL;
    see(json);
    const text = JSON.stringify(json);
    response.setHeader('content-length', Buffer.byteLength(text));
    return end(text);
  }) as typeof response.end;
}

/** A person's object id, made of the name they sign in with. */
export function objectIdOf(login: string): string {
  return `aaaaaaaa-0000-4000-8000-${Buffer.from(login).toString('hex').padEnd(12, '0').slice(0, 12)}`;
}

async function makeProvider(origin: string, lifetimes: IdentityProvider['lifetimes']): Promise<OidcProvider> {
  const { default: Provider } = await import('oidc-provider');
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const scope = 'OnlineMeetings.ReadWrite User.Read';
  const configuration: Configuration = {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'test', use: 'sig', alg: 'RS256' }] },
    clients: [
      {
        client_id: CLIENT_ID,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://localhost'],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      },
    ],
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'oid', 'tid'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: id,
        preferred_username: `${id}@lab.example`,
        oid: objectIdOf(id),
        tid: TENANT,
      }),
    }),
    issueRefreshToken: () => true,
    expiresWithSession: () => false,
    // As Entra: an earlier refresh token goes on working.
    rotateRefreshToken: false,
    ttl: {
      AccessToken: () => lifetimes.accessToken,
      RefreshToken: () => lifetimes.refreshToken,
      DeviceCode: 600,
      Grant: 86_400,
      IdToken: 3600,
      Interaction: 600,
      Session: 86_400,
    },
    routes: {
      authorization: `${OAUTH}/authorize`,
      token: `${OAUTH}/token`,
      device_authorization: `${OAUTH}/devicecode`,
      code_verification: '/device',
    },
    features: {
      devInteractions: { enabled: true },
      deviceFlow: { enabled: true, mask: '*********' },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => GRAPH,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope,
          audience: GRAPH,
          accessTokenFormat: 'jwt',
          accessTokenTTL: lifetimes.accessToken,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    extraTokenClaims: (_context, token) => {
      const id = 'accountId' in token ? token.accountId : '';
      return {
        scp: 'scope' in token ? token.scope : '',
        tid: TENANT,
        oid: objectIdOf(id),
        upn: `${id}@lab.example`,
      };
    },
    cookies: { keys: ['for tests'] },
  };
  return new Provider(origin, configuration);
}
