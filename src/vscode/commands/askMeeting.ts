import { Range, type TextDocument, window, workspace, WorkspaceEdit } from 'vscode';
import { meetingIdProblem } from '../../core/graph/ids';
import { withDirective } from '../../core/payload/insertDirective';
import { readConfig } from '../config';
import { notify } from '../notify';
import type { Services } from '../services';
import { say, translate } from '../translate';

/** Asks which meeting is meant where the payload does not say, and offers to write it into the file. */
export async function askMeeting(services: Services, document: TextDocument): Promise<string | undefined> {
  const { cloud } = readConfig();
  const meeting = cloud === 'emulator' ? await pickFromEmulator(services) : await askForId();
  if (meeting === undefined) return undefined;
  notify('information', say('This meeting is meant this once. The file can say so itself.'), [
    { title: say('Write "$meeting" into the File'), run: () => writeMeeting(document, meeting) },
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
async function writeMeeting(document: TextDocument, meeting: string): Promise<void> {
  const text = document.getText();
  const { options } = window.visibleTextEditors.find((editor) => editor.document === document) ?? {};
  const edited = withDirective(text, '$meeting', meeting, {
    insertSpaces: options?.insertSpaces !== false,
    tabSize: typeof options?.tabSize === 'number' ? options.tabSize : 2,
  });
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(0), document.positionAt(text.length)), edited);
  await workspace.applyEdit(edit);
}
