import { getLocation, type Segment } from 'jsonc-parser';
import { type Disposable, Hover, languages, MarkdownString, Range } from 'vscode';
import { matchPeople } from '../../core/merge/matchPeople';
import { CLIENTS } from '../../core/merge/mergeClients';
import { isRecord } from '../../core/graph/reply';
import { bodyValue } from '../../core/payload/body';
import type { PayloadDocument } from '../../core/payload/model';
import type { Base } from '../../core/send/base';
import { payloadOf } from '../payloads';
import { payloadState } from '../payloadState';
import { PAYLOADS } from '../selector';
import type { Services } from '../services';
import { say } from '../translate';

/** Tells over a property what the server had for it when it was last read. */
export function registerHover(services: Services): Disposable {
  return languages.registerHoverProvider(PAYLOADS, {
    async provideHover(document, position) {
      const { known } = await payloadState(services, document);
      const last = known?.theirs ?? known?.base;
      if (last === undefined) return undefined;
      const payload = payloadOf(document);
      const { path, previousNode, isAtPropertyKey } = getLocation(payload.text, document.offsetAt(position));
      if (previousNode === undefined || !isAtPropertyKey || String(path[0]).startsWith('$')) return undefined;
      const range = new Range(
        document.positionAt(previousNode.offset),
        document.positionAt(previousNode.offset + previousNode.length),
      );
      return new Hover(serverValue(payload, path, last), range);
    },
  });
}

function serverValue(payload: PayloadDocument, path: readonly Segment[], last: Base): MarkdownString {
  const value = valueAt(payload, path, last);
  const time = new Date(last.readAt).toLocaleString();
  // Plain text and a code block: what the server sent is no Markdown of ours.
  const text = new MarkdownString();
  if (value === undefined)
    return text.appendText(say('On the server: not set, when read at {time}', { time }));
  text.appendText(say('On the server when read at {time}:', { time }));
  return text.appendCodeblock(JSON.stringify(value, null, 2), 'json');
}

function valueAt(payload: PayloadDocument, path: readonly Segment[], { appointment }: Base): unknown {
  let value: unknown = appointment;
  for (const [depth, segment] of path.entries()) {
    if (Array.isArray(value) && typeof segment === 'number') {
      value = value[depth === 1 && path[0] === CLIENTS ? placeOf(payload, segment, value) : segment];
    } else {
      value = isRecord(value) ? value[segment] : undefined;
    }
  }
  return value;
}

/** The same person can stand at another place on the server. */
function placeOf(payload: PayloadDocument, index: number, people: readonly unknown[]): number {
  if (payload.problems.length > 0) return index;
  const mine = bodyValue(payload)[CLIENTS];
  return Array.isArray(mine) ? (matchPeople(mine, people).get(index) ?? -1) : index;
}
