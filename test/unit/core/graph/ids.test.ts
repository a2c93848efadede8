import assert from 'node:assert/strict';
import { meetingIdProblem, userProblem } from '../../../../src/core/graph/ids';
import { english } from '../../../../src/core/text';

const BASE64_ID =
  'MSozZjJhNGM2ZS0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDEqMCoqMTk6bWVldGluZ19zYW1wbGVAdGhyZWFkLnYy';
const GUID = '3f2a4c6e-0000-4000-8000-000000000001';

const UNSEEN = 'spaces, line breaks or broken characters';
const noCharacter = (character: string) =>
  `A meeting id has no ${character}. Copy the "id" of the online meeting again.`;

describe('meetingIdProblem', () => {
  const CASES: readonly (readonly [name: string, id: string, problem: string | undefined])[] = [
    ['base64 id', BASE64_ID, undefined],
    ['base64 id with padding', 'MSpkYzE3Njc0Yw==', undefined],
    ['decoded id', `1*${GUID}*0**19:meeting_x@thread.v2`, undefined],
    ['older form', `${GUID}_19:meeting_x@thread.v2`, undefined],
    ['URL-safe base64', 'MSp-_9', undefined],
    ['percent sign', 'a%2Fb', undefined],
    ['dots with more', '..a', undefined],
    ['letters beyond ASCII', 'ä日', undefined],
    ['empty', '', 'The meeting id is empty. Write the id of the online meeting in "$meeting".'],
    [
      'join link',
      'https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d',
      'This is a link, not a meeting id. Read the online meeting in Graph to get its "id".',
    ],
    [
      'link in capitals',
      'HTTP://TEAMS.MICROSOFT.COM/meet/1',
      'This is a link, not a meeting id. Read the online meeting in Graph to get its "id".',
    ],
    ['slash', 'a/b', noCharacter('"/"')],
    ['backslash', 'a\\b', noCharacter('"\\"')],
    ['query', 'a?b', noCharacter('"?"')],
    ['fragment', 'a#b', noCharacter('"#"')],
    ['one dot', '.', noCharacter('"."')],
    ['two dots', '..', noCharacter('".."')],
    ['way up', '../../users', noCharacter('"/"')],
    ['space', 'a b', noCharacter(UNSEEN)],
    ['no-break space', 'a\u00a0b', noCharacter(UNSEEN)],
    ['byte order mark', '\ufeffa', noCharacter(UNSEEN)],
    ['CR LF', 'a\r\nX-Evil: 1', noCharacter(UNSEEN)],
    ['NUL', 'a\u0000', noCharacter(UNSEEN)],
    ['C1 control', 'a\u0085', noCharacter(UNSEEN)],
    ['line separator', 'a\u2028', noCharacter(UNSEEN)],
    ['lone surrogate', 'a\ud800', noCharacter(UNSEEN)],
  ];
  for (const [name, id, problem] of CASES) {
    it(name, () => {
      const found = meetingIdProblem(id);
      assert.equal(found === undefined ? undefined : english(found), problem);
    });
  }
});

describe('userProblem', () => {
  const EMPTY = 'The user is empty. Write "me" or the object id of the organiser.';
  const OTHER =
    'A user is "me" or an Entra object id, a GUID. An address or user name is not found by Graph.';
  const CASES: readonly (readonly [name: string, user: string, problem: string | undefined])[] = [
    ['me', 'me', undefined],
    ['object id', GUID, undefined],
    ['object id in capitals', GUID.toUpperCase(), undefined],
    ['empty', '', EMPTY],
    ['Me', 'Me', OTHER],
    ['address', 'a@example.com', OTHER],
    ['object id in braces', `{${GUID}}`, OTHER],
    ['line break after an object id', `${GUID}\n`, OTHER],
    ['two object ids', `${GUID}/${GUID}`, OTHER],
    ['way up', '..', OTHER],
  ];
  for (const [name, user, problem] of CASES) {
    it(name, () => {
      const found = userProblem(user);
      assert.equal(found === undefined ? undefined : english(found), problem);
    });
  }
});
