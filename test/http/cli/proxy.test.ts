import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { makeCertificate } from '../../support/certificate';
import { jwt } from '../../support/fakeTokens';
import { startProxy, type TunnelProxy } from '../../support/tunnel';
import { resultOf } from './sendResult';
import { assertNoStackTrace, assertWrongUse, useShell } from './support';

/** A server that is Graph for whoever trusts its certificate and comes through the proxy. Nothing leaves the machine. */
describe('cli: a proxy of the environment', () => {
  const shell = useShell();
  const TOKEN = jwt({
    aud: 'https://graph.microsoft.com',
    scp: 'OnlineMeetings.ReadWrite',
    exp: Math.floor(Date.now() / 1000) + 3600,
    oid: 'o',
    tid: 't',
  });
  const PASSWORD = 'canary-password';
  let graph: Server;
  let port = 0;
  const requests: string[] = [];
  const proxies: TunnelProxy[] = [];

  const proxy = async (refusal?: number): Promise<TunnelProxy> => {
    const started = await startProxy(port, refusal);
    proxies.push(started);
    return started;
  };
  const withName = ({ port: at }: TunnelProxy): string => `http://name:${PASSWORD}@127.0.0.1:${at}`;
  /** Trusts the server, as somebody does whose proxy looks into TLS. */
  const env = (more: Readonly<Record<string, string>>): Record<string, string> => ({
    VAPPT_TOKEN: TOKEN,
    NODE_EXTRA_CA_CERTS: path.join(shell.folder, 'ca.pem'),
    ...more,
  });
  const FETCH = ['fetch', '--meeting', 'm', '--cloud', 'global', '--format', 'json'];

  before(async () => {
    const { key, cert } = await makeCertificate('graph.microsoft.com');
    await shell.write('ca.pem', cert);
    graph = createServer({ key, cert }, (request, response) => {
      requests.push(`${request.method ?? ''} ${request.headers.host ?? ''} ${request.url ?? ''}`);
      assert.equal(request.headers['proxy-authorization'], undefined);
      assert.equal(request.headers.authorization, `Bearer ${TOKEN}`);
      response.writeHead(request.method === 'GET' ? 200 : 204, { etag: 'W/"1"' });
      response.end(request.method === 'GET' ? '{"externalAppointmentId":"ext-2"}' : undefined);
    }).listen(0, '127.0.0.1');
    await once(graph, 'listening');
    ({ port } = graph.address() as AddressInfo);
  });
  beforeEach(() => {
    requests.length = 0;
  });
  afterEach(async () => {
    await Promise.all(proxies.splice(0).map((each) => each.stop()));
  });
  after(() => {
    graph.closeAllConnections();
    graph.close();
  });

  for (const variable of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']) {
    it(`${variable} is gone through, and sees neither the request nor the token`, async () => {
      const through = await proxy();
      const exit = await shell.runProcess(FETCH, { env: env({ [variable]: withName(through) }) });
      assert.deepEqual({ code: exit.code, stderr: exit.stderr }, { code: 0, stderr: '' });
      assert.deepEqual(requests, ['GET graph.microsoft.com /beta/me/onlineMeetings/m/virtualAppointment']);
      const [tunnel] = through.asked;
      assert.deepEqual(
        { ...tunnel, headers: tunnel?.headers.includes('authorization'), plain: through.plain },
        {
          authority: 'graph.microsoft.com:443',
          credentials: `Basic ${Buffer.from(`name:${PASSWORD}`).toString('base64')}`,
          headers: false,
          plain: [],
        },
      );
      assert.ok(!(exit.stdout + exit.stderr).includes(PASSWORD));
    });
  }

  it('a send goes through it, reads included', async () => {
    const through = await proxy();
    const file = await shell.payload();
    const exit = await shell.runProcess(['send', file, '--cloud', 'global', '--format', 'json'], {
      env: env({ HTTPS_PROXY: `127.0.0.1:${through.port}` }),
    });
    assert.deepEqual({ code: exit.code, outcome: resultOf(exit).outcome }, { code: 0, outcome: 'updated' });
    assert.deepEqual(
      requests.map((request) => request.split(' ')[0]),
      ['GET', 'PATCH', 'GET'],
    );
  });

  it('NODE_EXTRA_CA_CERTS is needed where it looks into TLS: without, nothing is sent', async () => {
    const through = await proxy();
    const exit = await shell.runProcess(FETCH, {
      env: { VAPPT_TOKEN: TOKEN, HTTPS_PROXY: through.origin },
    });
    assert.equal(exit.code, 5);
    assert.match(exit.stderr, /not trusted here\. .*NODE_EXTRA_CA_CERTS/);
    assert.deepEqual(requests, []);
  });

  for (const [status, words] of [
    [407, /The proxy wants a name and a password/],
    [403, /The proxy did not let the request through \(403\)/],
    [502, /The proxy did not let the request through \(502\)/],
  ] as const) {
    it(`${status} from it says what to do, and not its password → 5`, async () => {
      const through = await proxy(status);
      for (const args of [FETCH, ['send', await shell.payload(), '--cloud', 'global']]) {
        const exit = await shell.runProcess([...args, '--verbose'], {
          env: env({ HTTPS_PROXY: withName(through) }),
        });
        assert.equal(exit.code, 5);
        assert.match(exit.stdout + exit.stderr, words);
        assert.ok(!(exit.stdout + exit.stderr).includes(PASSWORD));
        assertNoStackTrace(exit);
      }
      assert.deepEqual(requests, []);
    });
  }

  it('one that is not there says what to check, and not its password → 5', async () => {
    const gone = await startProxy(port);
    await gone.stop();
    const exit = await shell.runProcess(FETCH, { env: env({ HTTPS_PROXY: withName(gone) }) });
    assert.equal(exit.code, 5);
    assert.match(exit.stderr, /The proxy could not be reached \(ECONNREFUSED\)/);
    assert.ok(!(exit.stdout + exit.stderr).includes(PASSWORD));
  });

  for (const address of [`http://name:${PASSWORD}@:x`, `ftp://${PASSWORD}@h`, `http://n:${PASSWORD}%@h:1`]) {
    it(`an address that is none is wrong use, and is not repeated: ${address.replace(PASSWORD, '…')}`, async () => {
      const exit = await shell.runProcess(FETCH, { env: env({ HTTPS_PROXY: address }) });
      assertWrongUse(exit, /HTTPS_PROXY is not the address of a proxy/);
      assert.ok(!exit.stderr.includes(PASSWORD));
    });
  }

  it('the emulator is asked without it', async () => {
    const through = await proxy();
    const emulator = await shell.emulator();
    const exit = await shell.runProcess(['send', await shell.payload(), '--endpoint', emulator.origin], {
      env: { HTTPS_PROXY: through.origin, HTTP_PROXY: through.origin, http_proxy: through.origin },
    });
    assert.equal(exit.code, 0, exit.stdout + exit.stderr);
    assert.deepEqual({ asked: through.asked, plain: through.plain }, { asked: [], plain: [] });
  });
});
