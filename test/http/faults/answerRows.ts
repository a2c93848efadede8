import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { transportOver } from '../../../src/node/fetchTransport';
import { BODY_LIMITS } from '../../../src/node/readBody';
import type { Handler } from '../../support/localServer';
import { answer } from '../matrix/bodies';
import type { World } from '../matrix/world';
import { answered, type FaultGroup, type FaultRow } from './row';

/** How long what never comes is waited for; longer where the request must have arrived. */
const SOON_MS = 200;
const ARRIVED_MS = 1000;
const MEGABYTE = 1024 * 1024;

const ENTITY = JSON.stringify({ id: 'i', externalAppointmentId: 'ext-2', settings: null });
const JSON_TYPE = { 'content-type': 'application/json' };

/** What the server answers, byte for byte. The connection stays open, for whoever is taken in by it. */
const raw =
  (text: string): Handler =>
  (_request, response) =>
    response.socket?.write(text, 'latin1');

const says =
  (status: number, text: string, headers: Readonly<Record<string, string>> = JSON_TYPE): Handler =>
  (_request, response) => {
    answer(response, status, text, headers);
  };

const sends =
  (status: number, bytes: Uint8Array, headers: Readonly<Record<string, string>>): Handler =>
  (_request, response) =>
    response.writeHead(status, headers).end(bytes);

/** The server begins an answer and breaks the connection. */
const cut: Handler = (_request, response) => {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
  response.write('{"id":', () => response.socket?.resetAndDestroy());
};

const stall: Handler = (_request, response) => {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' }).write('{"id":');
};

/** A byte now and then, for ever. */
const drip: Handler = (_request, response) => {
  response.writeHead(200, JSON_TYPE);
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => {
    clearInterval(timer);
  });
};

const endless: Handler = (_request, response) => {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': String(100 * MEGABYTE) });
  const chunk = Buffer.alloc(MEGABYTE, ' ');
  let sent = 0;
  const more = (): void => {
    while (sent < 100 && !response.destroyed) {
      sent += 1;
      if (!response.write(chunk)) return;
    }
  };
  response.on('drain', more);
  more();
};

let packed: Buffer | undefined;
const bomb: Handler = (_request, response) => {
  packed ??= gzipSync(Buffer.alloc(20 * MEGABYTE, ' '), { level: 1 });
  response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(packed);
};

function redirects(status: number, where: string, to: (world: World) => string): FaultRow {
  return {
    name: `${status} to ${where}`,
    trouble: ({ method, body = '' }, world) => ({
      front: {
        method,
        meets: (request) => request.body.includes(body),
        handle: (_request: unknown, response: ServerResponse) => {
          response.writeHead(status, { location: to(world) }).end();
        },
      },
    }),
  };
}

const REDIRECTS = [301, 302, 303, 307, 308];

export const ANSWER_GROUPS: readonly FaultGroup[] = [
  {
    title: 'The connection breaks',
    rows: [
      answered('reset after the request', (_request, response) => response.socket?.resetAndDestroy()),
      answered(
        'reset after the request was carried out',
        (_request, response) => response.socket?.resetAndDestroy(),
        {
          applies: true,
        },
      ),
      answered('closed without an answer', (_request, response) => response.socket?.end()),
      answered('reset in the middle of the headers', (_request, response) => {
        response.socket?.write('HTTP/1.1 200 OK\r\nContent-', () => response.socket?.resetAndDestroy());
      }),
      answered('reset in the middle of the body', cut),
      answered('the same, and the request was carried out', cut, { applies: true }),
    ],
  },
  {
    title: 'The answer does not come',
    rows: [
      answered('never answered', () => undefined, { timeoutMs: SOON_MS, drops: true }),
      answered('carried out, and never answered', () => undefined, {
        applies: true,
        timeoutMs: ARRIVED_MS,
        drops: true,
      }),
      answered('the answer stops in the middle', stall, {
        transport: transportOver((url, init) => fetch(url, init), { ...BODY_LIMITS, stallMs: SOON_MS }),
        drops: true,
      }),
      answered('a byte now and then, for ever', drip, { timeoutMs: ARRIVED_MS, drops: true }),
    ],
  },
  {
    title: 'The answer is none of Graph’s',
    rows: [
      answered('not HTTP', raw('what?\r\n\r\n')),
      answered('a page (200)', says(200, '<html>Please sign in</html>', { 'content-type': 'text/html' })),
      answered(
        'a page of a gateway (502)',
        says(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }),
      ),
      answered('an empty list', says(200, '[]')),
      answered('a text', says(200, '"yes"')),
      answered('an empty object', says(200, '{}'), { applies: true }),
      answered('an error in a 200', says(200, '{"error":{"code":"c","message":"m"}}')),
      answered('a value that is none', says(200, '{"value":7}'), { applies: true }),
      answered('JSON that breaks off', says(200, '{"id":')),
    ],
  },
  {
    title: 'Another success than the one that belongs there',
    rows: [
      answered('204 with a body', raw('HTTP/1.1 204 No Content\r\nContent-Length: 6\r\n\r\n<html>'), {
        applies: true,
      }),
      answered(
        'two answers to one request',
        raw(
          `HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: ${'{"externalAppointmentId":"forged"}'.length}\r\n\r\n{"externalAppointmentId":"forged"}`,
        ),
        { applies: true },
      ),
      answered('200 without a body', says(200, ''), { applies: true }),
      answered('200 with the appointment', says(200, ENTITY), { applies: true }),
      answered('201', says(201, ENTITY), { applies: true }),
      answered('202', says(202, ''), { applies: true }),
      answered('206', says(206, ENTITY), { applies: true }),
    ],
  },
  {
    title: 'The body is not what it says it is',
    rows: [
      answered('JSON that says it is a page', says(200, ENTITY, { 'content-type': 'text/html' }), {
        applies: true,
      }),
      answered('JSON that says nothing', says(200, ENTITY, {}), { applies: true }),
      answered('XML', says(200, '<a/>', { 'content-type': 'application/xml' }), { applies: true }),
      answered('says gzip, and is not', says(200, ENTITY, { ...JSON_TYPE, 'content-encoding': 'gzip' }), {
        applies: true,
      }),
      answered(
        'gzip that is damaged',
        sends(200, gzipSync(ENTITY).fill(7, 12, 24), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
        { applies: true },
      ),
      answered(
        'invalid UTF-8',
        sends(200, Buffer.from('{"externalAppointmentId":"Gr\xfc\xdfe"}', 'latin1'), JSON_TYPE),
        { applies: true },
      ),
      answered('UTF-16', sends(200, Buffer.from(ENTITY, 'utf16le'), JSON_TYPE), { applies: true }),
      answered('100 MB', endless, { drops: true }),
      answered('20 MB, packed in some KB', bomb),
    ],
  },
  {
    title: 'Redirects',
    rows: [
      ...REDIRECTS.map((status) => redirects(status, 'the same host', () => '/beta/me')),
      ...REDIRECTS.map((status) =>
        redirects(status, 'another host', ({ elsewhere }) => `${elsewhere.origin}/`),
      ),
    ],
  },
];
