import { type Text, text as say } from '../text';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Says why a text cannot be an online meeting id, or nothing if it can. Real ids are base64 of ASCII text, or
 * `{organiser}_{thread id}`: neither has a character that means something in a path, and `.` or `..` would be folded
 * away by URL parsers even when percent-encoded.
 */
export function meetingIdProblem(id: string): Text | undefined {
  if (id === '') return say('The meeting id is empty. Write the id of the online meeting in "$meeting".');
  if (/^https?:\/\//i.test(id)) {
    return say('This is a link, not a meeting id. Read the online meeting in Graph to get its "id".');
  }
  return unsafePathPart(id, (character) =>
    say('A meeting id has no {character}. Copy the "id" of the online meeting again.', { character }),
  );
}

/** Says why a text cannot be a user: `me`, or the object id of a user in Entra. */
export function userProblem(user: string): Text | undefined {
  if (user === 'me' || GUID.test(user)) return undefined;
  if (user === '') return say('The user is empty. Write "me" or the object id of the organiser.');
  return say('A user is "me" or an Entra object id, a GUID. An address or user name is not found by Graph.');
}

function unsafePathPart(part: string, describe: (character: string) => Text): Text | undefined {
  if (part === '.' || part === '..') return describe(`"${part}"`);

  if (/[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(part)) return describe('control characters or line breaks');
  if (/\s/.test(part)) return describe('spaces');
  if (!part.isWellFormed()) return describe('broken characters');
  const reserved = /[/\\?#]/.exec(part)?.[0];
  return reserved === undefined ? undefined : describe(`"${reserved}"`);
}
