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
  const canList = cloud === 'emulator' && (purpose !== 'look' || services.emulator.isRunning);
  const meeting = await chooseMeeting(services, canList, say('The payload has no "$meeting".'));
  if (meeting === undefined) return undefined;
  notify('information', say('This meeting is used for now. You can write it into the file.'), [
    {
      title: say('Write "$meeting" into the File'),
      run: () => guard(services, 'Writing $meeting', () => writeMeeting(uri, meeting)),
    },
  ]);
  return meeting;
}

/**
 * Asks for a meeting.
 *
 * @param canList whether the emulator's meetings can be offered
 * @param why said beside the question
 */
export async function chooseMeeting(
  services: Services,
  canList: boolean,
  why: string,
): Promise<string | undefined> {
  return canList ? await pickFromEmulator(services, why) : await askForId(why);
}

/** Only the emulator can list its meetings: Graph refuses to. */
async function pickFromEmulator({ emulator }: Services, why: string): Promise<string | undefined> {
  const { meetings } = (await emulator.start()).state();
  const items = [
    ...meetings.map(({ id, subject }) => ({ label: subject ?? say('(no subject)'), description: id, id })),
    { label: say('Another meeting…'), description: '', id: undefined },
  ];
  const choice = await window.showQuickPick(items, {
    title: say('Which online meeting?'),
    placeHolder: why,
    ignoreFocusOut: true,
  });
  return choice !== undefined && choice.id === undefined ? await askForId(why) : choice?.id;
}

async function askForId(why: string): Promise<string | undefined> {
  const meeting = await window.showInputBox({
    title: say('Which online meeting?'),
    prompt: `${why} ${say('Paste the id of the online meeting in Graph.')}`,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const problem = meetingIdProblem(value.trim());
      return problem === undefined ? undefined : translate(problem);
    },
  });
  return meeting?.trim();
}
