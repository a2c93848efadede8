import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import tls from 'node:tls';
import { type Certificate, makeCertificate } from '../../support/certificate';
import { type ProxyAnswer, startProxy, type TunnelProxy } from '../../support/tunnel';

/** Servers that no request gets through to, by the origin that one would ask, and proxies. */
export interface BrokenServers {
  readonly refused: string;
  /** A name that no resolver has to be asked for. */
  readonly unknownHost: string;
  readonly resetBeforeReading: string;
  readonly tlsUnknown: string;
  readonly tlsOtherHost: string;
  readonly tlsExpired: string;
  readonly tlsGarbage: string;
  readonly proxies: Readonly<Record<ProxyKind, string>>;
  stop(): Promise<void>;
}

const PROXIES = {
  /** To the server whose certificate nobody knows. */
  working: undefined,
  login: 407,
  forbidding: 403,
  unable: 502,
  closing: '',
  page: 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Please sign in to this network</html>',
  silent: 'silence',
} as const satisfies Record<string, ProxyAnswer | undefined>;

export type ProxyKind = keyof typeof PROXIES;

export async function startBrokenServers(): Promise<BrokenServers> {
  const servers = new Servers();
  const tlsUnknown = await servers.withCertificate(await makeCertificate('localhost'));
  const proxies: [string, TunnelProxy][] = [];
  for (const [kind, answer] of Object.entries(PROXIES))
    proxies.push([kind, await startProxy(Number(new URL(tlsUnknown).port), answer)]);
  const gone = await startProxy(0);
  await gone.stop();
  return {
    refused: gone.origin,
    // A label has 63 characters at most.
    unknownHost: `http://${'a'.repeat(64)}.invalid`,
    resetBeforeReading: await servers.raw((socket) => {
      // Something has arrived: before, it would be up to the system whether there ever was a connection.
      socket.once('readable', () => socket.resetAndDestroy());
    }),
    tlsUnknown,
    tlsOtherHost: await servers.withCertificate(
      await makeCertificate('elsewhere.example', { trusted: true }),
    ),
    tlsExpired: await servers.withCertificate(
      await makeCertificate('localhost', { trusted: true, expired: true }),
    ),
    tlsGarbage: (await servers.raw((socket) => socket.end('220 mail.example ready\r\n'))).replace(
      'http:',
      'https:',
    ),
    proxies: Object.fromEntries(proxies.map(([kind, { origin }]) => [kind, origin])) as Record<
      ProxyKind,
      string
    >,
    async stop() {
      await Promise.all([servers.stop(), ...proxies.map(([, proxy]) => proxy.stop())]);
    },
  };
}

class Servers {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  async raw(onConnection: (socket: Socket) => void): Promise<string> {
    return `http://127.0.0.1:${await this.#listen(createServer(onConnection))}`;
  }

  async withCertificate(certificate: Certificate): Promise<string> {
    const server = tls.createServer(certificate).on('tlsClientError', () => undefined);
    return `https://localhost:${await this.#listen(server)}`;
  }

  async stop(): Promise<void> {
    const closed = this.#servers.map((server) => once(server.close(), 'close'));
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(closed);
  }

  async #listen(server: Server): Promise<number> {
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#servers.push(server);
    return (server.address() as AddressInfo).port;
  }
}
