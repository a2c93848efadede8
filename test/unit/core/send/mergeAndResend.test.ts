import assert from 'node:assert/strict';
import { NetworkError } from '../../../../src/core/errors';
import { withEdits } from '../../../../src/core/merge/applyMerged';
import type { HttpResponse } from '../../../../src/core/ports';
import type { DecideMerge, MergeStep } from '../../../../src/core/send/mergeAndResend';
import { text } from '../../../../src/core/text';
import { NOW } from '../../../support/fakes';
import { answer } from '../../../support/scriptedTransport';
import { playMerge, playNews, playOverwrite, type Scene } from '../../../support/sending';

const OLD = { externalAppointmentId: 'old', externalAppointmentUrl: 'u1' };
const STORED = { base: { etag: 'W/"1"', appointment: OLD, readAt: NOW - 60_000 } };
const PAYLOAD = '{ "externalAppointmentId": "new", "externalAppointmentUrl": "u1" /* keep */ }';
const SAVED = answer(204);
const CONFLICT = answer(412);
const LOST = new NetworkError('maybeSent', 'ECONNRESET');
const NOT_FOUND = answer(404);

const state = (id: string, url: string): Record<string, string> => ({
  externalAppointmentId: id,
  externalAppointmentUrl: url,
});
const shows = (tag: string | null, appointment: object): HttpResponse =>
  answer(200, appointment, tag === null ? {} : { etag: `W/"${tag}"` });
const base = (tag: string, appointment: object) => ({
  etag: `W/"${tag}"`,
  appointment: { ...appointment },
  readAt: NOW,
});

/** Sends what has no conflicts, as a caller without anybody to ask does. */
const ifClear: DecideMerge = ({ document, edits, merge }) =>
  Promise.resolve(merge.conflicts.length > 0 ? undefined : withEdits(document, edits));

async function run(scene: Scene, decide: DecideMerge = ifClear) {
  const steps: MergeStep[] = [];
  const {
    record: result,
    effects,
    transport,
  } = await playMerge({ known: STORED, payload: PAYLOAD, ...scene }, (step) => {
    steps.push(step);
    return decide(step);
  });
  return {
    outcome: result.record?.outcome.kind,
    taken: result.record?.merge?.taken,
    rounds: result.rounds,
    conflicts: result.step?.merge.conflicts.map(({ path }) => path),
    steps,
    sent: transport.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body),
    ...effects,
  };
}

describe('mergeAndResend', () => {
  it('reads, merges, and sends on the tag that was read; the base moves', async () => {
    const { outcome, taken, requests, known, sent } = await run({
      server: [shows('2', state('old', 'u2')), SAVED, shows('3', state('new', 'u2'))],
    });
    assert.deepStrictEqual(
      { outcome, taken, requests, known, sent },
      {
        outcome: 'updated',
        taken: ['externalAppointmentUrl'],
        requests: ['GET', 'PATCH W/"2"', 'GET'],
        known: { base: base('3', state('new', 'u2')) },
        sent: ['{\n  "externalAppointmentId": "new",\n  "externalAppointmentUrl": "u2"\n}'],
      },
    );
  });

  it('what collided, and was chosen to be the server’s, counts as taken from there; what was written anew does not', async () => {
    const payload = '{ "externalAppointmentId": "new", "externalAppointmentUrl": "mine" }';
    const decide =
      (id: string): DecideMerge =>
      ({ document }) =>
        Promise.resolve(
          withEdits(document, [
            { offset: payload.indexOf('"new"'), length: 5, content: JSON.stringify(id) },
            { offset: payload.indexOf('"mine"'), length: 6, content: '"anew"' },
          ]),
        );
    const after = async (id: string) => {
      const server = [shows('2', state('theirs', 'u2')), SAVED, shows('3', state(id, 'anew'))];
      const { conflicts, taken, outcome } = await run({ payload, server }, decide(id));
      return { conflicts, taken, outcome };
    };
    const conflicts = ['externalAppointmentId', 'externalAppointmentUrl'];
    assert.deepStrictEqual(await after('theirs'), {
      conflicts,
      taken: ['externalAppointmentId'],
      outcome: 'updated',
    });
    assert.deepStrictEqual(await after('new'), { conflicts, taken: [], outcome: 'updated' });
  });

  it('the last client, changed here and removed there, counts as taken where that is what was chosen', async () => {
    const [ann, anna] = ['Ann', 'Anna'].map((displayName) => ({
      emailAddress: 'a@example.com',
      displayName,
    }));
    const known = { base: base('1', { appointmentClients: [ann] }) };
    const server = [shows('2', { appointmentClients: [] }), SAVED, shows('3', { appointmentClients: [] })];
    const payload = JSON.stringify({ appointmentClients: [anna] });
    const { conflicts, taken, sent } = await run({ payload, known, server }, ({ document, again }) =>
      Promise.resolve(withEdits(document, again(() => 'theirs').edits)),
    );
    const path = 'appointmentClients[0]';
    assert.deepStrictEqual([conflicts, taken, sent], [[path], [path], ['{\n  "appointmentClients":[]\n}']]);
  });

  it('somebody who was removed here and changed there is named where the file has them, if it has', async () => {
    const [ann, bob, cat] = ['ann', 'bob', 'cat'].map((name) => ({ emailAddress: `${name}@example.com` }));
    assert.ok(ann && bob && cat);
    const changed = { ...bob, displayName: 'Bob' };
    const people = (...appointmentClients: object[]): object => ({ appointmentClients });
    const after = async (decided: object) => {
      const payload = JSON.stringify(people(ann));
      const known = { base: base('1', people(bob, ann)) };
      const server = [shows('2', people(changed, ann, cat)), SAVED, shows('3', decided)];
      const whole = { offset: 0, length: payload.length, content: JSON.stringify(decided) };
      const { conflicts, taken } = await run({ payload, known, server }, ({ document }) =>
        Promise.resolve(withEdits(document, [whole])),
      );
      return { conflicts, taken };
    };
    const conflicts = ['appointmentClients[0]'];
    assert.deepStrictEqual(await after(people(ann, changed, cat)), {
      conflicts,
      taken: ['appointmentClients[1]', 'appointmentClients[2]'],
    });
    assert.deepStrictEqual(await after(people(ann, cat)), { conflicts, taken: ['appointmentClients[1]'] });
  });

  for (const [what, directive] of Object.entries({
    meeting: '"$meeting": "another"',
    user: '"$user": "9d2a4c0e-5a4f-4a62-8c0e-3d4f6f2b7a11"',
    language: '"$acceptLanguage": "de-DE"',
  })) {
    it(`stops, with everything kept, where the payload says another ${what} than when the merge began`, async () => {
      const { record, effects } = await playMerge(
        { known: STORED, payload: PAYLOAD, server: [shows('2', state('theirs', 'u1'))] },
        ({ document }) =>
          Promise.resolve(withEdits(document, [{ offset: 1, length: 0, content: `${directive},` }])),
      );
      assert.deepStrictEqual(
        [record.isRedirected, record.record, effects],
        [true, undefined, { requests: ['GET'], known: STORED }],
      );
    });
  }

  it('sends on the tag just read whatever condition the payload says by now', async () => {
    const { record, effects } = await playMerge(
      {
        known: STORED,
        payload: PAYLOAD,
        server: [shows('2', state('old', 'u1')), SAVED, shows('3', state('new', 'u1'))],
      },
      ({ document }) =>
        Promise.resolve(withEdits(document, [{ offset: 1, length: 0, content: '"$ifMatch": "none",' }])),
    );
    assert.deepStrictEqual(
      [record.isRedirected, record.record?.outcome.kind, effects.requests],
      [false, 'updated', ['GET', 'PATCH W/"2"', 'GET']],
    );
  });

  it('a further 412 goes round again, from what was merged so far', async () => {
    const { outcome, rounds, taken, requests, sent, steps } = await run({
      server: [
        shows('2', state('old', 'u2')),
        CONFLICT,
        shows('3', state('old', 'u3')),
        shows('3', state('old', 'u3')),
        SAVED,
        shows('4', state('new', 'u3')),
      ],
    });
    assert.deepStrictEqual(
      { outcome, rounds, taken, requests, last: sent.at(-1) },
      {
        outcome: 'updated',
        rounds: 2,
        taken: ['externalAppointmentUrl'],
        requests: ['GET', 'PATCH W/"2"', 'GET', 'GET', 'PATCH W/"3"', 'GET'],
        last: '{\n  "externalAppointmentId": "new",\n  "externalAppointmentUrl": "u3"\n}',
      },
    );
    assert.deepStrictEqual(
      steps.map(({ base: from, theirs }) => [from?.etag, theirs.etag]),
      [
        ['W/"1"', 'W/"2"'],
        ['W/"2"', 'W/"3"'],
      ],
    );
  });

  it('stops after three rounds; the base is what was merged with, and what the server has is beside it', async () => {
    const round = (tag: string): HttpResponse[] => [
      shows(tag, state('old', tag)),
      CONFLICT,
      shows(`${tag}x`, state('old', tag)),
    ];
    const { outcome, rounds, known } = await run({ server: [...round('2'), ...round('3'), ...round('4')] });
    assert.deepStrictEqual(
      { outcome, rounds, known },
      {
        outcome: 'conflict',
        rounds: 3,
        known: { base: base('4', state('old', '4')), theirs: base('4x', state('old', '4')) },
      },
    );
  });

  it('a collision is for the caller: nothing is sent, and nothing is moved', async () => {
    const { outcome, conflicts, requests, known } = await run({ server: [shows('2', state('other', 'u1'))] });
    assert.deepStrictEqual(
      { outcome, conflicts, requests, known },
      { outcome: undefined, conflicts: ['externalAppointmentId'], requests: ['GET'], known: STORED },
    );
  });

  it('with the answers to its conflicts it goes on', async () => {
    const { outcome, sent } = await run(
      { server: [shows('2', state('other', 'u2')), SAVED, shows('3', state('other', 'u2'))] },
      ({ document, again }) => Promise.resolve(withEdits(document, again(() => 'theirs').edits)),
    );
    assert.deepStrictEqual(
      { outcome, sent },
      {
        outcome: 'updated',
        sent: ['{\n  "externalAppointmentId": "other",\n  "externalAppointmentUrl": "u2"\n}'],
      },
    );
  });

  it('without a base it can only compare two ways', async () => {
    const { conflicts, steps } = await run({ known: undefined, server: [shows('2', state('old', 'u1'))] });
    assert.deepStrictEqual(conflicts, ['externalAppointmentId']);
    assert.equal(steps[0]?.base, undefined);
  });

  it('a lost answer is looked up, and never sent again', async () => {
    const applied = await run({
      server: [shows('2', state('old', 'u2')), LOST, shows('3', state('new', 'u2'))],
    });
    const notApplied = await run({
      server: [shows('2', state('old', 'u2')), LOST, shows('2', state('old', 'u2'))],
    });
    assert.deepStrictEqual(
      [applied, notApplied].map(({ outcome, requests }) => ({ outcome, requests })),
      [
        { outcome: 'updated', requests: ['GET', 'PATCH W/"2"', 'GET'] },
        { outcome: 'notApplied', requests: ['GET', 'PATCH W/"2"', 'GET'] },
      ],
    );
    assert.deepStrictEqual(notApplied.known, STORED);
  });

  for (const [name, server, outcome] of [
    ['deleted in between', [NOT_FOUND], 'notFound'],
    ['the read is lost', [LOST], 'unreachable'],
    ['a server without tags', [shows(null, OLD)], 'invalid'],
  ] as const) {
    it(`${name}: nothing is sent`, async () => {
      const result = await run({ server });
      assert.deepStrictEqual([result.outcome, result.requests, result.known], [outcome, ['GET'], STORED]);
    });
  }
});

describe('overwrite', () => {
  const scene = (...server: Scene['server']): Scene => ({ known: STORED, payload: PAYLOAD, server });

  it('is conditional on the tag that is read just before', async () => {
    const { record, effects } = await playOverwrite(
      scene(shows('2', state('other', 'u2')), SAVED, shows('3', state('new', 'u1'))),
    );
    assert.deepStrictEqual(
      { outcome: record.outcome, condition: record.request.condition, ...effects },
      {
        outcome: { kind: 'updated', created: false, readBack: { kind: 'asSent' } },
        condition: 'overwrite',
        requests: ['GET', 'PATCH W/"2"', 'GET'],
        known: { base: base('3', state('new', 'u1')) },
      },
    );
  });

  it('a change in this very moment is a conflict again, and the base stays', async () => {
    const { record, effects } = await playOverwrite(
      scene(shows('2', state('other', 'u2')), CONFLICT, shows('3', state('third', 'u2'))),
    );
    assert.deepStrictEqual(
      { outcome: record.outcome, known: effects.known },
      {
        outcome: {
          kind: 'conflict',
          changes: { kind: 'since', readAt: NOW, paths: ['externalAppointmentId'] },
        },
        known: { ...STORED, theirs: base('3', state('third', 'u2')) },
      },
    );
  });

  it('a server without tags: nothing is sent', async () => {
    const { record, effects } = await playOverwrite(scene(shows(null, OLD)));
    const reason = text(
      'The server gave no tag, so nothing can be sent on the condition that it is still the same.',
    );
    assert.deepStrictEqual([record.outcome, effects.requests], [{ kind: 'invalid', reason }, ['GET']]);
  });
});

describe('checkForNews', () => {
  const GET = 'GET unless W/"1"';
  const CASES: readonly (readonly [
    name: string,
    scene: Scene,
    news: object,
    requests: string[],
    known: object | undefined,
  ])[] = [
    ['304', { known: STORED, server: [answer(304)] }, { kind: 'unchanged' }, [GET], STORED],
    [
      'the same, from a server without 304',
      { known: STORED, server: [shows('1', OLD)] },
      { kind: 'unchanged' },
      [GET],
      STORED,
    ],
    [
      'changed: kept beside the base',
      { known: STORED, server: [shows('2', state('other', 'u1'))] },
      { kind: 'changed', paths: ['externalAppointmentId'] },
      [GET],
      { ...STORED, theirs: base('2', state('other', 'u1')) },
    ],
    [
      'another tag and nothing else: a send would meet a conflict all the same',
      { known: STORED, server: [shows('2', OLD)] },
      { kind: 'changed', paths: [] },
      [GET],
      { ...STORED, theirs: base('2', OLD) },
    ],
    [
      'no tag any more, and the same',
      { known: STORED, server: [shows(null, OLD)] },
      { kind: 'unchanged' },
      [GET],
      STORED,
    ],
    [
      'known already: not asked again',
      { known: { ...STORED, theirs: base('2', state('other', 'u1')) }, server: [] },
      { kind: 'changed', paths: ['externalAppointmentId'] },
      [],
      { ...STORED, theirs: base('2', state('other', 'u1')) },
    ],
    ['deleted', { known: STORED, server: [NOT_FOUND] }, { kind: 'deleted' }, [GET], STORED],
    ['lost', { known: STORED, server: [LOST] }, { kind: 'unread' }, [GET], STORED],
    [
      'no appointment in the answer',
      { known: STORED, server: [answer(200, '[]')] },
      { kind: 'unread' },
      [GET],
      STORED,
    ],
    ['nothing was read before', { server: [] }, { kind: 'noBase' }, [], undefined],
    [
      'the tag is spent',
      { known: { ...STORED, spent: true }, server: [] },
      { kind: 'noBase' },
      [],
      { ...STORED, spent: true },
    ],
  ];
  for (const [name, scene, news, requests, known] of CASES) {
    it(name, async () => {
      const { record, effects } = await playNews(scene);
      assert.deepStrictEqual([record, effects.requests, effects.known], [news, requests, known]);
    });
  }
});
