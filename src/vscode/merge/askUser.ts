import { Disposable, StatusBarAlignment, type StatusBarItem, ThemeColor, type Uri, window } from 'vscode';
import { COMMANDS } from '../../manifest';
import { notify, plain, withoutIcons } from '../notify';
import { say } from '../translate';
import type { OpenQuestion, OpenQuestions } from './openQuestions';

/** What is asked, and about which payload file. */
export interface Question extends Omit<OpenQuestion, 'answer'> {
  readonly document: Uri;
  /** The whole of it. */
  readonly question: string;
}

/**
 * Asks with the buttons of a notification, and keeps the question within reach of Merge and Resend, Send Patch and the
 * status bar until it is answered. `undefined`: closed without an answer, or no answer is wanted any more.
 */
export async function askUser(
  questions: OpenQuestions,
  { document, question, ...asked }: Question,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (signal.aborted) return undefined;
  let keep = Disposable.from();
  const elsewhere = new Promise<string | undefined>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(undefined);
    });
    keep = Disposable.from(
      questions.add(document, { ...asked, answer: resolve }),
      showReminder(document, withoutIcons(asked.name), question),
    );
  });
  const titles = asked.answers.map(({ title }) => title);
  const notified = window.showWarningMessage(plain(question), ...titles);
  let isOpen = true;
  // Nobody can take back a notification: it stays behind the bell.
  void notified.then((answer) => {
    if (answer !== undefined && !isOpen) {
      notify('information', say('This merge has ended already. Nothing was sent by this button.'));
    }
  });
  try {
    return await Promise.race([notified, elsewhere]);
  } finally {
    isOpen = false;
    keep.dispose();
  }
}

/** In the status bar: whatever is in front, the way back to the question is in sight. */
function showReminder(document: Uri, name: string, question: string): StatusBarItem {
  const item = window.createStatusBarItem('vappt.merge', StatusBarAlignment.Left);
  const title = say('Merge of {name} waits for you', { name });
  item.name = say('Virtual Appointment: merge');
  item.text = `$(git-merge) ${title}`;
  item.tooltip = question;
  item.accessibilityInformation = { label: `${title}. ${question}`, role: 'button' };
  item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  item.command = { title, command: COMMANDS.merge, arguments: [document] };
  item.show();
  return item;
}
