/** The options that say something about a request; the others are only told apart by whether a value follows. */
export type CurlOption =
  'header' | 'data' | 'raw' | 'json' | 'method' | 'url' | 'credential' | 'cookie' | 'agent' | 'get' | 'put';

const LONG: Readonly<Record<string, CurlOption>> = {
  header: 'header',
  data: 'data',
  'data-ascii': 'data',
  'data-binary': 'data',
  'data-urlencode': 'data',
  'data-raw': 'raw',
  json: 'json',
  request: 'method',
  url: 'url',
  user: 'credential',
  'oauth2-bearer': 'credential',
  cookie: 'cookie',
  'user-agent': 'agent',
  get: 'get',
  'upload-file': 'put',
};
const SHORT: Readonly<Record<string, CurlOption>> = {
  H: 'header',
  d: 'data',
  X: 'method',
  u: 'credential',
  b: 'cookie',
  A: 'agent',
  G: 'get',
  T: 'put',
};
/** https://curl.se/docs/manpage.html: short options with a value. All others are switches. */
const SHORT_WITH_VALUE = new Set('AbcCdDeEFHKmoPQrtTuUwxXyYzZ');
/** Long options that people use and that take no value; those that are not named here may have one. */
const SWITCHES = new Set([
  'get',
  'anyauth',
  'basic',
  'compressed',
  'digest',
  'fail',
  'fail-with-body',
  'fail-early',
  'globoff',
  'head',
  'http1.0',
  'http1.1',
  'http2',
  'http3',
  'include',
  'insecure',
  'ipv4',
  'ipv6',
  'location',
  'location-trusted',
  'negotiate',
  'next',
  'no-buffer',
  'no-keepalive',
  'no-progress-meter',
  'ntlm',
  'parallel',
  'path-as-is',
  'progress-bar',
  'remote-name',
  'show-error',
  'show-headers',
  'silent',
  'ssl-no-revoke',
  'ssl-reqd',
  'tlsv1.2',
  'tlsv1.3',
  'trace-time',
  'verbose',
]);

export interface CurlArgument<W> {
  /** `undefined`: an option that says nothing about the request. A word without an option is a URL. */
  readonly option: CurlOption | undefined;
  readonly value: W | undefined;
}

/** Goes through the words behind `curl` and pairs options with their values. */
export function* curlArguments<W extends { readonly text: string }>(
  words: readonly W[],
): Generator<CurlArgument<W>> {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) return;
    const { text } = word;
    if (text.startsWith('--')) {
      const name = text.slice(2);
      const option = Object.hasOwn(LONG, name) ? LONG[name] : undefined;
      const next = words[at + 1];
      const hasValue = !SWITCHES.has(name) && (option !== undefined || !isOptionOrUrl(next?.text));
      yield { option, value: hasValue ? next : undefined };
      if (hasValue) at += 1;
    } else if (text.length > 1 && text.startsWith('-')) {
      at += yield* shortOptions(word, words[at + 1]);
    } else {
      yield { option: 'url', value: word };
    }
  }
}

/** Several switches can stand in one word, and a value right behind its option. @returns how many words it took more */
function* shortOptions<W extends { readonly text: string }>(
  word: W,
  next: W | undefined,
): Generator<CurlArgument<W>, number> {
  const letters = word.text.slice(1, 12);
  for (let index = 0; index < letters.length; index += 1) {
    const letter = letters.charAt(index);
    const option = Object.hasOwn(SHORT, letter) ? SHORT[letter] : undefined;
    if (!SHORT_WITH_VALUE.has(letter)) {
      yield { option, value: undefined };
      continue;
    }
    const attached = word.text.slice(index + 2);
    yield { option, value: attached === '' ? next : { ...word, text: attached } };
    return attached === '' ? 1 : 0;
  }
  return 0;
}

function isOptionOrUrl(text: string | undefined): boolean {
  return (
    text === undefined || text.startsWith('-') || /^https?:/i.test(text) || text.includes('/onlineMeetings/')
  );
}
