import type { ServerChanges } from '../send/outcome';
import { type Text, text as say } from '../text';
import { redact } from './redact';

/** How many paths a notification has room for. */
const SHOWN = 2;

/** What has changed on the server, as far as it is known. */
export function changesTexts(changes: ServerChanges): Text[] {
  switch (changes.kind) {
    case 'since':
      return [changedText(changes)];
    case 'asSent':
      return [
        changedText(changes),
        say('That is what was sent here: an earlier send may have been applied after all.'),
      ];
    case 'weakTagMeant':
    case 'sameTag':
      return [];
    case 'noBase':
      return [
        say('What changed cannot be told: the appointment with the tag that was sent was not read here.'),
      ];
    case 'deleted':
      return [say('The appointment has been deleted since.')];
    case 'unread':
      return [say('What changed cannot be told: reading the appointment failed.')];
  }
}

/** What a notification says: which properties, where they are known and few. */
export function conflictInShort(changes: ServerChanges): { readonly inShort?: Text } {
  if (changes.kind !== 'since' || changes.paths.length === 0) return {};
  const { paths } = changes;
  const shown = redact(paths.slice(0, SHOWN).join(', '));
  return {
    inShort:
      paths.length <= SHOWN
        ? say('Changed there: {paths}. Nothing was written.', { paths: shown })
        : say('Changed there: {paths} and {count} more. Nothing was written.', {
            paths: shown,
            count: paths.length - SHOWN,
          }),
  };
}

/** Where a merge could not decide. */
export function collisionTexts(collisions: readonly string[]): Text[] {
  if (collisions.length === 0) return [];
  return [
    say('Not merged, because these were changed both here and on the server: {paths}.', {
      paths: redact(collisions.join(', ')),
    }),
  ];
}

/** What to do after a conflict. */
export function conflictNext(changes: ServerChanges): Text[] {
  switch (changes.kind) {
    case 'weakTagMeant':
      return [say('Send {tag}.', { tag: changes.tag })];
    case 'deleted':
      return [say('Create the appointment if it is still wanted.')];
    case 'sameTag':
      return [say('Try again in a moment.')];
    case 'asSent':
      return [say('Fetch the appointment: nothing else is left to do.')];
    case 'since':
    case 'unread':
      return [say('Compare with Server, then Merge and Resend, or Overwrite.')];
    case 'noBase':
      return [
        say(
          'Compare with Server, then Merge and Resend, or Overwrite. Nothing was read before, so it asks about each difference.',
        ),
      ];
  }
}

function timeArg(readAt: number): { time: string } {
  return { time: `${new Date(readAt).toISOString().slice(0, 19).replace('T', ' ')} UTC` };
}

function changedText({ readAt, paths }: Extract<ServerChanges, { kind: 'since' | 'asSent' }>): Text {
  return paths.length === 0
    ? say('No property differs from what was read at {time}: only the tag has changed.', timeArg(readAt))
    : say('Changed on the server since it was read at {time}: {paths}.', {
        ...timeArg(readAt),
        paths: redact(paths.join(', ')),
      });
}
