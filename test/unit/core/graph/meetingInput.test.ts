import assert from 'node:assert/strict';
import { readMeetingInput } from '../../../../src/core/graph/meetingInput';
import { english } from '../../../../src/core/text';

const ID = Buffer.from('1*ab*0**19:meeting_x@thread.v2').toString('base64');
const LINK = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d';

describe('readMeetingInput', () => {
  it('takes an id, also out of an address in Graph', () => {
    for (const text of [ID, ` ${ID}\n`, `https://graph.microsoft.com/v1.0/me/onlineMeetings/${ID}`]) {
      assert.deepEqual(readMeetingInput(text), { kind: 'id', id: ID });
    }
  });

  it('knows what can be looked up', () => {
    assert.deepEqual(readMeetingInput(LINK), { kind: 'lookup', lookup: { by: 'joinWebUrl', value: LINK } });
    for (const text of ['123 456 789 0', 'https://teams.microsoft.com/meet/1234567890?p=x']) {
      assert.deepEqual(readMeetingInput(text), {
        kind: 'lookup',
        lookup: { by: 'joinMeetingId', value: '1234567890' },
      });
    }
  });

  it('says which other thing an id names, or what is wrong with it', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['19:meeting_x@thread.v2', /chat thread/],
      [Buffer.from('0#19:meeting_x@thread.v2#0').toString('base64'), /Teams JavaScript SDK/],
      [`AAMk${'a'.repeat(40)}`, /calendar event/],
      ['https://example.com/meeting', /neither a join link of Microsoft Teams/],
      ['two words', /spaces/],
      [' ', /empty/],
      ['https://graph.microsoft.com/v1.0/me/onlineMeetings/19:meeting_x@thread.v2', /chat thread/],
    ];
    for (const [text, expected] of cases) {
      const input = readMeetingInput(text);
      assert.ok(input.kind === 'refused', text);
      assert.match(english(input.reason), expected);
    }
  });
});
