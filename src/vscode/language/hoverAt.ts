import { getLocation } from 'jsonc-parser';
import { Hover, MarkdownString, type Position, type TextDocument } from 'vscode';
import { valueOnServer } from '../../core/merge/valueOnServer';
import type { Base } from '../../core/send/base';
import { payloadOf } from '../payloads';
import { rangeOf } from '../spans';
import { say } from '../translate';

/** What the server had for the property at a place, if there is one. */
export function hoverAt(document: TextDocument, position: Position, last: Base): Hover | undefined {
  const payload = payloadOf(document);
  const { path, previousNode, isAtPropertyKey } = getLocation(payload.text, document.offsetAt(position));
  if (previousNode === undefined || !isAtPropertyKey || String(path[0]).startsWith('$')) return undefined;
  const range = rangeOf(document, previousNode);
  return new Hover(serverValue(valueOnServer(payload, path, last), last.readAt), range);
}

function serverValue(value: unknown, readAt: number): MarkdownString {
  const time = new Date(readAt).toLocaleString();
  // Plain text and a code block: what the server sent is no Markdown of ours.
  const text = new MarkdownString();
  if (value === undefined)
    return text.appendText(say('On the server: not set, when read at {time}', { time }));
  text.appendText(say('On the server when read at {time}:', { time }));
  return text.appendCodeblock(JSON.stringify(value, null, 2), 'json');
}
