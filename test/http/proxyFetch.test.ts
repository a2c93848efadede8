import assert from 'node:assert/strict';
import type { HttpTransport } from '../../src/core/ports';
import { transportOver } from '../../src/node/fetchTransport';
import { proxyFetch } from '../../src/node/proxyFetch';
import { startServer } from '../support/localServer';
import { PATIENT_MS } from '../support/patience';
import { startProxy } from '../support/tunnel';

const through = (proxy: string, noProxy: string): HttpTransport =>
  transportOver(proxyFetch({ proxy, variable: 'HTTPS_PROXY', noProxy }));

describe('proxyFetch', () => {
  for (const [noProxy, tunnels] of [
    ['', 1],
    ['other.example', 1],
    ['127.0.0.1', 0],
    ['other.example,127.0.0.1', 0],
    ['*', 0],
  ] as const) {
    it(`with NO_PROXY "${noProxy}" goes ${tunnels === 0 ? 'around' : 'through'} the proxy`, async () => {
      const server = await startServer((_request, response) => response.end('{}'));
      const proxy = await startProxy(Number(new URL(server.origin).port));
      const transport = through(proxy.origin, noProxy);
      const request = { method: 'GET', url: `${server.origin}/`, headers: {} } as const;
      const { status } = await transport.send(request, { timeoutMs: PATIENT_MS });
      assert.deepEqual(
        { status, tunnels: proxy.asked.length, received: server.received.length },
        { status: 200, tunnels, received: 1 },
      );
      await Promise.all([server.stop(), proxy.stop()]);
    });
  }

  it('closes the tunnel when the request is cancelled', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const server = await startServer((_request, response) => {
      closed = new Promise((resolve) => response.once('close', resolve));
      controller.abort();
    });
    const proxy = await startProxy(Number(new URL(server.origin).port));
    const request = { method: 'GET', url: `${server.origin}/`, headers: {} } as const;
    const call = through(proxy.origin, '').send(request, {
      timeoutMs: PATIENT_MS,
      signal: controller.signal,
    });
    await assert.rejects(call, { name: 'CancelledError', requestSent: true });
    await closed;
    await Promise.all([server.stop(), proxy.stop()]);
  });

  it('does not follow redirects', async () => {
    const elsewhere = await startServer((_request, response) => response.end());
    const server = await startServer((_request, response) =>
      response.writeHead(307, { location: `${elsewhere.origin}/` }).end(),
    );
    const proxy = await startProxy(Number(new URL(server.origin).port));
    const request = { method: 'GET', url: `${server.origin}/`, headers: {} } as const;
    const { status } = await through(proxy.origin, '').send(request, { timeoutMs: PATIENT_MS });
    assert.deepEqual([status, elsewhere.received.length, proxy.asked.length], [307, 0, 1]);
    await Promise.all([server.stop(), elsewhere.stop(), proxy.stop()]);
  });
});
