// Whatever has become of a file that we wrote: it is read, or it is said that it cannot be.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { earlierRuns, type JournalEntry } from '../../../src/core/bulk/journal';
import { journalLine, readJournal } from '../../../src/core/bulk/journalText';
import { readHistory } from '../../../src/core/history/entry';
import { property, runs } from '../../support/fuzz';

const name = fc.constantFrom('a', 'b', 'a\n"', '\u2028', '😀');
const tag = fc.constantFrom(null, 'W/"1"', 'W/"2"');
const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc.record(
    { event: fc.constant('started' as const), file: name, target: name, body: name, etagSent: tag },
    { noNullPrototype: true },
  ),
  fc.record(
    {
      event: fc.constant('ended' as const),
      file: name,
      target: name,
      body: name,
      outcome: fc.constantFrom('updated' as const, 'conflict' as const, 'unknown' as const),
      doubt: fc.boolean(),
      url: tag,
      status: fc.constantFrom(null, 204),
      etagSent: tag,
      etagNow: tag,
      requestId: tag,
      clientRequestId: tag,
      attempts: fc.nat(),
      durationMs: fc.nat(),
    },
    { noNullPrototype: true },
  ),
);
const header = { journal: 'vappt', version: 1, set: 's', files: 3 } as const;
const journal = fc
  .array(entry, { maxLength: 6 })
  .map((entries) => ({ entries, text: [header, ...entries].map(journalLine).join('') }));
const part = fc.double({ min: 0, max: 1, noNaN: true });

describe('for any journal', () => {
  it('cut off anywhere, all of its whole lines are read, and nothing that was not in it', () => {
    fc.assert(
      property(journal, part, ({ entries, text }, where) => {
        const cut = text.slice(0, Math.round(text.length * where));
        const read = readJournal(cut);
        if (read.kind === 'empty') return;
        assert.ok(read.kind === 'journal', read.kind);
        assert.deepEqual(read.entries, entries.slice(0, read.entries.length));
        assert.equal(cut.slice(0, read.length).split('\n').length - 2, read.entries.length);
        const earlier = earlierRuns(read.entries);
        for (const file of ['a', 'b', 'c']) earlier(file, 'a', file);
      }),
      runs(500),
    );
  });

  it('garbled anywhere, it is read or refused', () => {
    const damage = fc.tuple(part, fc.nat({ max: 20 }), fc.string({ unit: 'binary', maxLength: 5 }));
    fc.assert(
      property(journal, fc.array(damage, { minLength: 1, maxLength: 4 }), ({ text }, damages) => {
        const garbled = damages.reduce((result, [where, drop, insert]) => {
          const at = Math.round(result.length * where);
          return result.slice(0, at) + insert + result.slice(at + drop);
        }, text);
        const read = readJournal(garbled);
        if (read.kind === 'journal') earlierRuns(read.entries)('a', 'a', 'a');
        else assert.ok(['empty', 'notOurs', 'otherVersion', 'damaged'].includes(read.kind));
      }),
      runs(500),
    );
  });

  it('any text at all is read or refused', () => {
    fc.assert(
      property(fc.string({ unit: 'binary' }), (text) => {
        assert.notEqual(readJournal(text).kind, 'journal');
      }),
      runs(200),
    );
  });
});

describe('for any stored history', () => {
  it('what cannot be read is left out', () => {
    const whole = {
      at: 1,
      cloud: 'emulator',
      method: 'PATCH',
      path: '/',
      document: 'd',
      outcome: 'updated',
      status: 204,
      etagSent: null,
      etagNow: null,
      requestId: null,
      clientRequestId: null,
      properties: ['a'],
      bodyHash: 'h',
      report: 'r',
    };
    const damaged = fc
      .tuple(fc.constantFrom(...Object.keys(whole)), fc.anything())
      .map(([member, value]) => ({ ...whole, [member]: value }));
    fc.assert(
      property(
        fc.oneof(fc.anything(), fc.array(fc.oneof(damaged, fc.constant(whole), fc.anything()))),
        (stored) => {
          for (const { report, properties } of readHistory(stored)) {
            assert.equal(typeof report, 'string');
            assert.ok(properties.every((each) => typeof each === 'string'));
          }
        },
      ),
      runs(500),
    );
  });
});
