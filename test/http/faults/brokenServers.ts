import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import tls from 'node:tls';
import { generate } from 'selfsigned';

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
  /** A trusted server that speaks TLS, in front of one that does not. */
  tlsBefore(origin: string): Promise<string>;
  stop(): Promise<void>;
}

export type ProxyKind = 'working' | 'login' | 'forbidding' | 'unable' | 'closing' | 'silent' | 'page';

/** What Node 24 has and the types of Node 20 do not. */
const trust = tls as unknown as {
  getCACertificates(type: 'default'): string[];
  setDefaultCACertificates(certificates: readonly string[]): void;
};

const CONNECT_ANSWERS: Readonly<Record<Exclude<ProxyKind, 'working'>, string | undefined>> = {
  login: 'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="p"\r\n\r\n',
  forbidding: 'HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r\n<html>Not allowed</html>',
  unable: 'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n<html>No such host</html>',
  closing: '',
  silent: undefined,
  page: 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Please sign in to this network</html>',
};

export async function startBrokenServers(): Promise<BrokenServers> {
  const servers: { server: Server | HttpServer; sockets: Set<Socket> }[] = [];
  const listening = async (server: Server | HttpServer): Promise<number> => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push({ server, sockets });
    return (server.address() as AddressInfo).port;
  };
  const raw = async (onConnection: (socket: Socket) => void): Promise<string> =>
    `http://127.0.0.1:${await listening(createServer(onConnection))}`;
  const withCertificate = async (options: CertificateOptions): Promise<string> => {
    const server = tls.createServer(await certificateFor(options), () => undefined);
    server.on('tlsClientError', () => undefined);
    return `https://localhost:${await listening(server)}`;
  };
  const proxy = async (kind: ProxyKind): Promise<string> => {
    const server = createHttpServer();
    server.on('connect', (request, socket: Socket, head: Buffer) => {
      socket.on('error', () => undefined);
      if (kind === 'working') tunnel(request.url ?? '', socket, head);
      else if (CONNECT_ANSWERS[kind] !== undefined) socket.end(CONNECT_ANSWERS[kind]);
    });
    return `http://127.0.0.1:${await listening(server)}`;
  };

  const nobody = createServer();
  const freePort = await listening(nobody);
  servers.pop();
  nobody.close();
  const kinds: readonly ProxyKind[] = [
    'working',
    'login',
    'forbidding',
    'unable',
    'closing',
    'silent',
    'page',
  ];
  const proxies: [ProxyKind, string][] = [];
  for (const kind of kinds) proxies.push([kind, await proxy(kind)]);
  return {
    refused: `http://127.0.0.1:${freePort}`,
    // A label has 63 characters at most.
    unknownHost: `http://${'a'.repeat(64)}.invalid`,
    resetBeforeReading: await raw((socket) => {
      // Something has arrived: before, it would be up to the system whether there ever was a connection.
      socket.once('readable', () => socket.resetAndDestroy());
    }),
    tlsUnknown: await withCertificate({ host: 'localhost', trusted: false }),
    tlsOtherHost: await withCertificate({ host: 'elsewhere.example', trusted: true }),
    tlsExpired: await withCertificate({ host: 'localhost', trusted: true, expired: true }),
    tlsGarbage: (await raw((socket) => socket.end('220 mail.example ready\r\n'))).replace(/^http/, 'https'),
    proxies: Object.fromEntries(proxies) as Record<ProxyKind, string>,
    async tlsBefore(origin) {
      const target = Number(new URL(origin).port);
      const server = tls.createServer(
        await certificateFor({ host: 'localhost', trusted: true }),
        (socket) => {
          join(socket, connect(target, '127.0.0.1'));
        },
      );
      return `https://localhost:${await listening(server)}`;
    },
    async stop() {
      await Promise.all(
        servers.map(async ({ server, sockets }) => {
          const closed = once(server, 'close');
          server.close();
          for (const socket of sockets) socket.destroy();
          await closed;
        }),
      );
    },
  };
}

/** Only this machine is ever connected to, whatever the client asks for. */
function tunnel(authority: string, socket: Socket, head: Buffer): void {
  const target = connect(Number(authority.split(':').at(-1)), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    target.write(head);
    join(socket, target);
  });
  target.on('error', () => socket.destroy());
}

function join(one: Socket, other: Socket): void {
  one.on('error', () => other.destroy()).pipe(other);
  other.on('error', () => one.destroy()).pipe(one);
}

interface CertificateOptions {
  readonly host: string;
  readonly trusted: boolean;
  readonly expired?: boolean;
}

async function certificateFor({
  host,
  trusted,
  expired = false,
}: CertificateOptions): Promise<{ key: string; cert: string }> {
  const day = 86_400_000;
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    ...(expired && {
      notBeforeDate: new Date(Date.now() - 3 * day),
      notAfterDate: new Date(Date.now() - day),
    }),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  });
  if (trusted) trust.setDefaultCACertificates([...trust.getCACertificates('default'), cert]);
  return { key, cert };
}
