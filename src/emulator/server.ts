import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { newExchange, type AppEnv } from './context';

/** The only address there is: nobody on the network reaches the emulator. */
export const HOST = '127.0.0.1';

/** A server for the app, not listening yet. */
export function createEmulatorServer(app: Hono<AppEnv>, randomId: () => string): Server {
  const listener = getRequestListener(
    (request, { incoming, outgoing }) => {
      const { 'client-request-id': clientRequestId } = incoming.headers;
      const exchange = newExchange(randomId, [clientRequestId].flat()[0]);
      return app.fetch(request, { incoming, outgoing, exchange });
    },
    // The library would otherwise replace the global Request and Response of whoever runs the emulator, such as
    // VS Code's extension host. The page that it answers to an unusable Host stays without our headers.
    { overrideGlobalObjects: false, errorHandler: () => new Response(null, { status: 400 }) },
  );
  return createServer((incoming, outgoing) => void listener(incoming, outgoing));
}

/** Resolves to the port once it listens; rejects with Node's error, such as `EADDRINUSE`. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Stops at once: connections that are kept alive would hold a server open for minutes. */
export async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = promisify(server.close.bind(server))();
  server.closeAllConnections();
  await closed;
}
