import { Range, type TextDocument, type Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { CloudName } from '../../core/graph/clouds';
import { meetingIdProblem } from '../../core/graph/ids';
import { blocking } from '../../core/lint/blocking';
import { directiveEdits } from '../../core/payload/insertDirective';
import { notify } from '../notify';
import { analyse, pickDocument } from '../payloads';
import type { Services } from '../services';
import { say, translate } from '../translate';
import type { Purpose } from './prepare';
import { guard } from './runCommand';

/** Asks which meeting is meant where the payload does not say, and offers to write it into the file. */
export async function askMeeting(
  services: Services,
  { uri }: TextDocument,
  cloud: CloudName,
  purpose: Purpose,
): Promise<string | undefined> {
  const canList = cloud === 'emulator' && (purpose !== 'look' || services.emulator.isRunning);
  const meeting = canList ? await pickFromEmulator(services) : await askForId();
  if (meeting === undefined) return undefined;
  notify('information', say('This meeting is meant this once. The file can say so itself.'), [
    {
      title: say('Write "$meeting" into the File'),
      run: () => guard(services, 'Writing $meeting', () => writeMeeting(uri, meeting)),
    },
  ]);
  return meeting;
}

/** Only the emulator can list its meetings: Graph refuses to. */
async function pickFromEmulator({ emulator }: Services): Promise<string | undefined> {
  const { meetings } = (await emulator.start()).state();
  const items = [
    ...meetings.map(({ id, subject }) => ({ label: subject ?? say('(no subject)'), description: id, id })),
    { label: say('Another meeting…'), description: '', id: undefined },
  ];
  const choice = await window.showQuickPick(items, {
    title: say('Which online meeting?'),
    placeHolder: say('The payload has no "$meeting".'),
    ignoreFocusOut: true,
  });
  return choice !== undefined && choice.id === undefined ? await askForId() : choice?.id;
}

async function askForId(): Promise<string | undefined> {
  const meeting = await window.showInputBox({
    title: say('Which online meeting?'),
    prompt: say('The payload has no "$meeting". Paste the id of the online meeting in Graph.'),
    ignoreFocusOut: true,
    validateInput: (value) => {
      const problem = meetingIdProblem(value.trim());
      return problem === undefined ? undefined : translate(problem);
    },
  });
  return meeting?.trim();
}

/** One undo step, and nothing else is touched. */
async function writeMeeting(uri: Uri, meeting: string): Promise<void> {
  // The notification may have stayed for long: the file can be closed, changed or gone by now.
  const document = await pickDocument(uri);
  if (document === undefined || blocking(analyse(document).findings, 'editor').length > 0) {
    notify('warning', say('"$meeting" was not written: the file is gone, or has errors to put right first.'));
    return;
  }
  const { options } = window.visibleTextEditors.find((editor) => editor.document === document) ?? {};
  const changes = directiveEdits(document.getText(), '$meeting', meeting, {
    insertSpaces: options?.insertSpaces !== false,
    tabSize: typeof options?.tabSize === 'number' ? options.tabSize : 2,
  });
  const edit = new WorkspaceEdit();
  for (const { offset, length, content } of changes) {
    const range = new Range(document.positionAt(offset), document.positionAt(offset + length));
    edit.replace(document.uri, range, content);
  }
  if (!(await workspace.applyEdit(edit))) {
    notify('error', say('"$meeting" could not be written into the file. Is it read-only?'));
  }
}
