import assert from 'node:assert/strict';
import path from 'node:path';
import {
  CancelledError,
  EmulatorUnavailableError,
  NetworkError,
  SignInNeededError,
} from '../../../../src/core/errors';
import { fetchReport } from '../../../../src/core/report/fetchReport';
import { english, text } from '../../../../src/core/text';
import { TOKEN } from '../../../support/fakes';
import { assertGolden } from '../../../support/golden';
import { answer } from '../../../support/scriptedTransport';
import { playFetch, type Scene } from '../../../support/sending';

const GOLDENS = path.join(__dirname, '../../../fixtures/reports');
const CANARIES = ['Canary Name', 'canary@mail.example', '+12025550199', TOKEN];
const SHOWN = {
  appointmentClients: [
    {
      displayName: 'Canary Name',
      emailAddress: 'canary@mail.example',
      smsCapablePhoneNumber: '+12025550199',
    },
  ],
};
const IDS = { 'request-id': '10000000-0000-4000-8000-000000000001', date: 'Thu, 01 May 2025 10:20:30 GMT' };
const ECHO = { error: { code: 'X', message: `canary@mail.example +12025550199 ${TOKEN}` } };

const withoutToken = (error: Error): Scene => ({
  server: [],
  tokens: { getToken: () => Promise.reject(error) },
});

describe('fetchReport', () => {
  const CASES: Readonly<Record<string, Scene>> = {
    read: { server: [answer(200, SHOWN, { ...IDS, etag: 'W/"1"' })] },
    'read-real-cloud': {
      cloud: 'global',
      server: [answer(200, { value: SHOWN }, { ...IDS, etag: 'W/"1"' })],
    },
    'read-no-tag': { server: [answer(200, SHOWN, IDS)] },
    'not-found': { server: [answer(404, ECHO, IDS)] },
    forbidden: { server: [answer(403, ECHO, IDS)] },
    rejected: { server: [answer(400, ECHO, IDS)] },
    'sign-in-no-token': withoutToken(new SignInNeededError(text('There is no token.'))),
    'sign-in-not-accepted': { server: [answer(401, ECHO, IDS)] },
    'unreachable-emulator': withoutToken(new EmulatorUnavailableError(text('No emulator is running.'))),
    'unreachable-refused': { server: [new NetworkError('notSent', 'ECONNREFUSED')] },
    'unreachable-lost': { server: [new NetworkError('maybeSent', 'ECONNRESET')] },
    'unreachable-500': { server: [answer(500, ECHO, IDS)] },
    'unreachable-page': { server: [answer(200, '<html>Canary Name</html>', IDS)] },
    cancelled: { server: [new CancelledError(true)] },
  };
  const reportOf = async (scene: Scene) => fetchReport((await playFetch(scene)).record, english);

  for (const [name, scene] of Object.entries(CASES)) {
    it(name, async () => {
      const report = await reportOf(scene);
      assert.deepStrictEqual(
        CANARIES.filter((canary) => report.includes(canary)),
        [],
      );
      assertGolden(path.join(GOLDENS, `fetch-${name}.txt`), report);
    });
  }

  it('regression: a read that was answered is not called "Not sent"', async () => {
    const titles = await Promise.all(
      ['unreachable-500', 'unreachable-page', 'unreachable-lost'].map(async (name) => {
        const scene = CASES[name];
        assert.ok(scene !== undefined);
        return (await reportOf(scene)).split('\n').filter((line) => line.startsWith('Not sent'));
      }),
    );
    assert.deepStrictEqual(titles, [[], [], []]);
  });

  it('regression: a read does not advise to correct a payload or to send again', async () => {
    for (const name of ['rejected', 'sign-in-not-accepted']) {
      const scene = CASES[name];
      assert.ok(scene !== undefined);
      assert.doesNotMatch(await reportOf(scene), /Correct the payload|send again/);
    }
  });
});
