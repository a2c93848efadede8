import { commands, Uri, window } from 'vscode';
import { payloadBehind } from '../readOnlyDocuments';
import { isPayload } from '../selector';
import type { Services } from '../services';
import { say } from '../translate';

/**
 * Asks in a list what the notification of a merge has asked, where one waits about this file, or about any while no
 * payload file is in front. Returns whether one waits.
 */
export async function askAgain({ questions }: Services, argument: unknown): Promise<boolean> {
  const front = window.activeTextEditor?.document;
  const named = argument instanceof Uri ? argument : front?.uri;
  const behind = named && payloadBehind(named);
  const uri =
    // The comparison that a merge shows has the command, too.
    behind ??
    (argument instanceof Uri ? argument : front !== undefined && isPayload(front) ? front.uri : undefined);
  const open = questions.about(uri);
  if (open === undefined) return false;
  // The tab may be closed meanwhile, or behind another one.
  await open.show();
  const items = [
    ...open.answers.map(({ title, detail }) => ({ label: title, detail, answer: title })),
    { label: say('Stop the Merge'), detail: say('Nothing is sent.'), answer: undefined },
  ];
  const choice = await window.showQuickPick(items, {
    title: say('A merge of {name} waits for you', { name: open.name }),
    placeHolder: open.summary,
    // What was just brought into view takes the focus a moment later.
    ignoreFocusOut: true,
  });
  if (choice === undefined) return true;
  // The notification has asked the same.
  await commands.executeCommand('notifications.hideToasts');
  open.answer(choice.answer);
  return true;
}
