import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../scripts/vscode/browser';
import { type Emulator, SAMPLE_MEETING_ID, startEmulator } from '../../src/emulator/index';

const APPOINTMENT = `/beta/me/onlineMeetings/${SAMPLE_MEETING_ID}/virtualAppointment`;

/** What a page tries, in the page's own words; `EMULATOR` is the emulator's address. */
const ATTEMPTS: readonly (readonly [name: string, script: string])[] = [
  ['reads the state', `await fetch(EMULATOR + '/_emulator/state').then((r) => r.text())`],
  ['reads the log', `await fetch(EMULATOR + '/_emulator/log').then((r) => r.text())`],
  ['gets a token', `await fetch(EMULATOR + '/_emulator/token', { method: 'POST' }).then((r) => r.text())`],
  [
    'changes something blindly, as a form could',
    `await fetch(EMULATOR + '/_emulator/touch', { method: 'POST', mode: 'no-cors', body: '{}',
      headers: { 'Content-Type': 'text/plain' } })`,
  ],
  [
    'resets it without a body',
    `await fetch(EMULATOR + '/_emulator/reset', { method: 'POST', mode: 'no-cors', credentials: 'include' })`,
  ],
  [
    'asks for leave to PATCH',
    `await fetch(EMULATOR + ${JSON.stringify(APPOINTMENT)}, { method: 'PATCH', body: '{}',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer x' } })`,
  ],
  [
    'sends a form',
    `await new Promise((done) => {
      const frame = document.createElement('iframe');
      frame.name = 'target';
      const form = document.createElement('form');
      Object.assign(form, {
        method: 'post', target: 'target', enctype: 'text/plain', action: EMULATOR + '/_emulator/reset',
      });
      document.body.append(frame, form);
      // Refused answers are not framed, so that there may be no second load.
      setInterval(() => { if (performance.getEntriesByType('resource').length > 0) done(); }, 20);
      frame.onload = done;
      form.submit();
    })`,
  ],
  [
    'loads it as a script, a picture and a page',
    `await Promise.all(['script', 'img', 'iframe'].map((tag) => new Promise((done) => {
      const element = document.createElement(tag);
      element.onload = element.onerror = done;
      element.src = EMULATOR + '/_emulator/state';
      document.body.append(element);
    })))`,
  ],
  [
    'opens a socket',
    `await new Promise((done) => {
      new WebSocket(EMULATOR.replace('http', 'ws') + '/_emulator/log').onerror = done;
    })`,
  ],
];

describe('a web page', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Server;
  let emulator: Emulator;

  before(async () => {
    site = createServer((_request, response) => {
      response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><title>a page</title><body></body>');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({
      executablePath: await findBrowser(() => undefined),
      // Every name leads to this machine, as a name server that changes its mind can make it.
      args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * 127.0.0.1'],
    });
  });
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(async () => {
    await emulator.stop();
  });
  after(async () => {
    await browser.close();
    await new Promise((resolve) => site.close(resolve));
  });

  /** Lets the page try; returns what it could read. */
  async function attempt(page: string, address: string, script: string): Promise<unknown> {
    const context = await browser.newContext();
    try {
      const opened = await context.newPage();
      await opened.goto(page);
      return await opened.evaluate(
        `(async (EMULATOR) => { try { return ${script}; } catch { return 'failed' } })(${JSON.stringify(address)})`,
      );
    } finally {
      await context.close();
    }
  }

  function assertUntouched(before: unknown, script: string): void {
    assert.deepEqual(emulator.state(), before);
    const statuses = new Set(emulator.log().map(({ status }) => status));
    // It did arrive; but reading the log leaves no trace in it, and where its own name leads here the page is refused first.
    assert.deepEqual([...statuses], statuses.size === 0 && script.includes('/log') ? [] : [403]);
  }

  for (const [name, script] of ATTEMPTS) {
    it(`of another site gets nothing and changes nothing when it ${name}`, async () => {
      const before = emulator.state();
      const { port } = site.address() as AddressInfo;
      const read = await attempt(`http://evil.example:${port}/`, emulator.origin, script);
      assert.doesNotMatch(JSON.stringify(read ?? ''), /meetings|access_token|requestId/);
      assertUntouched(before, script);
    });

    it(`whose own name leads to the emulator gets nothing and changes nothing when it ${name}`, async () => {
      const before = emulator.state();
      // DNS rebinding: to the browser, page and emulator are one site.
      const own = `http://evil.example:${emulator.port}`;
      const read = await attempt(`${own}/`, own, script);
      assert.doesNotMatch(JSON.stringify(read ?? ''), /"meetings"|access_token|"requestId"/);
      assertUntouched(before, script);
    });
  }
});
