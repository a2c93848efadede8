import assert from 'node:assert/strict';
import {
  earlierRuns,
  type EndedEntry,
  type JournalEntry,
  JOURNAL_VERSION,
  type JournalHeader,
  reachedIn,
  type StartedEntry,
} from '../../../../src/core/bulk/journal';
import { journalLine, readJournal } from '../../../../src/core/bulk/journalText';
import type { OutcomeKind } from '../../../../src/core/send/outcome';

const HEADER: JournalHeader = { journal: 'vappt', version: JOURNAL_VERSION, set: 's', files: 2 };
const started = (file: string, target = file, etagSent: string | null = null): StartedEntry => ({
  event: 'started',
  file,
  target,
  body: `body of ${file}`,
  etagSent,
});
const ended = (file: string, outcome: OutcomeKind, doubt = false): EndedEntry => ({
  event: 'ended',
  file,
  target: file,
  body: `body of ${file}`,
  outcome,
  doubt,
  url: null,
  status: 204,
  etagSent: null,
  etagNow: null,
  requestId: 'r',
  clientRequestId: 'c',
  attempts: 1,
  durationMs: 5,
});

describe('readJournal', () => {
  const ENTRIES: readonly JournalEntry[] = [started('a'), ended('a', 'updated'), started('b')];
  const whole = [HEADER, ...ENTRIES].map(journalLine).join('');

  it('reads what was written', () => {
    assert.deepEqual(readJournal(whole), {
      kind: 'journal',
      header: HEADER,
      entries: ENTRIES,
      length: whole.length,
    });
  });

  it('cut off anywhere, it is what was whole before', () => {
    for (let end = 0; end <= whole.length; end += 1) {
      const found = readJournal(whole.slice(0, end));
      const lines = whole.slice(0, end).split('\n').length - 1;
      if (lines === 0) assert.deepEqual(found, { kind: 'empty' }, whole.slice(0, end));
      else assert.deepEqual(found.kind === 'journal' && found.entries, ENTRIES.slice(0, lines - 1));
    }
  });

  const OTHERS: readonly (readonly [name: string, text: string, expected: object])[] = [
    [
      'another version',
      '{"journal":"vappt","version":2}\n{"new":true}\n',
      { kind: 'otherVersion', version: 2 },
    ],
    ['another file', 'Dear diary,\n', { kind: 'notOurs' }],
    ['another file in one line', 'Dear diary,', { kind: 'notOurs' }],
    ['a payload', '{"$meeting": "x"}\n', { kind: 'notOurs' }],
    ['a line broken in the middle', whole.replace('"updated"', '"upd'), { kind: 'damaged', line: 3 }],
    ['an entry of another kind', `${journalLine(HEADER)}{"event":"danced"}\n`, { kind: 'damaged', line: 2 }],
    ['a header without its set', '{"journal":"vappt","version":1}\n', { kind: 'damaged', line: 1 }],
  ];
  for (const [name, text, expected] of OTHERS) {
    it(`says what is wrong with ${name}`, () => {
      assert.deepEqual(readJournal(text), expected);
    });
  }
});

describe('earlierRuns', () => {
  const decide = (
    entries: readonly JournalEntry[],
    { body = 'body of a', target = entries.find(({ file }) => file === 'a')?.target ?? 'a' } = {},
  ): unknown => {
    const earlier = earlierRuns(entries)('a', body, target);
    if (earlier?.kind === 'certain') return `certain ${earlier.entry.outcome}`;
    return earlier?.kind === 'doubt' ? { etagSent: earlier.etagSent, overtaken: earlier.overtaken } : 'send';
  };

  it('a file that is not in the journal is sent', () => {
    assert.equal(decide([started('b')]), 'send');
  });

  const FINISHED: readonly (readonly [OutcomeKind, string])[] = [
    ['updated', 'certain updated'],
    ['conflict', 'certain conflict'],
    ['rejected', 'certain rejected'],
    ['notFound', 'certain notFound'],
    ['throttled', 'send'],
    ['unreachable', 'send'],
    ['signInNeeded', 'send'],
    ['cancelled', 'send'],
    ['invalid', 'send'],
  ];
  for (const [outcome, expected] of FINISHED) {
    it(`after ${outcome}: ${expected}`, () => {
      assert.equal(decide([started('a'), ended('a', outcome)]), expected);
    });
  }

  it('a file that has changed since is sent, whatever became of it before', () => {
    assert.equal(decide([started('a'), ended('a', 'rejected')], { body: 'mended' }), 'send');
  });

  it('a file that is about another appointment by now is sent', () => {
    assert.equal(decide([started('a'), ended('a', 'updated')], { target: 'other' }), 'send');
    assert.equal(decide([started('a')], { target: 'other' }), 'send');
  });

  it('regression: the tag of a merge is none to send the file itself on', () => {
    const merged: StartedEntry = { ...started('a', 't', 'W/"2"'), afterConflict: true };
    const first = started('a', 't', 'W/"1"');
    assert.deepEqual(decide([first, merged]), { etagSent: 'W/"1"', overtaken: false });
    assert.deepEqual(decide([first, merged, { ...ended('a', 'unknown', true), target: 't' }]), {
      etagSent: 'W/"1"',
      overtaken: false,
    });
    assert.deepEqual(readJournal([HEADER, first, merged].map(journalLine).join('')), {
      kind: 'journal',
      header: HEADER,
      entries: [first, merged],
      length: [HEADER, first, merged].map(journalLine).join('').length,
    });
  });

  it('what went out and has no outcome is in doubt, with the tag that was sent', () => {
    assert.deepEqual(decide([started('a', 't', 'W/"1"')]), { etagSent: 'W/"1"', overtaken: false });
    assert.deepEqual(decide([started('a', 'a', 'W/"1"'), ended('a', 'unknown', true)]), {
      etagSent: 'W/"1"',
      overtaken: false,
    });
    assert.deepEqual(decide([started('a'), ended('a', 'cancelled', true)]), {
      etagSent: null,
      overtaken: false,
    });
  });

  it('a later file of the same appointment overtakes it, one of another does not', () => {
    const doubt = [started('a', 't'), { ...ended('a', 'unknown', true), target: 't' }];
    assert.deepEqual(decide([...doubt, started('b', 't')]), { etagSent: null, overtaken: true });
    assert.deepEqual(decide([...doubt, started('b', 'u')]), { etagSent: null, overtaken: false });
  });

  it('what a second run has settled is settled', () => {
    assert.equal(
      decide([started('a'), ended('a', 'unknown', true), ended('a', 'updated')]),
      'certain updated',
    );
  });
});

describe('reachedIn', () => {
  it('tells how far a run has come with each file', () => {
    const reached = reachedIn([
      started('a'),
      ended('a', 'updated'),
      started('b'),
      started('c'),
      ended('c', 'unknown', true),
      ended('d', 'throttled'),
      started('e'),
      ended('e', 'unknown', true),
      ended('e', 'conflict'),
    ]);
    const short = (file: string): string => {
      const state = reached(file);
      return state.kind === 'ended' ? `${state.entry.outcome} ${state.isCertain}` : state.kind;
    };
    assert.deepEqual(['a', 'b', 'c', 'd', 'e', 'f'].map(short), [
      'updated true',
      'doubt',
      'doubt',
      'throttled false',
      'conflict true',
      'notSent',
    ]);
  });
});
