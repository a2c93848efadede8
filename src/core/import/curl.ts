import { type Text, text as say } from '../text';
import { curlArguments } from './curlOptions';
import { CmdVariables, hasCmdVariable } from './cmdVariables';
import { cmdWords, isCmd } from './cmdWords';
import { isDocumentSubstituted, substitutedDocument } from './hereDocument';
import type { Found, Header } from './model';
import { ShellVariables } from './shellVariables';
import type { Word } from './shellWord';
import { type CommandLine, shellWords } from './shellWords';

/** What scripts have before a command: comments, and variables that are set. */
const PREAMBLE = /^\s*(?:$|#|::|export\s|[A-Za-z_]\w*=|@?(?:set|rem|echo)\s)/i;
const ASSIGNS = /^\s*(?:export\s|[A-Za-z_]\w*=)/;
const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;
const START = /^\s*(?:[$%>#][ \t]+)?curl(?:\.exe)?(?=[ \t\\^])/i;

/** The same in any line. */
const STARTS = /^[ \t]*(?:[$%>#][ \t]+)?curl(?:\.exe)?(?=[ \t\\^])/gim;
/** A script has few commands and here-documents; a limit keeps odd input from being read again and again. */
const MOST_TRIES = 20;

/** Reads a cURL command as bash and zsh take it, or as the Windows command prompt does. */
export function readCurl(text: string): Found {
  const variables = new ShellVariables();
  const cmdVariables = new CmdVariables();
  let tries = 0;
  let from = 0;
  while (from < text.length && PREAMBLE.test(lineAt(text, from))) {
    cmdVariables.readLine(lineAt(text, from));
    if (isDocumentSubstituted(text, from)) tries += 1;
    const document = tries <= MOST_TRIES ? substitutedDocument(text, from, variables) : undefined;
    if (document !== undefined) variables.set(document.name, document.value);
    from = document?.end ?? afterAssignment(text, from, variables);
  }
  return commandAt(cmdVariables.fillIn(text.slice(from)), variables);
}

/**
 * Reads the cURL command about a meeting in a script that does other things before. What it sets there cannot be told: a
 * loop or a condition may have set it anew.
 */
export function readCurlWithin(text: string): Found {
  for (const { index } of [...text.matchAll(STARTS)].slice(0, MOST_TRIES)) {
    const found = commandAt(text.slice(index), new ShellVariables());
    if (found?.kind !== 'request' || !/\/onlineMeetings\b/i.test(found.request.url)) continue;
    const notices = [...found.request.notices, say('What stands before the cURL command was left out.')];
    return { kind: 'request', request: { ...found.request, notices } };
  }
  return undefined;
}

function commandAt(script: string, variables: ShellVariables): Found {
  const start = START.exec(script)?.[0];
  if (start === undefined) return undefined;
  const rest = script.slice(start.length);
  const command = isCmd(rest) ? cmdWords(rest) : shellWords(rest, variables);
  if (command.isCut) {
    return {
      kind: 'refused',
      reason: say('The cURL command ends inside a quote. Copy the whole command.'),
    };
  }
  return requestOf(command);
}

function lineAt(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? undefined : end);
}

/** Keeps what a script sets at a place. @returns where it goes on */
function afterAssignment(text: string, from: number, variables: ShellVariables): number {
  const afterLine = from + lineAt(text, from).length + 1;
  if (!ASSIGNS.test(lineAt(text, from))) return afterLine;
  const { words, end, endedBy, isCut } = shellWords(text.slice(from), variables);
  // What only the shell can work out, as in `TOKEN=$(…)`.
  const isPlain = !isCut && ['', '\n', ';'].includes(endedBy);
  // Before a command they are set for that one alone.
  const assigned = words[0]?.text === 'export' ? words.slice(1) : words;
  if (isPlain && assigned.some(({ text: word }) => !ASSIGNMENT.test(word))) return from + end;
  for (const { text: word, hasVariables } of assigned) {
    const [, name, value] = ASSIGNMENT.exec(word) ?? [];
    if (name !== undefined) variables.set(name, isPlain && !hasVariables ? value : undefined);
  }
  return isPlain ? from + end : afterLine;
}

function requestOf({ words, more, stdin }: CommandLine & { readonly stdin?: Word | undefined }): Found {
  const headers: Header[] = [];
  const urls: string[] = [];
  let method: string | undefined;
  let implied = 'GET';
  let isJson = false;
  const body = { texts: [] as string[], isElsewhere: false, hasVariables: false };
  const take = (word: Word, mayBeFile: boolean): void => {
    const isInput = mayBeFile && word.text === '@-' && stdin !== undefined;
    const { text, hasVariables } = isInput ? stdin : word;
    if (!isInput && mayBeFile && text.startsWith('@')) {
      body.isElsewhere = true;
      return;
    }
    body.hasVariables ||= hasVariables || hasCmdVariable(text);
    body.texts.push(text);
  };
  for (const { option, value } of curlArguments(words)) {
    const text = value?.text ?? '';
    switch (option) {
      case 'url':
        urls.push(text);
        break;
      case 'method':
        method = text;
        break;
      case 'header':
        headers.push(headerOf(text));
        break;
      case 'credential':
        headers.push(['Authorization', '']);
        break;
      case 'cookie':
        headers.push(['Cookie', '']);
        break;
      case 'agent':
        headers.push(['User-Agent', '']);
        break;
      case 'put':
        implied = 'PUT';
        body.isElsewhere = true;
        break;
      case 'data':
      case 'raw':
      case 'json':
        if (implied === 'GET') implied = 'POST';
        isJson ||= option === 'json';
        if (value !== undefined) take(value, option !== 'raw');
        break;
      case 'get':
      case undefined:
        break;
    }
  }
  const [url] = urls;
  if (url === undefined) {
    return { kind: 'refused', reason: say('The cURL command has no address. Copy the whole command.') };
  }
  const notices: Text[] = [
    ...(more ? [say('What stands after the cURL command was left out.')] : []),
    ...(urls.length > 1 ? [say('There are several addresses: the first one was taken over.')] : []),
    ...(body.isElsewhere
      ? [say('The body is in a file that the command names. Paste its content here.')]
      : []),
    ...(body.hasVariables
      ? [say('The body has variables of the shell. Put their values in their places.')]
      : []),
  ];
  const text = body.texts.length === 0 ? undefined : body.texts.join(isJson ? '' : '&');
  return { kind: 'request', request: { method: method ?? implied, url, headers, body: text, notices } };
}

function headerOf(text: string): Header {
  const colon = text.indexOf(':');
  return colon < 0
    ? [text.replace(/;$/, ''), '']
    : [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}
