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
  if (/^\d{9,13}$/.test(id.replace(/[\s-]/g, ''))) {
    return say(
      'This is a meeting number, not a meeting id. Read the online meeting in Graph to get its "id".',
    );
  }
  return unsafePathPart(id);
}

/** Says why a text cannot be a user: `me`, or the object id of a user in Entra. */
export function userProblem(user: string): Text | undefined {
  if (user === 'me' || GUID.test(user)) return undefined;
  if (user === '') return say('The user is empty. Write "me" or the object id of the organiser.');
  return say('A user is "me" or an Entra object id, a GUID. An address or user name is not found by Graph.');
}

function unsafePathPart(id: string): Text | undefined {
  if (/[\s\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(id) || !id.isWellFormed()) {
    return say(
      'A meeting id has no spaces, line breaks or broken characters. Copy the "id" of the online meeting again.',
    );
  }
  const part = id === '.' || id === '..' ? id : /[/\\?#]/.exec(id)?.[0];
  return part === undefined
    ? undefined
    : say('A meeting id has no "{part}". Copy the "id" of the online meeting again.', { part });
}
