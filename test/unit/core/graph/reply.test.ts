import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type GraphReply, readReply } from '../../../../src/core/graph/reply';
import { answer } from '../../../support/scriptedTransport';

const ID = '00000000-0000-0000-0000-000000000001';
const INNER = { date: '2025-01-01T00:00:00', 'request-id': ID };

function read(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): GraphReply {
  return readReply(answer(status, body, headers));
}

/** What the cases are about; `json` is compared where it matters. */
function gist({ error, unreadableBody, requestId, clientRequestId, date }: GraphReply) {
  return { error, unreadableBody, requestId, clientRequestId, date };
}

const NOTHING = {
  error: undefined,
  unreadableBody: false,
  requestId: null,
  clientRequestId: null,
  date: null,
};

describe('readReply', () => {
  describe('errors, in the shapes that Graph gives them', () => {
    const CASES: readonly (readonly [name: string, body: unknown, gist: object])[] = [
      [
        'documented envelope',
        {
          error: {
            code: 'BadRequest',
            message: 'text for developers',
            innerError: { ...INNER, 'client-request-id': 'c' },
          },
        },
        {
          error: { code: 'BadRequest', message: 'text for developers', innerCodes: [] },
          unreadableBody: false,
          requestId: ID,
          clientRequestId: 'c',
          date: '2025-01-01T00:00:00',
        },
      ],
      [
        'spelling of the reference',
        { error: { code: 'General', message: 'm', innererror: { code: 'deep', 'request-id': ID } } },
        { ...NOTHING, error: { code: 'General', message: 'm', innerCodes: ['deep'] }, requestId: ID },
      ],
      [
        'nested inner errors, both spellings',
        {
          error: {
            code: 'notAllowed',
            message: 'm',
            innerError: { code: 'preconditionFailed', innererror: { code: 'entityTagDoesNotMatch' } },
          },
        },
        {
          ...NOTHING,
          error: {
            code: 'notAllowed',
            message: 'm',
            innerCodes: ['preconditionFailed', 'entityTagDoesNotMatch'],
          },
        },
      ],
      [
        '429 with code and status as texts inside',
        {
          error: {
            code: 'TooManyRequests',
            message: 'Please retry again later.',
            innerError: { code: '429', status: '429', message: 'Please retry after', ...INNER },
          },
        },
        {
          ...NOTHING,
          error: { code: 'TooManyRequests', message: 'Please retry again later.', innerCodes: ['429'] },
          requestId: ID,
          date: INNER.date,
        },
      ],
      [
        '412 in the OneDrive style',
        {
          error: {
            code: 'resourceModified',
            message: "ETag does not match current item's value",
            innerError: INNER,
          },
        },
        {
          ...NOTHING,
          error: {
            code: 'resourceModified',
            message: "ETag does not match current item's value",
            innerCodes: [],
          },
          requestId: ID,
          date: INNER.date,
        },
      ],
      [
        '412 in the Planner style',
        { error: { code: 'UnknownError', message: '', innerError: INNER } },
        {
          ...NOTHING,
          error: { code: 'UnknownError', message: '', innerCodes: [] },
          requestId: ID,
          date: INNER.date,
        },
      ],
      [
        'empty code',
        { error: { code: '', message: 'm' } },
        { ...NOTHING, error: { code: '', message: 'm', innerCodes: [] } },
      ],
      ['empty error', { error: {} }, { ...NOTHING, error: { code: '', message: '', innerCodes: [] } }],
      [
        'members of the wrong type',
        { error: { code: 400, message: null, innerError: [INNER] } },
        { ...NOTHING, error: { code: '', message: '', innerCodes: [] } },
      ],
      ['error that is a text', { error: 'invalid_grant' }, NOTHING],
      ['error that is null', { error: null }, NOTHING],
      ['JSON that is no object', '[1]', NOTHING],
      ['null', 'null', NOTHING],
      ['HTML', '<html><h1>502 Bad Gateway</h1></html>', { ...NOTHING, unreadableBody: true }],
      ['no body', '', NOTHING],
      ['white space', ' \r\n', NOTHING],
      ['half a JSON', '{"error": {"code": "Ba', { ...NOTHING, unreadableBody: true }],
    ];
    for (const [name, body, expected] of CASES) {
      it(name, () => {
        assert.deepStrictEqual(gist(read(400, body)), expected);
      });
    }
  });

  it('takes ids and date from the headers before the body', () => {
    const headers = {
      'request-id': 'r',
      'client-request-id': 'c',
      date: 'd',
      etag: 'W/"1"',
      'retry-after': '10',
    };
    const { json: _json, ...rest } = read(
      429,
      { error: { code: 'x', message: 'm', innerError: INNER } },
      headers,
    );
    assert.deepStrictEqual(rest, {
      status: 429,
      unreadableBody: false,
      error: { code: 'x', message: 'm', innerCodes: [] },
      etag: 'W/"1"',
      retryAfter: '10',
      requestId: 'r',
      clientRequestId: 'c',
      date: 'd',
    });
  });

  it('a success has no error, whatever its body says', () => {
    assert.equal(read(200, { error: { code: 'x', message: 'm' } }).error, undefined);
  });

  it('an answer cut short is unreadable, even when what came of it is JSON', () => {
    assert.deepStrictEqual(
      ['', '{}', '{"a'].map((body) => readReply({ ...answer(200, body), cutShort: true }).unreadableBody),
      [true, true, true],
    );
  });

  it('control: an empty 204 is readable', () => {
    assert.deepStrictEqual(read(204, ''), {
      status: 204,
      json: undefined,
      unreadableBody: false,
      error: undefined,
      etag: null,
      retryAfter: null,
      requestId: null,
      clientRequestId: null,
      date: null,
    });
  });

  it('ends at inner errors without an end', () => {
    const deep = (level: number): object =>
      level === 0 ? {} : { code: `c${level}`, innerError: deep(level - 1) };
    const { error } = read(400, { error: { code: 'x', message: 'm', innerError: deep(50) } });
    assert.deepStrictEqual(
      error?.innerCodes,
      Array.from({ length: 10 }, (_, index) => `c${50 - index}`),
    );
  });

  it('law: reads any text without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 100, max: 599 }), (body, status) => {
        assert.equal(read(status, body).status, status);
      }),
    );
  });
});
