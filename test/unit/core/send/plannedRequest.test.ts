import assert from 'node:assert/strict';
import type { IfMatch } from '../../../../src/core/graph/ifMatch';
import { parsePayload } from '../../../../src/core/payload/parse';
import { plannedRequest } from '../../../../src/core/send/plannedRequest';

describe('plannedRequest', () => {
  const CASES: readonly (readonly [ifMatch: IfMatch, stored: string | null, shown: string | undefined])[] = [
    [{ kind: 'auto' }, 'W/"1"', 'W/"1"'],
    [{ kind: 'auto' }, null, '<tag of the read before it>'],
    [{ kind: 'require' }, 'W/"1"', 'W/"1"'],
    [{ kind: 'none' }, 'W/"1"', undefined],
    [{ kind: 'any' }, 'W/"1"', '*'],
    [{ kind: 'tag', tag: 'W/"2"' }, 'W/"1"', 'W/"2"'],
  ];
  for (const [ifMatch, stored, shown] of CASES) {
    it(`${ifMatch.kind}, ${stored ?? 'nothing'} stored`, () => {
      const target = { cloud: 'global', user: 'me', meetingId: 'M1' } as const;
      const request = plannedRequest(
        { target, ifMatch, options: {} },
        parsePayload('{"$x": 1, "a": 1}'),
        stored,
      );
      assert.deepStrictEqual(
        [request.method, request.body, request.headers['If-Match']],
        ['PATCH', '{\n  "a": 1\n}', shown],
      );
    });
  }
});
