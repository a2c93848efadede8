import { type Text, text as say } from '../text';
import { type DirectiveLine, type Header, isPlaceholder } from './model';

/** What a send makes by itself; and the documentation's `Content-length` is wrong anyway (contradiction C9). */
const OWN = new Set(['content-type', 'content-length', 'host']);
const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie']);
/** In `$ifMatch` these words mean something else than a tag: "none" would make a send unconditional. */
const MODE = /^(?:none|auto|require)$/i;
const NAMED = 8;
/** A header with credentials, or the second line of one, where no JSON begins a line so. */
const CREDENTIAL_LINE = /^[ \t]*(?:(?:(?:proxy-)?authorization|cookie)[ \t]*:|bearer[ \t]+\S).*\n?/gim;

/** Takes the directives out of a request's headers, and says which other headers are not kept. */
export function readHeaders(headers: readonly Header[]): { directives: DirectiveLine[]; notices: Text[] } {
  const directives: DirectiveLine[] = [];
  const notices: Text[] = [];
  const dropped: string[] = [];
  const credentials: string[] = [];
  const take = (name: string, directive: string, value: string): void => {
    if (directives.some(([taken]) => taken === directive)) return;
    if (isPlaceholder(value) || (directive === '$ifMatch' && MODE.test(value))) {
      notices.push(say('"{name}" has no value of its own: "{directive}" was left out.', { name, directive }));
    } else if (value !== '') {
      directives.push([directive, value]);
    }
  };
  for (const [name, raw] of headers) {
    const value = raw.trim();
    const lower = name.toLowerCase();
    if (lower === 'if-match') take('If-Match', '$ifMatch', value);
    else if (lower === 'accept-language') take('Accept-Language', '$acceptLanguage', value);
    else if (CREDENTIALS.has(lower)) credentials.push(value);
    else if (!OWN.has(lower) && /^[\w-]{1,40}$/.test(name)) dropped.push(name);
  }
  if (credentials.length > 0) {
    notices.push(credentials.every(isVariable) ? CREDENTIALS_DROPPED : SECRET_DROPPED);
  }
  const names = [...new Set(dropped)];
  if (names.length > 0) {
    const more = names.length > NAMED ? ', …' : '';
    notices.push(
      say('These headers were left out: {names}.', { names: names.slice(0, NAMED).join(', ') + more }),
    );
  }
  return { directives, notices };
}

/**
 * Takes the lines out of a body that hold credentials: where a reader takes a header for the body's first line, no token
 * may get into a file.
 */
export function withoutCredentials(body: string): string {
  return body.replace(CREDENTIAL_LINE, '');
}

/** A token that a variable or a placeholder stands for is not in the text. */
function isVariable(credential: string): boolean {
  const value = credential.replace(/^(?:Bearer|Basic)\s+/i, '').trim();
  return value === '' || /^(?:\.\.\.|…|%\w+%$)/.test(value) || isPlaceholder(value);
}

const CREDENTIALS_DROPPED = say('"Authorization" was left out: a payload file holds no credentials.');
const SECRET_DROPPED = say(
  '"Authorization" was left out: a payload file holds no credentials. If the token was real, treat it as a secret.',
);
