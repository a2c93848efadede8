import { commands, Uri, window } from 'vscode';
import { COMMANDS, PREVIEW_SCHEME } from '../../manifest';
import { fileName } from '../fileName';
import { mergeTab } from '../mergeTabs';
import { notify } from '../notify';
import type { Services } from '../services';
import { say } from '../translate';

/** Says which merges have ended because their window was loaded anew, and puts away what is left of them. */
export async function takeUpLeftMerges({ questions }: Pick<Services, 'questions'>): Promise<void> {
  for (const document of questions.interrupted) {
    const uri = Uri.parse(document);
    const words = say(
      'The window was loaded anew during the merge of {name}. Nothing was sent, and the file is as you see it.',
      { name: fileName(uri) },
    );
    const title = say('Merge and Resend');
    notify('warning', words, [{ title, run: () => commands.executeCommand(COMMANDS.merge, uri) }]);
  }
  await closeLeftEditors();
}

/**
 * VS Code opens merge editors again, and what their sides have shown is gone. One that it would ask about before it closes
 * stays.
 */
async function closeLeftEditors(): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  await window.tabGroups.close(
    tabs.filter((tab) => !tab.isDirty && mergeTab(tab).side?.scheme === PREVIEW_SCHEME),
  );
}
