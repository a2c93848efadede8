import { type Disposable, languages } from 'vscode';
import { payloadState } from '../payloadState';
import { PAYLOADS } from '../selector';
import type { Services } from '../services';

/** Tells over a property what the server had for it when it was last read. */
export function registerHover(services: Services): Disposable {
  return languages.registerHoverProvider(PAYLOADS, {
    async provideHover(document, position) {
      const { known } = await payloadState(services, document);
      const last = known?.theirs ?? known?.base;
      // With the commands: nothing is known before the first of them has run.
      return last && (await import('../commands/handlers')).hoverAt(document, position, last);
    },
  });
}
