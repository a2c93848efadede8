import type { MergeConflict } from '../merge/conflict';
import type { PlannedChanges } from '../merge/previewChanges';
import { type Text, text as say } from '../text';
import { redact } from './redact';

/** What a send will do, in words: paths only, values are seen in Compare. */
export function previewTexts({ changed, unchanged, vanishing }: PlannedChanges): Text[] {
  const list = (paths: readonly string[]): { paths: string } => ({ paths: redact(paths.join(', ')) });
  return [
    ...(changed.length + vanishing.length === 0
      ? [say('Nothing will change: the server had all of this when it was read.')]
      : []),
    ...(changed.length === 0 ? [] : [say('Will change: {paths}.', list(changed))]),
    ...(vanishing.length === 0
      ? []
      : [
          say(
            'Will be gone from the server, because its list of clients is replaced by the file’s, counted as there: {paths}.',
            list(vanishing),
          ),
        ]),
    ...(unchanged.length === 0
      ? []
      : [say('The same on the server already, and could be left out: {paths}.', list(unchanged))]),
  ];
}

/** The place of a conflict for a list of them: a person who is not in the file is counted on the server. */
export function collisionPath({ path, countedIn }: MergeConflict): string {
  return countedIn === 'mine' ? path : `${path} (server)`;
}
