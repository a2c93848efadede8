import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { AuthError } from '@azure/msal-node';
import { Network } from '../../../src/node/msal/network';
import { BODY_LIMITS } from '../../../src/node/readBody';
import { type Handler, type LocalServer, startServer } from '../../support/localServer';

describe('MSAL’s way to the network', () => {
  let server: LocalServer | undefined;

  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  /** Asks a server for a token. @returns why it got none */
  async function failure(handler: Handler): Promise<string | undefined> {
    server = await startServer(handler);
    const network = new Network({ slowDownMs: 0, sleep: () => Promise.resolve() });
    const asked = network.sendPostRequestAsync(`${server.origin}/token`, {
      body: 'grant_type=refresh_token',
    });
    await assert.rejects(asked, AuthError);
    return network.lastFailure;
  }

  it('hands an answer on as it is', async () => {
    server = await startServer((_request, response) => {
      response.writeHead(400, { 'X-Some': 'Thing' }).end('{"error":"invalid_grant"}');
    });
    const network = new Network({ slowDownMs: 0, sleep: () => Promise.resolve() });
    const { status, headers, body } = await network.sendPostRequestAsync(`${server.origin}/token`, {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
    });
    assert.deepEqual([status, headers['x-some'], body], [400, 'Thing', { error: 'invalid_grant' }]);
    const [request] = server.received;
    assert.deepEqual(
      [request?.method, request?.path, request?.headers['content-type'], request?.body],
      ['POST', '/token', 'application/x-www-form-urlencoded', 'a=b'],
    );
  });

  it('gives up an answer that has no end, and its connection', async () => {
    let sent = 0;
    const ended: Promise<unknown>[] = [];
    const piece = Buffer.alloc(256 * 1024, ' ');
    const goOn = (response: ServerResponse): void => {
      while (!response.destroyed && response.write(piece)) sent += piece.length;
      sent += piece.length;
    };
    const code = await failure((_request, response) => {
      ended.push(once(response, 'close'));
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.on('drain', () => {
        goOn(response);
      });
      goOn(response);
    });
    assert.equal(code, 'UNREADABLE_ANSWER');
    assert.equal((await Promise.all(ended)).length, 1);
    assert.ok(sent > BODY_LIMITS.maxBytes, `${sent} bytes`);
  });

  it('regression: refuses an answer that is longer than any, JSON or not', async () => {
    const code = await failure((_request, response) => {
      response.end(`{"access_token":"x"${' '.repeat(BODY_LIMITS.maxBytes)}}`);
    });
    assert.equal(code, 'UNREADABLE_ANSWER');
  });

  it('does not follow a redirect', async () => {
    const code = await failure((_request, response) => {
      response.writeHead(307, { Location: '/elsewhere' }).end('{"access_token":"x"}');
    });
    assert.equal(code, 'UNREADABLE_ANSWER');
    assert.equal(server?.received.length, 1);
  });

  it('says that an answer was cut short', async () => {
    const code = await failure((_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{"access_token":', () => response.destroy());
    });
    assert.equal(code, 'CONNECTION_LOST');
  });
});
