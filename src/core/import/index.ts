import { isTooLarge } from '../payload/limits';
import { parsePayload } from '../payload/parse';
import { type Text, text as say } from '../text';
import { composePayload, isBatchBody } from './compose';
import { readCurl, readCurlWithin } from './curl';
import { type PathFacts, readAddress } from './graphPath';
import { readHttp } from './httpRequest';
import { readLooseMembers } from './looseMembers';
import type { Found, FoundRequest, ImportResult } from './model';
import { readPowerShell } from './powershell/invocation';
import { readHeaders, withoutCredentials } from './requestHeaders';

/** The forms that are known, the surest sign first. */
const READERS: readonly ((text: string) => Found)[] = [
  readCurl,
  readPowerShell,
  readHttp,
  readLooseMembers,
  readCurlWithin,
];

/**
 * Makes a payload file's text of a request that was copied from somewhere: HTTP as documentation prints it, a `.http`
 * file, a cURL command, PowerShell, or the text of a documentation page that has lost its braces. Never throws; what is
 * no request is `unknown`.
 */
export function importRequest(pasted: string): ImportResult {
  if (isTooLarge(pasted)) {
    return {
      kind: 'refused',
      reason: say('The text is larger than 4 MB, the most that Microsoft Graph accepts.'),
    };
  }
  const text = withoutFence(pasted.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  if (/^\s*[{[]/.test(text)) return readJson(text);
  for (const read of READERS) {
    const found = read(text);
    if (found !== undefined) return found.kind === 'refused' ? found : toPayload(found.request);
  }
  return { kind: 'unknown' };
}

function readJson(text: string): ImportResult {
  const document = parsePayload(text);
  if (isBatchBody(document)) return { kind: 'refused', reason: BATCH };
  return document.root?.type === 'object' ? { kind: 'json' } : { kind: 'unknown' };
}

function toPayload({ method, url, headers, body, notices }: FoundRequest): ImportResult {
  const address = url === '' ? NO_ADDRESS : readAddress(url);
  if (address.isBatch || (body !== undefined && isBatchBody(parsePayload(body)))) {
    return { kind: 'refused', reason: BATCH };
  }
  const kept = body === undefined ? undefined : withoutCredentials(body);
  const fromHeaders = readHeaders(kept === body ? headers : [...headers, ['Authorization', '']]);
  const composed = composePayload([...address.directives, ...fromHeaders.directives], kept);
  return {
    kind: 'payload',
    text: composed.text,
    notices: [
      ...notices,
      ...methodNotice(method),
      ...address.notices,
      ...fromHeaders.notices,
      ...composed.notices,
    ],
  };
}

function methodNotice(method: string): Text[] {
  switch (method.toUpperCase()) {
    case 'PATCH':
    case '':
      return [];
    case 'PUT':
      return [say('The request was a PUT. Send Patch sends a PATCH; Create on Server sends a PUT.')];
    default:
      return [say('The request was no PATCH. Send Patch sends one.')];
  }
}

const NO_ADDRESS: PathFacts = {
  directives: [],
  notices: [say('No address that can be read came with the body. Set "$meeting".')],
  isBatch: false,
};

const BATCH = say('This is a JSON batch of several requests. Take over one of its requests at a time.');

/** Markdown puts code between fences. */
function withoutFence(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('```')) return text;
  const lines = trimmed.split('\n').slice(1);
  return (lines.at(-1)?.startsWith('```') === true ? lines.slice(0, -1) : lines).join('\n');
}
