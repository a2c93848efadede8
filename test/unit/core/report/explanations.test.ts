import assert from 'node:assert/strict';
import { explain } from '../../../../src/core/report/explanations';
import { readReply } from '../../../../src/core/graph/reply';

/** The words that an explanation has to have, for what Graph answers. */
const CASES: readonly (readonly [status: number, message: string, words: RegExp | undefined])[] = [
  [400, 'Meeting Id is corrupted.', /another kind/],
  [400, 'Invalid meeting id 19:meeting_x@thread.v2.', /chat/],
  [404, 'Organizer Id mismatch User Id: x', /somebody else/],
  [403, 'No application access policy found for this app.', /application/],
  [400, 'The If-Match header contains an invalid value.', /tag/],
  [400, 'Empty Payload. JSON content expected.', /body/],
  [400, 'Unable to read JSON request payload.', /body/],
  [400, '1026: An error has occurred.', undefined],
  [402, '', /paid/],
  [405, '', /method/],
  [409, '', /exist/],
  [413, '', /larger/],
  [415, '', /JSON/],
  [422, '', undefined],
  [423, '', /locked/],
  [428, '', /condition/],
];

describe('explanations of what Graph answers', () => {
  for (const [status, message, words] of CASES) {
    it(`${status} ${message}`.trim(), () => {
      const explanation = explain(answer(status, message));
      if (words === undefined) assert.equal(explanation, undefined);
      else assert.match(explanation?.meaning.template ?? '', words);
    });
  }

  it('takes a 409 with Retry-After for the set-up of a tenant', () => {
    assert.match(explain(answer(409, '', { 'retry-after': '60' }))?.meaning.template ?? '', /set up/);
  });
});

function answer(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
  const body = JSON.stringify({ error: { code: 'x', message } });
  return readReply({ status, headers, body, cutShort: false });
}
