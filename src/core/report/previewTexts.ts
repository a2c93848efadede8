import type { MergeConflict } from '../merge/conflict';
import type { PlannedChanges } from '../merge/previewChanges';
import { type Text, text as say } from '../text';
import { redact } from './redact';

/** What a send will do, in words: paths only, values are seen in Compare. */
export function previewTexts({ changed, added, unchanged, vanishing }: PlannedChanges): Text[] {
  const list = (paths: readonly string[]): { paths: string } => ({ paths: redact(paths.join(', ')) });
  const known = changed.filter((path) => !added.includes(path));
  return [
    ...(changed.length + vanishing.length === 0
      ? [say('Nothing will change: the server had all of this when it was read.')]
      : []),
    ...(known.length === 0 ? [] : [say('Will change: {paths}.', list(known))]),
    ...(added.length === 0 ? [] : [say('New clients: {paths}.', list(added))]),
    ...(vanishing.length === 0
      ? []
      : [
          say(
            'Will be gone from the server, because its list of clients is replaced by the file’s: {paths}.',
            list(vanishing.map(onServer)),
          ),
        ]),
    ...(unchanged.length === 0
      ? []
      : [say('The same on the server already, and could be left out: {paths}.', list(unchanged))]),
  ];
}

/**
 * The place of a conflict for a list of them: a person who is not in the file is counted on the server, and one who is not on
 * the server has no place there.
 */
export function collisionPath({ path, countedIn, theirs }: MergeConflict): string {
  if (countedIn !== 'mine') return onServer(path);
  return theirs === undefined && path.endsWith(']') ? `${path} (not on the server)` : path;
}

/** The same index can name another person in the file. */
function onServer(path: string): string {
  return `${path} (server)`;
}
