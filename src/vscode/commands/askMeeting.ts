import { type TextDocument, window } from 'vscode';
import type { CloudName } from '../../core/graph/clouds';
import { meetingIdProblem } from '../../core/graph/ids';
import { notify } from '../notify';
import type { Services } from '../services';
import { say, translate } from '../translate';
import type { Purpose } from './prepare';
import { guard } from './runCommand';
import { writeMeeting } from './writeMeeting';

/** Asks which meeting is meant where the payload does not say, and offers to write it into the file. */
export async function askMeeting(
  services: Services,
  { uri }: TextDocument,
  cloud: CloudName,
  purpose: Purpose,
): Promise<string | undefined> {
  const placeholder = say('The payload has no "$meeting".');
  const canList = purpose !== 'look' || services.emulator.isRunning;
  const meeting =
    cloud === 'emulator' && canList
      ? await pickFromEmulator(services, placeholder)
      : await askForId(placeholder);
  if (meeting === undefined) return undefined;
  notify('information', say('This meeting is meant this once. The file can say so itself.'), [
    {
      title: say('Write "$meeting" into the File'),
      run: () => guard(services, 'Writing $meeting', () => writeMeeting(uri, meeting)),
    },
  ]);
  return meeting;
}

/** Asks for a meeting's id. Only the emulator can list its meetings: Graph refuses to. */
export async function askForMeeting(services: Services, cloud: CloudName): Promise<string | undefined> {
  const placeholder = say('Its id is written into the payload as "$meeting".');
  return cloud === 'emulator' ? await pickFromEmulator(services, placeholder) : await askForId(placeholder);
}

async function pickFromEmulator({ emulator }: Services, placeHolder: string): Promise<string | undefined> {
  const { meetings } = (await emulator.start()).state();
  const items = [
    ...meetings.map(({ id, subject }) => ({ label: subject ?? say('(no subject)'), description: id, id })),
    { label: say('Another meeting…'), description: '', id: undefined },
  ];
  const choice = await window.showQuickPick(items, {
    title: say('Which online meeting?'),
    placeHolder,
    ignoreFocusOut: true,
  });
  return choice !== undefined && choice.id === undefined ? await askForId(placeHolder) : choice?.id;
}

async function askForId(reason: string): Promise<string | undefined> {
  const meeting = await window.showInputBox({
    title: say('Which online meeting?'),
    prompt: `${reason} ${say('Paste the id of the online meeting in Graph.')}`,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const problem = meetingIdProblem(value.trim());
      return problem === undefined ? undefined : translate(problem);
    },
  });
  return meeting?.trim();
}
