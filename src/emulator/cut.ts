import { STATUS_CODES } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Bindings } from './context';

/** Drops the connection without an answer. */
export function cutConnection({ incoming, exchange }: Bindings): Response {
  incoming.socket.destroy();
  exchange.cut = true;
  return alreadySent();
}

/**
 * Drops the connection in the middle of the answer: within the body, which Content-Length has announced, or, where
 * there is no body, within the headers.
 */
export async function cutMidBody(bindings: Bindings, answer: Response): Promise<Response> {
  const { incoming, exchange } = bindings;
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}\r\nrequest-id: ${exchange.requestId}\r\n`;
  const sent =
    body.length === 0
      ? head
      : `${head}${headers}Content-Length: ${body.length}\r\n\r\n${body.toString('latin1', 0, body.length >> 1)}`;
  await new Promise<void>((resolve) => {
    incoming.socket.write(sent, 'latin1', () => {
      resolve();
    });
  });
  return cutConnection(bindings);
}

/** A copy: the library's own is shared by everybody, and headers are set on answers. */
function alreadySent(): Response {
  return new Response(null, { headers: RESPONSE_ALREADY_SENT.headers });
}
