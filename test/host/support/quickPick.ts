import { commands } from 'vscode';
import { overheard } from './overheard';

/** Runs something that asks with lists, and takes a choice in each: by its number. */
export async function choosing(choices: readonly number[], action: () => Thenable<unknown>): Promise<void> {
  await answering(
    choices.map((choice) => async () => {
      // Which one a list begins with is not settled yet.
      await commands.executeCommand('quickInput.first');
      for (let steps = 0; steps < choice; steps += 1) {
        await commands.executeCommand('workbench.action.quickOpenSelectNext');
      }
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    }),
    action,
  );
}

/** Runs something that asks with a list, and closes the list without an answer. */
export async function closing(action: () => Thenable<unknown>): Promise<void> {
  await answering([() => commands.executeCommand('workbench.action.closeQuickOpen')], action);
}

/** VS Code takes calls in their order: what is called once a list was opened finds it open, with its choices. */
async function answering(
  answers: readonly (() => Thenable<unknown>)[],
  action: () => Thenable<unknown>,
): Promise<void> {
  const all = overheard();
  const nextList = (): Promise<void> =>
    new Promise((resolve) => {
      all.onPick = resolve;
    });
  let asked = nextList();
  const running = action();
  for (const answer of answers) {
    await asked;
    asked = nextList();
    await answer();
  }
  await running;
}
