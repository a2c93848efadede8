import assert from 'node:assert/strict';
import path from 'node:path';
import {
  CancelledError,
  EmulatorUnavailableError,
  NetworkError,
  SignInNeededError,
} from '../../../../src/core/errors';
import { parsePayload } from '../../../../src/core/payload/parse';
import { personalValues } from '../../../../src/core/payload/personalValues';
import type { HttpResponse } from '../../../../src/core/ports';
import { sendReport } from '../../../../src/core/report/sendReport';
import type { SendRecord } from '../../../../src/core/send/record';
import { english, text } from '../../../../src/core/text';
import { ACCOUNT, NOW, TOKEN } from '../../../support/fakes';
import { assertGolden } from '../../../support/golden';
import { translatePseudo, untranslated } from '../../../support/pseudo';
import { answer } from '../../../support/scriptedTransport';
import { playCreate, playSend, type Scene } from '../../../support/sending';

const GOLDENS = path.join(__dirname, '../../../fixtures/reports');

/** Everything that must never be in a report. The account's own name may, and must. */
const CANARIES = ['Canary Name', 'canary@mail.example', '+12025550199', '202-555-0198', TOKEN, 'eyJhbGci'];
const CLIENTS = [
  { displayName: 'Canary Name', emailAddress: 'canary@mail.example', smsCapablePhoneNumber: '+12025550199' },
  { displayName: 'Canary Name', smsCapablePhoneNumber: '202-555-0198' },
];
const PAYLOAD = JSON.stringify({ $meeting: 'M1', appointmentClients: CLIENTS, externalAppointmentId: 'new' });
/** A server that repeats whatever it was sent, the token included. */
const ECHO = `Invalid value: Canary Name <canary@mail.example> +12025550199 202-555-0198 ${TOKEN}\r\n\u001b[31mred`;

const OLD = { appointmentClients: [], externalAppointmentId: 'old' };
const NEW = { appointmentClients: CLIENTS, externalAppointmentId: 'new' };
const STORED = { base: { etag: 'W/"1"', appointment: OLD, readAt: NOW - 60_000 } };

const IDS = {
  'request-id': '10000000-0000-4000-8000-000000000001',
  'client-request-id': '00000000-0000-4000-8000-000000000001',
  date: 'Thu, 01 May 2025 10:20:30 GMT',
};
const says = (
  status: number,
  body: unknown = '',
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => answer(status, body, { ...IDS, ...headers });
const fails = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): HttpResponse =>
  says(status, { error: { code, message: ECHO, innerError: { code: 'innerCode' } } }, headers);
const shows = (tag: string, appointment: object): HttpResponse =>
  says(200, appointment, { etag: `W/"${tag}"` });
const LOST = new NetworkError('maybeSent', 'ECONNRESET');
const NONE = says(404, { error: { code: 'NotFound', message: 'm' } });
const SAVED = says(204);

async function reportOf(
  play: (scene: Scene) => Promise<{ record: SendRecord }>,
  scene: Scene,
  translate = english,
): Promise<string> {
  const whole = { known: STORED, payload: PAYLOAD, ...scene };
  const { record } = await play(whole);
  return sendReport(record, translate, personalValues(parsePayload(whole.payload)));
}

const withoutToken = (error: Error): Scene => ({
  server: [],
  tokens: { getToken: () => Promise.reject(error) },
});

describe('sendReport', () => {
  const CASES: Readonly<Record<string, Scene>> = {
    'updated-as-sent': { server: [SAVED, shows('2', NEW)] },
    'updated-different': {
      server: [
        SAVED,
        shows('3', { ...NEW, externalAppointmentId: 'theirs', appointmentClients: [CLIENTS[1]] }),
      ],
    },
    'updated-read-failed': { server: [SAVED, LOST] },
    'updated-real-cloud': { cloud: 'global', server: [SAVED, shows('2', NEW)] },
    'updated-unconditional': { ifMatch: { kind: 'none' }, server: [SAVED, shows('2', NEW)] },
    'updated-any-version': { ifMatch: { kind: 'any' }, server: [SAVED, shows('2', NEW)] },
    'updated-given-tag': { ifMatch: { kind: 'tag', tag: 'W/"7"' }, server: [SAVED, shows('8', NEW)] },
    'conflict-changes': {
      server: [fails(412, 'resourceModified'), shows('2', { ...NEW, externalAppointmentId: 'theirs' })],
    },
    'conflict-as-sent': { server: [fails(412, 'resourceModified'), shows('2', NEW)] },
    'conflict-tag-only': { server: [fails(412, ''), shows('2', OLD)] },
    'conflict-no-base': { ifMatch: { kind: 'tag', tag: 'W/"7"' }, server: [says(412), shows('2', NEW)] },
    'conflict-deleted': { server: [says(412), fails(404, 'NotFound')] },
    'conflict-unread': { server: [says(412), LOST] },
    rejected: { server: [fails(400, 'BadRequest')] },
    'rejected-html': { server: [says(400, '<html>Canary Name</html>')] },
    'rejected-no-body': { server: [answer(400)] },
    forbidden: { server: [fails(403, 'Forbidden')] },
    'not-found': { server: [fails(404, 'NotFound')] },
    'not-found-on-read': { known: undefined, server: [fails(404, 'NotFound')] },
    retired: {
      cloud: 'global',
      server: [
        says(400, {
          error: { code: 'BadRequest', message: "Resource not found for the segment 'virtualAppointment'." },
        }),
      ],
    },
    throttled: { server: [fails(429, 'TooManyRequests', { 'retry-after': '600' })] },
    'sign-in-no-token': withoutToken(new SignInNeededError(text('There is no token.'))),
    'sign-in-not-accepted': { server: [fails(401, 'InvalidAuthenticationToken')] },
    'unreachable-refused': { server: [new NetworkError('notSent', 'ECONNREFUSED')] },
    'unreachable-emulator': withoutToken(new EmulatorUnavailableError(text('No emulator is running.'))),
    'unreachable-read-lost': { known: undefined, server: [LOST] },
    'unreachable-read-500': { known: undefined, server: [fails(500, 'General')] },
    'unknown-lost': { server: [LOST, LOST] },
    'unknown-timeout': { server: [new NetworkError('maybeSent', 'TIMEOUT'), LOST] },
    'unknown-500': { server: [fails(500, 'General'), fails(500, 'General')] },
    'unknown-page': { server: [says(200, '<html>Sign in to the network, Canary Name</html>'), LOST] },
    'unknown-gone': { server: [LOST, fails(404, 'NotFound')] },
    'unknown-other': { server: [LOST, shows('3', { ...OLD, externalAppointmentId: 'theirs' })] },
    'lost-saved': { server: [LOST, shows('2', NEW)] },
    'lost-saved-500': { server: [fails(500, 'General'), shows('2', NEW)] },
    'lost-saved-different': { server: [LOST, shows('3', { ...NEW, settings: { later: 1 } })] },
    'not-applied': { server: [LOST, shows('1', OLD)] },
    'not-applied-500': { server: [fails(500, 'General'), shows('1', OLD)] },
    'not-applied-no-tags': {
      known: { base: { ...STORED.base, etag: null } },
      ifMatch: { kind: 'none' },
      server: [LOST, says(200, OLD)],
    },
    'invalid-no-base': { known: undefined, ifMatch: { kind: 'require' }, server: [] },
    'invalid-no-tag': { known: undefined, server: [says(200, OLD)] },
    'cancelled-before': { server: [new CancelledError(false)] },
    'cancelled-on-its-way': { server: [new CancelledError(true)] },
  };
  const CREATE: Readonly<Record<string, Scene>> = {
    created: { server: [NONE, says(201, NEW), shows('1', NEW)] },
    'create-provisioning': { server: [NONE, fails(409, 'Conflict', { 'retry-after': '300' })] },
    'create-no-meeting': { server: [NONE, NONE] },
    'create-exists': { server: [shows('1', OLD)] },
    'create-lost-created': { server: [NONE, LOST, shows('1', NEW)] },
    'create-not-applied': { server: [NONE, LOST, NONE] },
  };

  for (const [play, cases] of [
    [playSend, CASES],
    [playCreate, CREATE],
  ] as const) {
    for (const [name, scene] of Object.entries(cases)) {
      it(name, async () => {
        const report = await reportOf(play, scene);
        assert.deepStrictEqual(
          CANARIES.filter((canary) => report.includes(canary)),
          [],
        );
        assertGolden(path.join(GOLDENS, `send-${name}.txt`), report);
      });
    }
  }

  describe('laws', () => {
    const everyReport = async (translate = english) =>
      await Promise.all([
        ...Object.values(CASES).map((scene) => reportOf(playSend, scene, translate)),
        ...Object.values(CREATE).map((scene) => reportOf(playCreate, scene, translate)),
      ]);

    it('every report can be translated but for its request line and the time taken', async () => {
      for (const report of await everyReport(translatePseudo)) {
        const [, ...lines] = untranslated(report).split('\n');
        assert.equal(
          lines
            .join('')
            .replace(/\(\d+ ms\)/, '')
            .trim(),
          '',
          report,
        );
      }
    });

    it('every report says method, path, destination, tag, bytes and properties', async () => {
      for (const report of await everyReport()) {
        assert.match(report, /^(PATCH|PUT) \/beta\/me\/onlineMeetings\/MSo%2A1%3D\/virtualAppointment\n/);
        assert.match(
          report,
          /^ {2}To {8}(EMULATOR at http:\/\/127\.0\.0\.1:51234|https:\/\/graph\.microsoft\.com \(Global\))$/m,
        );
        assert.match(report, /^ {2}Account {3}.+$/m);
        assert.match(report, /^ {2}If-Match {2}.+$/m);
        assert.match(report, /^ {2}Body {6}\d+ bytes: appointmentClients, externalAppointmentId$/m);
      }
    });

    it('no report has a control character, or white space at the end of a line', async () => {
      for (const report of await everyReport()) {
        assert.doesNotMatch(report, /[^\P{Cc}\n]/u);
        assert.doesNotMatch(report, / $/m);
      }
    });
  });

  it('says which account it was', async () => {
    assert.ok(
      (await reportOf(playSend, { server: [LOST, LOST] })).includes(`  Account   ${ACCOUNT.label}\n`),
    );
  });

  describe('texts from files and servers cannot forge a line', () => {
    const forged = '\n  FORGED\u001b[31m';
    const FORGERIES: Readonly<Record<string, Scene>> = {
      'regression: name of a property': {
        payload: JSON.stringify({ [`x${forged}`]: 1 }),
        server: [LOST, LOST],
      },
      'regression: name of a property on the server': {
        server: [says(412), shows('2', { ...OLD, [`x${forged}`]: 1 })],
      },
      'regression: label of an account': {
        server: [LOST, LOST],
        tokens: {
          getToken: () => Promise.resolve({ value: TOKEN, account: { ...ACCOUNT, label: `x${forged}` } }),
        },
      },
      'control: code and message': {
        server: [says(400, { error: { code: `x${forged}`, message: `x${forged}` } })],
      },
      'control: id for support': {
        server: [answer(400, { error: { innerError: { 'request-id': `x${forged}` } } })],
      },
    };
    for (const [name, scene] of Object.entries(FORGERIES)) {
      it(name, async () => {
        const report = await reportOf(playSend, scene);
        assert.doesNotMatch(report, /^\s*FORGED|\u001b/m);
      });
    }
  });

  it('regression: without a tag it does not say that a tag is stored', async () => {
    const report = await reportOf(playSend, { server: [SAVED, says(200, NEW)] });
    assert.doesNotMatch(report, /its new tag is stored/);
  });

  it('regression: an address as the name of a property is not repeated', async () => {
    const report = await reportOf(playSend, {
      payload: '{"appointmentClients": {"canary@mail.example": {}}, "canary@mail.example": 1}',
      server: [SAVED, shows('2', OLD)],
    });
    assert.ok(!report.includes('canary@mail.example'), report);
  });
});
