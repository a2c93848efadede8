import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A real proxy on loopback. It connects to one port of this machine, whatever it is asked for. */
export interface TunnelProxy {
  readonly origin: string;
  readonly port: number;
  /** `host:port` and the `Proxy-Authorization` of each tunnel that was asked for, and all other headers' names. */
  readonly asked: readonly AskedTunnel[];
  /** What was asked without a tunnel: `METHOD url`. */
  readonly plain: readonly string[];
  stop(): Promise<void>;
}

export interface AskedTunnel {
  readonly authority: string | undefined;
  readonly credentials: string | undefined;
  readonly headers: readonly string[];
}

const PAGE = 'Content-Type: text/html\r\n\r\n<html>No</html>';

/** What a proxy says to who asks for a tunnel, instead of making one: a refusal with a page, a text as it is, or `silence`. */
export type ProxyAnswer = number | string;

export async function startProxy(targetPort: number, answer?: ProxyAnswer): Promise<TunnelProxy> {
  const asked: AskedTunnel[] = [];
  const plain: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    plain.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(502).end();
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  server.on('connect', (request, socket: Socket, head: Buffer) => {
    const { 'proxy-authorization': credentials } = request.headers;
    asked.push({ authority: request.url, credentials, headers: Object.keys(request.headers) });
    if (answer === 'silence') return;
    if (answer !== undefined) {
      socket.end(typeof answer === 'string' ? answer : `HTTP/1.1 ${answer} No\r\n${PAGE}`);
      return;
    }
    const target = connect(targetPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(socket).pipe(target);
    });
    sockets.add(target);
    target.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('close', () => target.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    asked,
    plain,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
