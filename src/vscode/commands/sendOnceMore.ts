import { commands, Uri, window } from 'vscode';
import { appointmentPath } from '../../core/graph/target';
import { isRecord } from '../../core/graph/reply';
import { type HistoryEntry, readHistory } from '../../core/history/entry';
import { COMMANDS } from '../../manifest';
import { checkFile } from '../bulk/checkFile';
import { notify } from '../notify';
import { pickDocument } from '../payloads';
import { say } from '../translate';

/** The send that a row of the history stands for. */
export function pastSend(argument: unknown): HistoryEntry | undefined {
  return isRecord(argument) ? readHistory([argument['entry']])[0] : undefined;
}

/** What was sent is not kept: the file is sent as it is now, and the user is told when that is something else. */
export async function sendOnceMore(entry: HistoryEntry): Promise<void> {
  const document = await pickDocument(Uri.parse(entry.document));
  if (document === undefined) {
    notify('warning', say('The payload file of this send is not there any more.'));
    return;
  }
  await window.showTextDocument(document);
  const send = {
    title: say('Send It as It Is Now'),
    run: () => commands.executeCommand(COMMANDS.send, document.uri),
  };
  const now = await checkFile(document.uri);
  // What keeps it from being sent is said by Send Patch, which also asks for what is missing.
  if ('problem' in now) await send.run();
  else if (now.bodyHash !== entry.bodyHash) {
    notify('warning', say('The payload has been changed since that send.'), [send]);
  } else if (now.plan.target.cloud !== entry.cloud || appointmentPath(now.plan.target) !== entry.path) {
    notify('warning', say('The payload goes to another appointment now than at that send.'), [send]);
  } else await send.run();
}
