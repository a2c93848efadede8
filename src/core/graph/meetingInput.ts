import type { MeetingLookup } from '../lint/rule';
import { type Text, text as say } from '../text';
import { meetingIdProblem } from './ids';
import { meetingText } from './meetingText';

/** What somebody has typed or pasted for a meeting comes to. */
export type MeetingInput =
  | { readonly kind: 'id'; readonly id: string }
  /** Graph finds its meeting. */
  | { readonly kind: 'lookup'; readonly lookup: Pick<MeetingLookup, 'by' | 'value'> }
  | { readonly kind: 'refused'; readonly reason: Text };

/** Reads an id, a join link, a meeting number or the address of a meeting in Graph. */
export function readMeetingInput(text: string): MeetingInput {
  const value = text.trim();
  const found = meetingText(value);
  if (found.kind === 'joinLink') return { kind: 'lookup', lookup: { by: 'joinWebUrl', value: found.url } };
  if (found.kind === 'number')
    return { kind: 'lookup', lookup: { by: 'joinMeetingId', value: found.digits } };
  if (found.kind === 'other' && /^https?:/i.test(value)) {
    return {
      kind: 'refused',
      reason: say(
        'This link is neither a join link of Microsoft Teams nor the address of a meeting in Graph.',
      ),
    };
  }
  const id = found.kind === 'graphUrl' ? found.id : value;
  const reason = wrongKindProblem(id) ?? meetingIdProblem(id);
  return reason === undefined ? { kind: 'id', id } : { kind: 'refused', reason };
}

/** Says which other thing an id names, if it is known to be no online meeting's. */
export function wrongKindProblem(value: string): Text | undefined {
  const message = WRONG_KINDS[meetingText(value).kind];
  return message === undefined ? undefined : say(message);
}

const KINDS = {
  thread:
    'This is the id of a chat thread, not of an online meeting. Read the meeting in Graph to get its "id".',
  teamsJs:
    'This is a meeting id of the Teams JavaScript SDK. Graph refuses it; read the meeting in Graph to get its "id".',
  event:
    'This is the id of a calendar event. Read the event in Graph, and find the online meeting by its join link.',
} as const;
const WRONG_KINDS: Readonly<Record<string, (typeof KINDS)[keyof typeof KINDS]>> = KINDS;
