// Whatever a server answers: it is read, judged and told, and nothing breaks.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { batchReplies } from '../../../src/core/bulk/batchReply';
import { claimsChallenge } from '../../../src/core/graph/claimsChallenge';
import { readReply } from '../../../src/core/graph/reply';
import { retryDelay } from '../../../src/core/graph/retryDecision';
import type { HttpResponse } from '../../../src/core/ports';
import { outcomeTexts } from '../../../src/core/report/outcomeTexts';
import { english } from '../../../src/core/text';
import { interpretRead, interpretWrite } from '../../../src/core/send/interpret';
import { property, runs } from '../../support/fuzz';
import { brokenJson } from '../../support/jsonTexts';

const text = fc.string({ unit: 'binary', maxLength: 12 });
const word = fc.constantFrom(
  'error',
  'code',
  'message',
  'innerError',
  'innererror',
  'details',
  'request-id',
  'client-request-id',
  'date',
  'value',
  '@odata.etag',
  'responses',
  'id',
  'status',
  'headers',
  'body',
  '__proto__',
  'constructor',
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.constantFrom<unknown>(null, true, 0, -1, 1e308, 400, '', '0', '1', 'NotFound', 'BadRequest'),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.oneof(word, text), tie('json')), { maxLength: 4 }).map(Object.fromEntries),
  ),
}));

const header = fc.oneof(
  text,
  fc.constantFrom(
    'W/"1"',
    '0',
    '-1',
    '1e9',
    'Sun, 22 Nov 2026 14:00:00 GMT',
    'Bearer error="insufficient_claims", claims="e30="',
  ),
);
const response: fc.Arbitrary<HttpResponse> = fc.record({
  status: fc.oneof(
    fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 404, 409, 412, 429, 500, 502, 503),
    fc.nat({ max: 999 }),
  ),
  headers: fc.dictionary(
    fc.constantFrom(
      'etag',
      'retry-after',
      'date',
      'request-id',
      'client-request-id',
      'www-authenticate',
      'x',
    ),
    header,
    { noNullPrototype: true },
  ),
  body: fc.oneof(
    json.map((value) => JSON.stringify(value)),
    brokenJson(),
    text,
  ),
  cutShort: fc.boolean(),
});

describe('for any answer', () => {
  it('it is read and told, in sentences with nothing left to fill in', () => {
    fc.assert(
      property(response, (answer) => {
        const reply = readReply(answer);
        assert.ok(reply.error === undefined || answer.status >= 400);
        const outcome = interpretRead(reply);
        interpretWrite(reply);
        if (outcome === undefined) return;
        const { title, meaning, next } = outcomeTexts(outcome, reply);
        for (const sentence of [title, ...meaning, ...next].map(english))
          assert.notEqual(sentence.trim(), '');
      }),
      runs(1000),
    );
  });

  it('the wait that it asks for is none, or one within the limit', () => {
    const facts = fc.record({ attempts: fc.nat({ max: 50 }), waitedMs: fc.nat({ max: 600_000 }) });
    fc.assert(
      property(response, facts, ({ status, headers }, more) => {
        const delay = retryDelay({
          status,
          retryAfter: headers['retry-after'] ?? null,
          ...more,
          now: 1.8e12,
        });
        assert.ok(delay === undefined || (delay >= 0 && more.waitedMs + delay <= 300_000), `${delay}`);
      }),
      runs(500),
    );
  });

  it('a batch has an answer for each of its parts', () => {
    fc.assert(
      property(response, fc.nat({ max: 20 }), (answer, count) => {
        const replies = batchReplies(answer, count);
        assert.equal(replies.length, count);
        for (const each of replies) {
          readReply(each);
          for (const value of Object.values(each.headers)) assert.equal(typeof value, 'string');
        }
      }),
      runs(500),
    );
  });

  it('a claims challenge is JSON, or there is none', () => {
    const challenge = fc
      .tuple(
        fc.constantFrom('Bearer ', '', 'x="'),
        fc.oneof(
          text,
          json.map((value) => btoa(encodeURI(JSON.stringify(value)))),
        ),
      )
      .map(([start, claims]) => `${start}error="insufficient_claims", claims="${claims}"`);
    fc.assert(
      property(fc.oneof(challenge, text), (header_) => {
        const claims = claimsChallenge(header_);
        if (claims !== undefined) JSON.parse(claims);
      }),
      runs(500),
    );
  });
});
