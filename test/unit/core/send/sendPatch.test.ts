import assert from 'node:assert/strict';
import {
  CancelledError,
  EmulatorUnavailableError,
  NetworkError,
  SignInNeededError,
} from '../../../../src/core/errors';
import type { IfMatch } from '../../../../src/core/graph/ifMatch';
import type { HttpResponse } from '../../../../src/core/ports';
import type { Base } from '../../../../src/core/send/base';
import { text } from '../../../../src/core/text';
import { ACCOUNT, NOW, TOKEN } from '../../../support/fakes';
import { answer, type Step } from '../../../support/scriptedTransport';
import { type Effects, MEETING, PATH, playSend, type Scene } from '../../../support/sending';

const CLIENTS = [{ displayName: 'Ann' }];
const OLD = { externalAppointmentId: 'old', appointmentClients: CLIENTS };
const NEW = { ...OLD, externalAppointmentId: 'new' };
const THEIRS = { externalAppointmentId: 'theirs', appointmentClients: [] };
const EARLIER = NOW - 60_000;

const base = (tag: string | null, appointment: object, readAt = NOW): Base => ({
  etag: tag === null ? null : `W/"${tag}"`,
  appointment: { ...appointment },
  readAt,
});
const STORED = { base: base('1', OLD, EARLIER) };
/** After a write on it that others' news came with: what it should be beside that. */
const SAVED_ON_OLD = { base: base('1', NEW, EARLIER) };
/** After a write on it that was not read again: what it should be. */
const SPENT = { base: base('1', NEW, EARLIER), spent: true } as const;

const shows = (tag: string | null, appointment: object): HttpResponse =>
  answer(200, appointment, tag === null ? {} : { etag: `W/"${tag}"` });
const SAVED = answer(204);
const CONFLICT = answer(412, { error: { code: 'UnknownError', message: '' } });
const NOT_FOUND = answer(404, { error: { code: 'NotFound', message: 'm' } });
const LOST = new NetworkError('maybeSent', 'ECONNRESET');
const LOST_WHY = { kind: 'connectionLost', code: 'ECONNRESET' };
const REFUSED = new NetworkError('notSent', 'ECONNREFUSED');

const AUTO: IfMatch = { kind: 'auto' };
const REQUIRE: IfMatch = { kind: 'require' };
const NONE: IfMatch = { kind: 'none' };
const ANY: IfMatch = { kind: 'any' };
const tag = (value: string): IfMatch => ({ kind: 'tag', tag: `W/"${value}"` });

interface Expected extends Effects {
  readonly outcome: object;
  readonly condition: string;
  readonly etagNow: string | null;
  /** The status of the answer that decided, or why there is none. */
  readonly status: number | undefined;
}

async function play(scene: Scene): Promise<Expected> {
  const { record, effects } = await playSend(scene);
  const { outcome, etagNow, call, request } = record;
  return { outcome, condition: request.condition, etagNow, status: call.reply?.status, ...effects };
}

function updated(readBack: object): object {
  return { kind: 'updated', created: false, readBack };
}
const AS_SENT = updated({ kind: 'asSent' });
const READ_FAILED = updated({ kind: 'failed' });

describe('sendPatch', () => {
  const CASES: readonly (readonly [name: string, scene: Scene, expected: Expected])[] = [
    [
      'stored tag, saved, read back as sent: the base moves',
      { known: STORED, server: [SAVED, shows('2', NEW)] },
      {
        outcome: AS_SENT,
        condition: 'stored',
        etagNow: 'W/"2"',
        status: 204,
        requests: ['PATCH W/"1"', 'GET'],
        known: { base: base('2', NEW) },
      },
    ],
    [
      'stored tag, saved, somebody else was faster than the read back: their news is kept beside the base',
      { known: STORED, server: [SAVED, shows('3', { ...NEW, appointmentClients: [] })] },
      {
        outcome: updated({ kind: 'different', paths: ['appointmentClients'] }),
        condition: 'stored',
        etagNow: 'W/"3"',
        status: 204,
        requests: ['PATCH W/"1"', 'GET'],
        known: { ...SAVED_ON_OLD, theirs: base('3', { ...NEW, appointmentClients: [] }) },
      },
    ],
    [
      'stored tag, saved, and the server shows the old value: said, and kept beside the base',
      { known: STORED, server: [SAVED, shows('2', OLD)] },
      {
        outcome: updated({ kind: 'different', paths: ['externalAppointmentId'] }),
        condition: 'stored',
        etagNow: 'W/"2"',
        status: 204,
        requests: ['PATCH W/"1"', 'GET'],
        known: { ...SAVED_ON_OLD, theirs: base('2', OLD) },
      },
    ],
    [
      'stored tag, saved, and what is read has the old tag: it is from before, and no news',
      { known: STORED, server: [SAVED, shows('1', OLD)] },
      {
        outcome: updated({ kind: 'different', paths: ['externalAppointmentId'] }),
        condition: 'stored',
        etagNow: 'W/"1"',
        status: 204,
        requests: ['PATCH W/"1"', 'GET'],
        known: { ...STORED, theirs: base('1', OLD) },
      },
    ],
    [
      'another tag than the stored one, saved, and somebody else was faster: all stays in the store, and what was sent is in it',
      {
        known: STORED,
        ifMatch: { kind: 'tag', tag: 'W/"2"' },
        server: [SAVED, shows('4', { ...OLD, externalAppointmentUrl: 'https://example.com/theirs' })],
      },
      {
        outcome: updated({ kind: 'different', paths: ['externalAppointmentId'] }),
        condition: 'given',
        etagNow: 'W/"4"',
        status: 204,
        requests: ['PATCH W/"2"', 'GET'],
        known: {
          ...SAVED_ON_OLD,
          theirs: base('4', { ...OLD, externalAppointmentUrl: 'https://example.com/theirs' }),
        },
      },
    ],
    ...(
      [
        ['lost', LOST],
        ['refused', REFUSED],
        ['answered with 500', answer(500)],
        ['answered with 404', NOT_FOUND],
        ['answered with a page', answer(200, '<html>')],
        ['answered with a list', answer(200, '[]')],
      ] as const
    ).map(([how, step]): (typeof CASES)[number] => [
      `stored tag, saved, read back ${how}: saved stands, and the tag is spent`,
      { known: STORED, server: [SAVED, step] },
      {
        outcome: READ_FAILED,
        condition: 'stored',
        etagNow: null,
        status: 204,
        requests: ['PATCH W/"1"', 'GET'],
        known: SPENT,
      },
    ]),
    [
      'saved, and the server gives no tag any more',
      { known: STORED, server: [SAVED, shows(null, NEW)] },
      {
        outcome: AS_SENT,
        condition: 'stored',
        etagNow: null,
        status: 204,
        requests: ['PATCH W/"1"', 'GET'],
        known: { base: base(null, NEW) },
      },
    ],
    [
      'auto without a base: reads first and sends on that tag',
      { ifMatch: AUTO, server: [shows('1', OLD), SAVED, shows('2', NEW)] },
      {
        outcome: AS_SENT,
        condition: 'justRead',
        etagNow: 'W/"2"',
        status: 204,
        requests: ['GET', 'PATCH W/"1"', 'GET'],
        known: { base: base('2', NEW) },
      },
    ],
    [
      'auto with a base that has no tag: reads first',
      {
        ifMatch: AUTO,
        known: { base: base(null, OLD, EARLIER) },
        server: [shows('1', OLD), SAVED, shows('2', NEW)],
      },
      {
        outcome: AS_SENT,
        condition: 'justRead',
        etagNow: 'W/"2"',
        status: 204,
        requests: ['GET', 'PATCH W/"1"', 'GET'],
        known: { base: base('2', NEW) },
      },
    ],
    [
      'auto without a base, conflict in between: what was read just before is the base to compare with',
      { ifMatch: AUTO, server: [shows('1', OLD), CONFLICT, shows('2', THEIRS)] },
      {
        outcome: {
          kind: 'conflict',
          changes: { kind: 'since', readAt: NOW, paths: ['appointmentClients', 'externalAppointmentId'] },
        },
        condition: 'justRead',
        etagNow: 'W/"2"',
        status: 412,
        requests: ['GET', 'PATCH W/"1"', 'GET'],
        known: { base: base('1', OLD), theirs: base('2', THEIRS) },
      },
    ],
    [
      'auto, and the server has no tags: not sent',
      { ifMatch: AUTO, server: [shows(null, OLD)] },
      {
        outcome: {
          kind: 'invalid',
          reason: text('The server gave no tag, so the send cannot be made conditional.'),
          next: text('To send all the same, set "$ifMatch" to "none".'),
        },
        condition: 'justRead',
        etagNow: null,
        status: 200,
        requests: ['GET'],
        known: undefined,
      },
    ],
    [
      'auto, and there is no appointment: not sent',
      { ifMatch: AUTO, server: [NOT_FOUND] },
      {
        outcome: { kind: 'notFound' },
        condition: 'justRead',
        etagNow: null,
        status: 404,
        requests: ['GET'],
        known: undefined,
      },
    ],
    [
      'auto, and the read is lost: nothing was sent',
      { ifMatch: AUTO, server: [LOST] },
      {
        outcome: { kind: 'unreachable', why: { kind: 'readFailed', code: 'ECONNRESET' } },
        condition: 'justRead',
        etagNow: null,
        status: undefined,
        requests: ['GET'],
        known: undefined,
      },
    ],
    [
      'auto, cancelled while reading: nothing was sent',
      { ifMatch: AUTO, server: [new CancelledError(true)] },
      {
        outcome: { kind: 'cancelled', requestSent: false },
        condition: 'justRead',
        etagNow: null,
        status: undefined,
        requests: ['GET'],
        known: undefined,
      },
    ],
    [
      'require with a base',
      { ifMatch: REQUIRE, known: STORED, server: [SAVED, shows('2', NEW)] },
      {
        outcome: AS_SENT,
        condition: 'stored',
        etagNow: 'W/"2"',
        status: 204,
        requests: ['PATCH W/"1"', 'GET'],
        known: { base: base('2', NEW) },
      },
    ],
    [
      'require without a base: nothing is sent, not even a read',
      { ifMatch: REQUIRE, server: [] },
      {
        outcome: {
          kind: 'invalid',
          reason: text('Sending needs the tag of an earlier read here, and there is none that still counts.'),
          next: text('Fetch the appointment first.'),
        },
        condition: 'stored',
        etagNow: null,
        status: undefined,
        requests: [],
        known: undefined,
      },
    ],
    [
      'none: unconditional, and compared with the base all the same',
      {
        ifMatch: NONE,
        known: STORED,
        server: [SAVED, shows('9', { ...THEIRS, externalAppointmentId: 'new' })],
      },
      {
        outcome: updated({ kind: 'different', paths: ['appointmentClients'] }),
        condition: 'none',
        etagNow: 'W/"9"',
        status: 204,
        requests: ['PATCH', 'GET'],
        known: { ...SAVED_ON_OLD, theirs: base('9', { ...THEIRS, externalAppointmentId: 'new' }) },
      },
    ],
    [
      'none without a base: what was sent is there, so the read becomes the base',
      { ifMatch: NONE, server: [SAVED, shows('9', { ...THEIRS, externalAppointmentId: 'new' })] },
      {
        outcome: AS_SENT,
        condition: 'none',
        etagNow: 'W/"9"',
        status: 204,
        requests: ['PATCH', 'GET'],
        known: { base: base('9', { ...THEIRS, externalAppointmentId: 'new' }) },
      },
    ],
    [
      'none without a base, and what was sent is not there',
      { ifMatch: NONE, server: [SAVED, shows('9', THEIRS)] },
      {
        outcome: updated({ kind: 'different', paths: ['externalAppointmentId'] }),
        condition: 'none',
        etagNow: 'W/"9"',
        status: 204,
        requests: ['PATCH', 'GET'],
        known: undefined,
      },
    ],
    [
      'any version',
      { ifMatch: ANY, known: STORED, server: [SAVED, shows('2', NEW)] },
      {
        outcome: AS_SENT,
        condition: 'any',
        etagNow: 'W/"2"',
        status: 204,
        requests: ['PATCH *', 'GET'],
        known: { base: base('2', NEW) },
      },
    ],
    [
      'given tag, which is the stored one: its base is known',
      { ifMatch: tag('1'), known: STORED, server: [CONFLICT, shows('2', THEIRS)] },
      {
        outcome: {
          kind: 'conflict',
          changes: { kind: 'since', readAt: EARLIER, paths: ['appointmentClients', 'externalAppointmentId'] },
        },
        condition: 'given',
        etagNow: 'W/"2"',
        status: 412,
        requests: ['PATCH W/"1"', 'GET'],
        known: { ...STORED, theirs: base('2', THEIRS) },
      },
    ],
    [
      'given tag, which is another: the stored base stays, and is stale',
      { ifMatch: tag('7'), known: STORED, server: [CONFLICT, shows('2', THEIRS)] },
      {
        outcome: { kind: 'conflict', changes: { kind: 'noBase' } },
        condition: 'given',
        etagNow: 'W/"2"',
        status: 412,
        requests: ['PATCH W/"7"', 'GET'],
        known: { ...STORED, theirs: base('2', THEIRS) },
      },
    ],
    [
      'given tag, saved: the read becomes the base',
      { ifMatch: tag('7'), known: STORED, server: [SAVED, shows('8', NEW)] },
      {
        outcome: AS_SENT,
        condition: 'given',
        etagNow: 'W/"8"',
        status: 204,
        requests: ['PATCH W/"7"', 'GET'],
        known: { base: base('8', NEW) },
      },
    ],
    [
      'conflict: nothing was written, and what the server has is kept beside the base',
      { known: STORED, server: [CONFLICT, shows('2', THEIRS)] },
      {
        outcome: {
          kind: 'conflict',
          changes: { kind: 'since', readAt: EARLIER, paths: ['appointmentClients', 'externalAppointmentId'] },
        },
        condition: 'stored',
        etagNow: 'W/"2"',
        status: 412,
        requests: ['PATCH W/"1"', 'GET'],
        known: { ...STORED, theirs: base('2', THEIRS) },
      },
    ],
    [
      'conflict in which only the tag has changed',
      { known: STORED, server: [CONFLICT, shows('2', OLD)] },
      {
        outcome: { kind: 'conflict', changes: { kind: 'since', readAt: EARLIER, paths: [] } },
        condition: 'stored',
        etagNow: 'W/"2"',
        status: 412,
        requests: ['PATCH W/"1"', 'GET'],
        known: { ...STORED, theirs: base('2', OLD) },
      },
    ],
    [
      'conflict, and deleted in between',
      { known: STORED, server: [CONFLICT, NOT_FOUND] },
      {
        outcome: { kind: 'conflict', changes: { kind: 'deleted' } },
        condition: 'stored',
        etagNow: null,
        status: 412,
        requests: ['PATCH W/"1"', 'GET'],
        known: STORED,
      },
    ],
    [
      'conflict, and the read fails',
      { known: STORED, server: [CONFLICT, LOST] },
      {
        outcome: { kind: 'conflict', changes: { kind: 'unread' } },
        condition: 'stored',
        etagNow: null,
        status: 412,
        requests: ['PATCH W/"1"', 'GET'],
        known: STORED,
      },
    ],
    [
      'regression: a conflict whose read fails keeps what was known of the server',
      { known: { ...STORED, theirs: base('2', THEIRS) }, server: [CONFLICT, LOST] },
      {
        outcome: { kind: 'conflict', changes: { kind: 'unread' } },
        condition: 'stored',
        etagNow: null,
        status: 412,
        requests: ['PATCH W/"1"', 'GET'],
        known: { ...STORED, theirs: base('2', THEIRS) },
      },
    ],
    [
      'stale: the next send takes the conflict path',
      { known: { ...STORED, theirs: base('2', THEIRS) }, server: [CONFLICT, shows('2', THEIRS)] },
      {
        outcome: {
          kind: 'conflict',
          changes: { kind: 'since', readAt: EARLIER, paths: ['appointmentClients', 'externalAppointmentId'] },
        },
        condition: 'stored',
        etagNow: 'W/"2"',
        status: 412,
        requests: ['PATCH W/"1"', 'GET'],
        known: { ...STORED, theirs: base('2', THEIRS) },
      },
    ],
    ...(
      [
        ['lost answer', LOST, undefined, LOST_WHY],
        ['timeout', new NetworkError('maybeSent', 'TIMEOUT'), undefined, { kind: 'timeout' }],
        ['500', answer(500), 500, { kind: 'serverError' }],
        ['502', answer(502), 502, { kind: 'serverError' }],
        ['504', answer(504), 504, { kind: 'serverError' }],
        ['a page instead of an answer', answer(200, '<html>'), 200, { kind: 'unreadableAnswer' }],
      ] as const
    ).flatMap(([what, step, status, why]): (typeof CASES)[number][] => {
      const rest = { condition: 'stored', status, requests: ['PATCH W/"1"', 'GET'] };
      return [
        [
          `${what}, and it was saved: the base moves`,
          { known: STORED, server: [step, shows('2', NEW)] },
          {
            ...rest,
            outcome: { ...updated({ kind: 'asSent' }), lostAnswer: why },
            etagNow: 'W/"2"',
            known: { base: base('2', NEW) },
          },
        ],
        [
          `${what}, and it was not saved: the base stays`,
          { known: STORED, server: [step, shows('1', OLD)] },
          {
            ...rest,
            outcome: { kind: 'notApplied', why, proof: 'sameTag' },
            etagNow: 'W/"1"',
            known: STORED,
          },
        ],
        [
          `${what}, and the read fails too: the base stays`,
          { known: STORED, server: [step, LOST] },
          { ...rest, outcome: { kind: 'unknown', why, readAgain: 'failed' }, etagNow: null, known: STORED },
        ],
      ];
    }),
    [
      'lost answer, saved, and somebody else has changed something since: their news is kept',
      { known: STORED, server: [LOST, shows('3', { ...NEW, appointmentClients: [] })] },
      {
        outcome: { ...updated({ kind: 'different', paths: ['appointmentClients'] }), lostAnswer: LOST_WHY },
        condition: 'stored',
        etagNow: 'W/"3"',
        status: undefined,
        requests: ['PATCH W/"1"', 'GET'],
        known: { ...SAVED_ON_OLD, theirs: base('3', { ...NEW, appointmentClients: [] }) },
      },
    ],
    [
      'lost answer, and the server shows neither what was nor what was sent: nobody can tell',
      { known: STORED, server: [LOST, shows('2', THEIRS)] },
      {
        outcome: { kind: 'unknown', why: LOST_WHY, readAgain: 'other' },
        condition: 'stored',
        etagNow: 'W/"2"',
        status: undefined,
        requests: ['PATCH W/"1"', 'GET'],
        known: { ...STORED, theirs: base('2', THEIRS) },
      },
    ],
    [
      'lost answer on a tag that was read just before, not applied: the next send goes out on that tag',
      { ifMatch: AUTO, server: [shows('1', OLD), LOST, shows('1', OLD)] },
      {
        outcome: { kind: 'notApplied', why: LOST_WHY, proof: 'sameTag' },
        condition: 'justRead',
        etagNow: 'W/"1"',
        status: undefined,
        requests: ['GET', 'PATCH W/"1"', 'GET'],
        known: { base: base('1', OLD) },
      },
    ],
    [
      'lost answer, and the server shows something else than what was sent, without anything known from before',
      { ifMatch: NONE, server: [LOST, shows('2', THEIRS)] },
      {
        outcome: { kind: 'unknown', why: LOST_WHY, readAgain: 'notAsSent' },
        condition: 'none',
        etagNow: 'W/"2"',
        status: undefined,
        requests: ['PATCH', 'GET'],
        known: undefined,
      },
    ],
    [
      'lost answer, and the appointment has gone',
      { known: STORED, server: [LOST, NOT_FOUND] },
      {
        outcome: { kind: 'unknown', why: LOST_WHY, readAgain: 'gone' },
        condition: 'stored',
        etagNow: null,
        status: undefined,
        requests: ['PATCH W/"1"', 'GET'],
        known: STORED,
      },
    ],
    [
      'lost answer to an unconditional send, and the tag is the stored one: not saved',
      { ifMatch: NONE, known: STORED, server: [LOST, shows('1', OLD)] },
      {
        outcome: { kind: 'notApplied', why: LOST_WHY, proof: 'sameContent' },
        condition: 'none',
        etagNow: 'W/"1"',
        status: undefined,
        requests: ['PATCH', 'GET'],
        known: STORED,
      },
    ],
    [
      'lost answer from a server without tags, and all is as before: not saved',
      { ifMatch: NONE, known: { base: base(null, OLD) }, server: [LOST, shows(null, OLD)] },
      {
        outcome: { kind: 'notApplied', why: LOST_WHY, proof: 'sameContent' },
        condition: 'none',
        etagNow: null,
        status: undefined,
        requests: ['PATCH', 'GET'],
        known: { base: base(null, OLD) },
      },
    ],
    [
      'lost answer to an unconditional send without a base, and what was sent is there',
      { ifMatch: NONE, server: [LOST, shows('5', NEW)] },
      {
        outcome: { ...updated({ kind: 'asSent' }), lostAnswer: LOST_WHY },
        condition: 'none',
        etagNow: 'W/"5"',
        status: undefined,
        requests: ['PATCH', 'GET'],
        known: { base: base('5', NEW) },
      },
    ],
    [
      'after a lost answer that nobody could look into, the next conflict is known for our own',
      { known: STORED, server: [CONFLICT, shows('2', NEW)] },
      {
        outcome: {
          kind: 'conflict',
          changes: { kind: 'asSent', readAt: EARLIER, paths: ['externalAppointmentId'] },
        },
        condition: 'stored',
        etagNow: 'W/"2"',
        status: 412,
        requests: ['PATCH W/"1"', 'GET'],
        known: { ...STORED, theirs: base('2', NEW) },
      },
    ],
    [
      'spent tag: reads first, and sends on that where it is what was sent',
      { known: SPENT, server: [shows('2', NEW), SAVED, shows('3', NEW)] },
      {
        outcome: AS_SENT,
        condition: 'justRead',
        etagNow: 'W/"3"',
        status: 204,
        requests: ['GET', 'PATCH W/"2"', 'GET'],
        known: { base: base('3', NEW) },
      },
    ],
    [
      'spent tag, and somebody has changed something since: a conflict, on the tag that is used up',
      { known: SPENT, server: [shows('3', THEIRS), CONFLICT, shows('3', THEIRS)] },
      {
        outcome: {
          kind: 'conflict',
          changes: {
            kind: 'since',
            readAt: EARLIER,
            paths: ['appointmentClients', 'externalAppointmentId'],
          },
        },
        condition: 'stored',
        etagNow: 'W/"3"',
        status: 412,
        requests: ['GET', 'PATCH W/"1"', 'GET'],
        known: { base: SPENT.base, theirs: base('3', THEIRS) },
      },
    ],
    [
      'spent, and there never was a tag: nothing goes out without one, whatever has changed',
      {
        known: { base: base(null, NEW, EARLIER), spent: true },
        server: [shows('3', THEIRS), SAVED, shows('4', { ...THEIRS, externalAppointmentId: 'new' })],
      },
      {
        outcome: AS_SENT,
        condition: 'justRead',
        etagNow: 'W/"4"',
        status: 204,
        requests: ['GET', 'PATCH W/"3"', 'GET'],
        known: { base: base('4', { ...THEIRS, externalAppointmentId: 'new' }) },
      },
    ],
    [
      'spent tag, and a conflict in between: the read just before is the base from now on',
      { known: SPENT, server: [shows('2', NEW), CONFLICT, shows('3', THEIRS)] },
      {
        outcome: {
          kind: 'conflict',
          changes: { kind: 'since', readAt: NOW, paths: ['appointmentClients', 'externalAppointmentId'] },
        },
        condition: 'justRead',
        etagNow: 'W/"3"',
        status: 412,
        requests: ['GET', 'PATCH W/"2"', 'GET'],
        known: { base: base('2', NEW), theirs: base('3', THEIRS) },
      },
    ],
    [
      'refused although the server still has the tag: not stale',
      { known: STORED, server: [CONFLICT, shows('1', OLD)] },
      {
        outcome: { kind: 'conflict', changes: { kind: 'sameTag' } },
        condition: 'stored',
        etagNow: 'W/"1"',
        status: 412,
        requests: ['PATCH W/"1"', 'GET'],
        known: STORED,
      },
    ],
    ...(
      [
        [
          'refused connection',
          REFUSED,
          undefined,
          { kind: 'unreachable', why: { kind: 'network', code: 'ECONNREFUSED' } },
        ],
        [
          'cancelled before it went out',
          new CancelledError(false),
          undefined,
          { kind: 'cancelled', requestSent: false },
        ],
        [
          'cancelled on its way',
          new CancelledError(true),
          undefined,
          { kind: 'cancelled', requestSent: true },
        ],
        ['400', answer(400), 400, { kind: 'rejected' }],
        [
          '401',
          answer(401),
          401,
          { kind: 'signInNeeded', reason: text('The service did not accept the token.') },
        ],
        ['403', answer(403), 403, { kind: 'forbidden' }],
        ['404', answer(404), 404, { kind: 'notFound' }],
        ['410', answer(410), 410, { kind: 'retired' }],
        [
          '429 for longer than we wait',
          answer(429, '', { 'retry-after': '301' }),
          429,
          { kind: 'throttled' },
        ],
      ] as const
    ).map(([what, step, status, outcome]): (typeof CASES)[number] => [
      `${what}: sent once, and the base stays`,
      { known: STORED, server: [step] },
      { outcome, condition: 'stored', etagNow: null, status, requests: ['PATCH W/"1"'], known: STORED },
    ]),
  ];
  for (const [name, scene, expected] of CASES) {
    it(name, async () => {
      assert.deepStrictEqual(await play(scene), expected);
    });
  }

  describe('without a token', () => {
    const reason = text('There is no token.');
    const failing = (error: Error): Scene => ({
      known: STORED,
      server: [],
      tokens: { getToken: () => Promise.reject(error) },
    });
    const FAILURES: readonly (readonly [name: string, error: Error, outcome: object])[] = [
      ['sign-in is needed', new SignInNeededError(reason), { kind: 'signInNeeded', reason }],
      [
        'there is no emulator',
        new EmulatorUnavailableError(reason),
        { kind: 'unreachable', why: { kind: 'emulator', reason } },
      ],
      ['signing in was cancelled', new CancelledError(false), { kind: 'cancelled', requestSent: false }],
    ];
    for (const [name, error, outcome] of FAILURES) {
      it(`${name}: nothing goes out`, async () => {
        const { record, effects } = await playSend(failing(error));
        assert.deepStrictEqual(
          { outcome: record.outcome, call: record.call, effects },
          {
            outcome,
            call: { account: undefined, clientRequestId: null, durationMs: 0, attempts: 0, reply: undefined },
            effects: { requests: [], known: STORED },
          },
        );
      });
    }

    it('a bug is thrown, not reported', async () => {
      await assert.rejects(playSend(failing(new RangeError('bug'))), RangeError);
    });
  });

  for (const [name, opaque] of [
    ['with quotes in it', 'a"b""c'],
    ['of 8 KB', 'x'.repeat(8192)],
  ] as const) {
    it(`a tag ${name} is sent back as it came`, async () => {
      const { effects } = await playSend({ server: [shows(opaque, OLD), SAVED, shows(`${opaque}2`, NEW)] });
      assert.deepStrictEqual(effects, {
        requests: ['GET', `PATCH W/"${opaque}"`, 'GET'],
        known: { base: base(`${opaque}2`, NEW) },
      });
    });
  }

  it('cancelling after the save leaves the save standing', async () => {
    const controller = new AbortController();
    const savesThenCancels: Step = () => {
      controller.abort();
      return SAVED;
    };
    const read: Step = (_request, signal) => {
      if (signal?.aborted === true) throw new CancelledError(false);
      return shows('2', NEW);
    };
    assert.deepStrictEqual(
      await play({ known: STORED, server: [savesThenCancels, read], signal: controller.signal }),
      {
        outcome: READ_FAILED,
        condition: 'stored',
        etagNow: null,
        status: 204,
        requests: ['PATCH W/"1"', 'GET'],
        known: SPENT,
      },
    );
  });

  it('sends the payload as it is written, with the token and an id of its own', async () => {
    const payload = '{"$meeting": "other", "externalAppointmentId": "new", "n": 9007199254740993 /* x */}';
    const { record, transport } = await playSend({
      payload,
      known: STORED,
      server: [SAVED, shows('2', NEW)],
    });
    const { request, call } = record;
    assert.deepStrictEqual(
      { sent: transport.requests[0], request, call: { ...call, reply: call.reply?.status } },
      {
        sent: {
          method: 'PATCH',
          url: `http://127.0.0.1:51234${PATH}`,
          headers: {
            Accept: 'application/json',
            'Content-Type': 'application/json',
            'If-Match': 'W/"1"',
            'client-request-id': '00000000-0000-4000-8000-000000000001',
            Authorization: `Bearer ${TOKEN}`,
          },
          body: '{\n  "externalAppointmentId": "new",\n  "n": 9007199254740993\n}',
        },
        request: {
          endpoint: { cloud: 'emulator', root: 'http://127.0.0.1:51234' },
          method: 'PATCH',
          path: PATH,
          url: `http://127.0.0.1:51234${PATH}`,
          condition: 'stored',
          etagSent: 'W/"1"',
          bodyBytes: 61,
          properties: ['externalAppointmentId', 'n'],
        },
        call: {
          account: ACCOUNT,
          clientRequestId: '00000000-0000-4000-8000-000000000001',
          durationMs: 12,
          attempts: 1,
          reply: 204,
        },
      },
    );
  });

  it('logs methods, statuses and ids, and nothing of the payload, the meeting or the token', async () => {
    const { logger } = await playSend({
      known: STORED,
      server: [answer(204, '', { 'request-id': 'r-1' }), LOST],
      payload: '{"appointmentClients": [{"displayName": "Canary Name"}]}',
    });
    assert.deepStrictEqual(logger.lines, [
      'info PATCH 204 client-request-id=00000000-0000-4000-8000-000000000001 request-id=r-1',
      'warn GET failed: NetworkError client-request-id=00000000-0000-4000-8000-000000000002',
    ]);
    assert.ok(!logger.lines.join('\n').includes(MEETING));
  });
});
