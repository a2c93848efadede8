import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { APPOINTMENT, call, rawCall, read, start } from './support';

const PATHS = ['/_emulator/state', '/_emulator/log', '/_emulator/token', APPOINTMENT, '/'];

describe('emulator: web pages and other machines stay out', () => {
  it('answers only to its own Host, for control calls as for Graph paths', async () => {
    const emulator = await start();
    const { port } = emulator;
    const hosts: [string, boolean][] = [
      [`127.0.0.1:${port}`, true],
      [`localhost:${port}`, true],
      [`LOCALHOST:${port}`, true],
      [`127.0.0.1:${port + 1}`, false],
      ['127.0.0.1', false],
      ['localhost', false],
      [`evil.example:${port}`, false],
      [`127.0.0.1.evil.example:${port}`, false],
      [`localhost.:${port}`, false],
      [`127.1:${port}`, false],
      [`0.0.0.0:${port}`, false],
      [`[::1]:${port}`, false],
      [`user@127.0.0.1:${port}`, false],
    ];
    for (const [host, allowed] of hosts)
      for (const path of PATHS) {
        const { status } = await rawCall(emulator, path, { Host: host });
        if (allowed) assert.notEqual(status, 403, `${host} ${path}`);
        else assert.ok(status === 403 || status === 400, `${host} ${path}: ${status}`);
        assert.ok(allowed || status !== 200);
      }
  });

  it('does not believe an absolute request target, and needs a Host also in HTTP/1.0', async () => {
    const emulator = await start();
    const { port } = emulator;
    const requests = [
      `GET http://evil.example:${port}/_emulator/state HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`,
      `GET http://127.0.0.1:${port}/_emulator/state HTTP/1.1\r\nHost: evil.example:${port}\r\n`,
      'GET /_emulator/state HTTP/1.0\r\n',
    ];
    for (const head of requests) {
      const answer = await new Promise<string>((resolve, reject) => {
        let text = '';
        const socket = connect(port, '127.0.0.1', () => socket.end(`${head}Connection: close\r\n\r\n`));
        socket.on('data', (chunk) => (text += chunk.toString())).on('error', reject);
        socket.on('close', () => {
          resolve(text);
        });
      });
      assert.match(answer, /^HTTP\/1\.1 40[03] /, head);
      assert.doesNotMatch(answer, /"meetings"/);
    }
  });

  it('refuses whatever comes from a web page, its own included', async () => {
    const emulator = await start();
    const before = emulator.state();
    const headers: [Record<string, string>, boolean][] = [
      [{ Origin: 'https://evil.example' }, false],
      [{ Origin: emulator.origin }, false],
      [{ Origin: 'null' }, false],
      [{ 'Sec-Fetch-Site': 'cross-site' }, false],
      [{ 'Sec-Fetch-Site': 'same-site' }, false],
      [{ 'Sec-Fetch-Site': 'same-origin' }, false],
      [{ 'Sec-Fetch-Site': 'none' }, true],
    ];
    for (const [each, allowed] of headers)
      for (const [method, path] of [
        ['POST', '/_emulator/touch'],
        ['POST', '/_emulator/reset'],
        ['GET', APPOINTMENT],
        ['OPTIONS', APPOINTMENT],
      ] as const) {
        const { status } = await rawCall(emulator, path, each, method);
        assert.equal(status !== 403, allowed, `${method} ${path} ${JSON.stringify(each)}`);
        if (!allowed) assert.deepEqual(emulator.state(), before);
      }
  });

  it('never sends a CORS header', async () => {
    const emulator = await start();
    const headers = {
      'Access-Control-Request-Method': 'PATCH',
      'Access-Control-Request-Headers': 'authorization',
    };
    for (const extra of [{}, { Origin: 'https://evil.example' }])
      for (const method of ['OPTIONS', 'GET'])
        for (const path of PATHS) {
          const answer = await rawCall(emulator, path, { ...headers, ...extra }, method);
          assert.deepEqual(
            Object.keys(answer.headers).filter((name) => name.startsWith('access-control')),
            [],
          );
        }
  });

  it('listens on 127.0.0.1 only', async () => {
    const emulator = await start();
    await assert.rejects(
      new Promise((resolve, reject) => {
        const socket = connect(emulator.port, '::1', () => {
          resolve(socket.destroy());
        });
        socket.on('error', reject);
      }),
    );
  });

  it('refuses an endless body while it is still arriving', async () => {
    const emulator = await start();
    const before = await read(emulator);
    const token = emulator.issueToken().access_token;
    const chunk = Buffer.alloc(256 * 1024, 0x20);
    let sent = 0;
    const status = await new Promise<number>((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const upload = request(emulator.origin + APPOINTMENT, { method: 'PATCH', headers }, (response) => {
        resolve(response.statusCode ?? 0);
        upload.destroy();
      });
      upload.on('error', reject);
      const more = (): void => {
        if (upload.destroyed) return;
        sent += chunk.length;
        upload.write(chunk, () => setImmediate(more));
      };
      more();
    });
    assert.equal(status, 413);
    assert.ok(sent < 64 * 1024 * 1024, `${sent} bytes were taken`);
    assert.deepEqual(await read(emulator), before);
  });

  it('refuses by Content-Length before the body arrives, and takes exactly 4 MB', async () => {
    const emulator = await start();
    const token = emulator.issueToken().access_token;
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Content-Length': '4194305',
    };
    const answer = await new Promise<number>((resolve, reject) => {
      const upload = request(emulator.origin + APPOINTMENT, { method: 'PATCH', headers }, (response) => {
        resolve(response.statusCode ?? 0);
        upload.destroy();
      });
      upload.on('error', reject);
      upload.flushHeaders();
    });
    assert.equal(answer, 413);
    const body = `{"externalAppointmentId":"x"}`.padEnd(4 * 1024 * 1024);
    assert.equal((await call(emulator, APPOINTMENT, { method: 'PATCH', body })).status, 204);
  });

  it('leaves the globals of its host alone', async () => {
    const before = [globalThis.Request, globalThis.Response];
    await start();
    assert.deepEqual([globalThis.Request, globalThis.Response], before);
  });
});
