import type { ServerChanges } from '../send/outcome';
import { type Text, text as say } from '../text';
import { redact } from './redact';

/** What has changed on the server, as far as it is known. */
export function changesTexts(changes: ServerChanges): Text[] {
  switch (changes.kind) {
    case 'since':
      return changes.paths.length === 0
        ? [
            say(
              'No property differs from what was read at {time}: only the tag has changed.',
              timeArg(changes.readAt),
            ),
          ]
        : [
            say('Changed on the server since it was read at {time}: {paths}.', {
              ...timeArg(changes.readAt),
              paths: redact(changes.paths.join(', ')),
            }),
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

/** What to do after a conflict. */
export function conflictNext(changes: ServerChanges): Text[] {
  if (changes.kind === 'weakTagMeant') return [say('Send {tag}.', { tag: changes.tag })];
  if (changes.kind === 'deleted') return [say('Create the appointment if it is still wanted.')];
  return [say('Fetch the appointment, bring the payload up to date, and send again.')];
}

function timeArg(readAt: number): { time: string } {
  return { time: `${new Date(readAt).toISOString().slice(0, 19).replace('T', ' ')} UTC` };
}
