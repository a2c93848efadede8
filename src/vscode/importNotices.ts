import type { Text } from '../core/text';
import { notify } from './notify';
import { say, translate } from './translate';

/** Says in one notification what a request had and its payload has not. */
export function tellNotices(notices: readonly Text[]): void {
  if (notices.length === 0) return;
  notify('information', say('Made a payload. {notices}', { notices: notices.map(translate).join(' ') }));
}
