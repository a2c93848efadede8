import { commands } from 'vscode';

/** Sets what `when` clauses of package.json can ask for. */
export async function setContext(key: string, value: boolean): Promise<void> {
  await commands.executeCommand('setContext', key, value);
}
