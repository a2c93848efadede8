import assert from 'node:assert/strict';
import type { Base, KnownAppointment } from '../../../../src/core/send/base';
import { afterNews, knownTo, madeFrom, type SharedAppointment } from '../../../../src/core/send/perDocument';
import { NOW } from '../../../support/fakes';

type State = Readonly<Record<string, string>>;

const base = (tag: string, appointment: State): Base => ({
  etag: `W/"${tag}"`,
  appointment,
  readAt: NOW,
});
const OLD = { id: '1', url: 'u1' };
const S0 = base('0', { x: '1', y: '1' });
const S1 = base('1', { x: '1', y: 'theirs' });
const S2 = base('2', { x: '2', y: 'theirs' });

/** What is stored after several news, one after the other. */
function after(...news: readonly Parameters<typeof tell>[1][]): SharedAppointment {
  const shared = news.reduce<SharedAppointment | undefined>(tell, undefined);
  assert.ok(shared);
  return shared;
}

function tell(
  shared: SharedAppointment | undefined,
  { by, known, sent, found }: { by?: string; known: KnownAppointment; sent?: State; found?: State },
): SharedAppointment {
  return afterNews(
    by === undefined ? undefined : { document: by },
    shared,
    known,
    sent && { found: found ?? known.base.appointment, sent },
  );
}

describe('what is known of an appointment that several documents are about', () => {
  const begun = [
    { by: 'a', known: { base: S0 } },
    { by: 'b', known: { base: S0 } },
  ];

  it('is the same for all that were made from the same', () => {
    const shared = after(...begun);
    assert.deepEqual(
      [
        knownTo({ document: 'a' }, shared),
        knownTo({ document: 'b' }, shared),
        knownTo({ document: 'c' }, shared),
      ],
      [{ base: S0 }, { base: S0 }, { base: S0 }],
    );
  });

  it('of what others have changed, a document does not know what another one has taken over or read', () => {
    const stale = { by: 'a', known: { base: S0, theirs: S1 } };
    const merged = {
      by: 'a',
      known: { base: S2 },
      found: { x: '1', y: 'theirs' },
      sent: { x: '2', y: 'theirs' },
    };
    for (const [news, expected] of [
      [{ by: 'a', known: { base: S1 } }, S0],
      [merged, { ...S0, appointment: { x: '2', y: '1' } }],
    ] as const) {
      const shared = after(...begun, stale, news);
      assert.deepEqual(knownTo({ document: 'a' }, shared), { base: news.known.base });
      assert.deepEqual(knownTo({ document: 'b' }, shared), { base: expected, theirs: news.known.base });
    }
  });

  it('writes of other documents are no news', () => {
    const saved = base('1', { x: '2', y: '1' });
    const shared = after(...begun, {
      by: 'a',
      known: { base: saved },
      found: S0.appointment as State,
      sent: { x: '2' },
    });
    assert.deepEqual(knownTo({ document: 'b' }, shared), { base: saved });
    const spent = { base: { ...S0, appointment: { x: '2', y: '1' } }, spent: true } as const;
    const unread = after(...begun, {
      by: 'a',
      known: spent,
      found: S0.appointment as State,
      sent: { x: '2' },
    });
    assert.deepEqual(knownTo({ document: 'b' }, unread), spent);
  });

  it('a document that has merged too, or has it by itself, is behind no more', () => {
    const read = after(...begun, { by: 'a', known: { base: S1 } });
    const sent = { x: '2', y: 'theirs' };
    const merged = tell(read, { by: 'b', known: { base: S2 }, found: S1.appointment as State, sent });
    assert.deepEqual(
      [knownTo({ document: 'a' }, merged), knownTo({ document: 'b' }, merged)],
      [{ base: S2 }, { base: S2 }],
    );
    assert.equal(merged.outdated, undefined);
    const back = tell(read, {
      by: 'a',
      known: { base: base('9', OLD) },
      found: S1.appointment as State,
      sent: OLD,
    });
    assert.equal(knownTo({ document: 'b' }, back).base.etag, S0.etag);
  });

  it('a conflict of one that is behind leaves the others what they know', () => {
    const read = after(...begun, { by: 'a', known: { base: S1 } });
    const same = tell(read, { by: 'b', known: { base: S0, theirs: S1 } });
    assert.deepEqual(knownTo({ document: 'a' }, same), { base: S1 });
    const newer = tell(read, { by: 'b', known: { base: S0, theirs: S2 } });
    assert.deepEqual(
      [knownTo({ document: 'a' }, newer), knownTo({ document: 'b' }, newer)],
      [
        { base: S1, theirs: S2 },
        { base: S0, theirs: S2 },
      ],
    );
  });

  it('one that is behind is not held up where it would undo nothing', () => {
    const read = after(...begun, { by: 'a', known: { base: S1 } });
    const b = (body: State): KnownAppointment => knownTo({ document: 'b', body }, read);
    for (const body of [{}, { x: '2' }, { y: 'theirs' }]) assert.deepEqual(b(body), { base: S1 });
    for (const body of [{ y: '1' }, { y: 'mine' }]) assert.deepEqual(b(body), { base: S0, theirs: S1 });
  });

  it('one that nobody has seen before may be one that is behind, by another name, or a copy of it', () => {
    const read = after(...begun, { by: 'a', known: { base: S1 } });
    const c = (body?: State): KnownAppointment =>
      knownTo({ document: 'c', ...(body !== undefined && { body }) }, read);
    assert.deepEqual(c(), { base: S0, theirs: S1 });
    assert.deepEqual(c({ y: '1' }), { base: S0, theirs: S1 });
    // Made from what the server has, it undoes nothing.
    assert.deepEqual(c({ x: '2', y: 'theirs' }), { base: S1 });
    const met = tell(read, { by: 'c', known: { base: S0, theirs: S2 } });
    assert.deepEqual(
      ['a', 'b', 'c'].map((document) => knownTo({ document }, met)),
      [
        { base: S1, theirs: S2 },
        { base: S0, theirs: S2 },
        { base: S0, theirs: S2 },
      ],
    );
    const sent = { x: '2', y: 'theirs' };
    const merged = tell(read, { by: 'c', known: { base: S2 }, found: S1.appointment as State, sent });
    assert.deepEqual(knownTo({ document: 'c' }, merged), { base: S2 });
  });

  it('a document that says already what the server has is behind no more when it is read anew', () => {
    const read = after(...begun, { by: 'a', known: { base: S1 } });
    const b = { document: 'b', body: { y: 'theirs' } };
    const same = afterNews(b, read, { base: S1 });
    assert.deepEqual(knownTo({ document: 'b' }, same), { base: S0, theirs: S1 });
    const anew = { base: { ...S1, readAt: NOW + 1 } };
    assert.deepEqual(knownTo({ document: 'b' }, afterNews(b, read, anew)), anew);
  });

  it('a document that was made from what is known is behind no more, whatever its name was before', () => {
    const read = after(...begun, { by: 'a', known: { base: S1 } });
    for (const document of ['b', 'new']) {
      assert.deepEqual(knownTo({ document, body: { y: 'x' } }, madeFrom(document, read)), { base: S1 });
    }
    assert.deepEqual(knownTo({ document: 'b' }, madeFrom('new', read)), { base: S0, theirs: S1 });
  });

  it('what is read for no document leaves all behind, and what is looked up none', () => {
    const shared = after(...begun, { known: { base: S0, theirs: S1 } });
    assert.deepEqual(knownTo({ document: 'a' }, shared), { base: S0, theirs: S1 });
    const read = tell(shared, { known: { base: S1 } });
    assert.deepEqual(knownTo({ document: 'a' }, read), { base: S0, theirs: S1 });
  });
});
