import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export const FAKE_TOKEN = 'vappt-emulator-token.fake';
const FAKE_INSTANCE = 'fake-instance';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers one request, or leaves it without an answer. */
export type Handler = (request: Received, response: ServerResponse) => void;

/** A server on loopback that a test scripts, and that keeps everything it is sent. */
export interface FakeServer {
  readonly origin: string;
  readonly port: number;
  readonly received: readonly Received[];
  stop(): Promise<void>;
}

/** A server that is no emulator at all. */
export async function startFakeServer(handler: Handler, port = 0): Promise<FakeServer> {
  const received: Received[] = [];
  const server = createServer((incoming, response) => {
    void text(incoming).then((body) => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, path: url, headers, body };
      received.push(request);
      handler(request, response);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${address.port}`,
    port: address.port,
    received,
    stop: () => stop(server),
  };
}

/** A server that gives out a token as the emulator does, and leaves everything else to the handler. */
export function startFakeEmulator(handler: Handler): Promise<FakeServer> {
  return startFakeServer((request, response) => {
    if (request.path !== '/_emulator/token') {
      handler(request, response);
      return;
    }
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-vappt-emulator-instance': FAKE_INSTANCE,
    });
    response.end(JSON.stringify({ access_token: FAKE_TOKEN, token_type: 'Bearer', expires_in: 3600 }));
  });
}

export function answer(
  response: ServerResponse,
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  });
  response.end(typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body));
}

/** Graph's error envelope. */
export function graphError(code: string, message: string): unknown {
  return { error: { code, message, innerError: { 'request-id': 'r-1', date: '2026-01-01T00:00:00' } } };
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) =>
    server.close(() => {
      resolve();
    }),
  );
  server.closeAllConnections();
  await closed;
}

/** A server that reads as usual, and does with a PATCH what the test says. */
export function onPatch(handler: Handler): Handler {
  return (request, response) => {
    if (request.method === 'PATCH') handler(request, response);
    else answer(response, 200, { id: 'i', externalAppointmentId: 'ext-2' }, { etag: 'W/"A=="' });
  };
}
