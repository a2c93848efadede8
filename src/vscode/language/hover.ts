import { getLocation } from 'jsonc-parser';
import { type Disposable, Hover, languages, MarkdownString } from 'vscode';
import { payloadOf } from '../payloads';
import { payloadState } from '../payloadState';
import { PAYLOADS } from '../selector';
import type { Services } from '../services';
import { rangeOf } from '../spans';
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
      const range = rangeOf(document, previousNode);
      // With the commands: nothing is known before the first of them has run.
      const { valueOnServer } = await import('../commands/handlers');
      return new Hover(serverValue(valueOnServer(payload, path, last), last.readAt), range);
    },
  });
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
