import {
  InputBoxValidationSeverity,
  QuickPickItemKind,
  type QuickPickItem,
  type TextDocument,
  window,
} from 'vscode';
import { readMeetingInput } from '../../core/graph/meetingInput';
import { readDirectives } from '../../core/payload/directives';
import { personalValues } from '../../core/payload/personalValues';
import { readConfig } from '../config';
import { notify, withoutIcons } from '../notify';
import { payloadOf } from '../payloads';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { lookUpMeeting, type Organiser } from './lookUpMeeting';
import type { Purpose } from './prepare';
import { recentMeetings } from './recentMeetings';
import { pickOrType } from './pickOrType';
import { guard } from './runCommand';
import { writeMeeting } from './writeMeeting';

export interface Question {
  /** Said beside it. */
  readonly why: string;
  /** Whether the emulator's meetings can be offered. */
  readonly canList: boolean;
  /** Whether the server may be asked for a join link or a number. */
  readonly canLookUp: boolean;
}

/** Whose meetings a payload is about. */
export function organiserOf(document: TextDocument): Organiser {
  const { cloud, user } = readConfig(document.uri);
  const payload = payloadOf(document);
  return { cloud, user: readDirectives(payload).user ?? user, personal: personalValues(payload) };
}

/** Asks which meeting is meant where the payload does not say, and offers to write it into the file. */
export async function askMeeting(
  services: Services,
  document: TextDocument,
  purpose: Purpose,
): Promise<string | undefined> {
  const organiser = organiserOf(document);
  const isLook = purpose === 'look';
  const meeting = await chooseMeeting(services, organiser, {
    why: say('The payload has no "$meeting".'),
    canList: organiser.cloud === 'emulator' && (!isLook || services.emulator.isRunning),
    canLookUp: !isLook,
  });
  if (meeting === undefined) return undefined;
  notify(
    'information',
    say('This meeting is used this time only. Written into the file, it is not asked for again.'),
    [
      {
        title: say('Write "$meeting" into the File'),
        run: () => guard(services, 'Writing $meeting', () => writeMeeting(document.uri, meeting)),
      },
    ],
  );
  return meeting;
}

interface MeetingItem extends QuickPickItem {
  readonly id?: string;
}

/** Asks for a meeting: one of the emulator's, one that was read lately, or any other. */
export async function chooseMeeting(
  services: Services,
  organiser: Organiser,
  question: Question,
): Promise<string | undefined> {
  // Only the emulator can list its meetings: Graph refuses to.
  const listed = question.canList ? await emulatorMeetings(services) : [];
  const recent = recentMeetings(services, organiser.cloud)
    .filter(({ id }) => listed.every((each) => each.id !== id))
    .map(({ id, label, readAt }) => ({
      label: withoutIcons(label),
      description: withoutIcons(id),
      detail: say('read {time}', { time: new Date(readAt).toLocaleString() }),
      id,
    }));
  if (listed.length + recent.length === 0) return await askForMeeting(services, organiser, question);
  const items: MeetingItem[] = [
    ...section(say('in the emulator'), listed),
    ...section(say('read lately'), recent),
    ...section('', [
      {
        label: say('Another meeting…'),
        description: question.canLookUp ? say('by its id, join link or number') : say('by its id'),
        // Whatever is pasted above the list.
        alwaysShow: true,
      },
    ]),
  ];
  const choice = await pickOrType(items, { title: say('Which online meeting?'), placeholder: question.why });
  if (choice === undefined) return undefined;
  const { item, typed } = choice;
  return item.id ?? (await askForMeeting(services, organiser, question, typed));
}

function section(label: string, items: readonly MeetingItem[]): MeetingItem[] {
  return items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];
}

async function emulatorMeetings({ emulator }: Services): Promise<MeetingItem[]> {
  const { meetings } = (await emulator.start()).state();
  return meetings.map(({ id, subject }) => ({
    label: subject === null ? say('(no subject)') : withoutIcons(subject),
    description: withoutIcons(id),
    id,
  }));
}

async function askForMeeting(
  services: Services,
  organiser: Organiser,
  { why, canLookUp }: Question,
  typed = '',
): Promise<string | undefined> {
  const what = canLookUp
    ? say('Paste the id of the online meeting, its join link, or its number.')
    : say('Paste the id of the online meeting in Graph.');
  const isGood = typed !== '' && judge(typed, canLookUp)?.severity !== InputBoxValidationSeverity.Error;
  const text = isGood
    ? typed
    : await window.showInputBox({
        title: say('Which online meeting?'),
        prompt: `${why} ${what}`,
        value: typed,
        ignoreFocusOut: true,
        validateInput: (value) => judge(value, canLookUp),
      });
  if (text === undefined) return undefined;
  const input = readMeetingInput(text);
  switch (input.kind) {
    case 'id':
      return input.id;
    case 'lookup':
      return await lookUpMeeting(services, organiser, input.lookup);
    case 'refused':
      return undefined;
  }
}

/** What is to be said about a text while it is typed. */
function judge(
  value: string,
  canLookUp: boolean,
): { readonly message: string; readonly severity: InputBoxValidationSeverity } | undefined {
  const input = readMeetingInput(value);
  const { Error, Info } = InputBoxValidationSeverity;
  switch (input.kind) {
    case 'refused':
      return { message: translate(input.reason), severity: Error };
    case 'id':
      return input.id === value.trim()
        ? undefined
        : { message: say('The address of a meeting: its id is taken.'), severity: Info };
    case 'lookup': {
      if (!canLookUp) {
        const message = say('This has to be looked up first: run Select Meeting…');
        return { message, severity: Error };
      }
      const message =
        input.lookup.by === 'joinWebUrl'
          ? say('A join link: press Enter to look up its meeting.')
          : say('A meeting number: press Enter to look up its meeting.');
      return { message, severity: Info };
    }
  }
}
