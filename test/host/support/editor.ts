import { type CodeLens, commands, type CompletionList, languages, type Position, type Uri } from 'vscode';
import { complaintsWhere } from './payloads';

/** The texts of the lenses above a document, without their icons. */
export async function lensTitles(uri: Uri): Promise<string[]> {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri);
  return lenses.map(({ command }) => command?.title.replace(/\$\(\S+\) /, '') ?? '');
}

export async function completions(uri: Uri, at: Position): Promise<string[]> {
  const list = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', uri, at);
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** Waits for the given number of complaints: the line of each, from 0, and our rule's id or "JSON service". */
export async function complaints(uri: Uri, count: number): Promise<string[]> {
  await complaintsWhere(uri, (messages) => messages.length >= count);
  return languages
    .getDiagnostics(uri)
    .map(({ range, code }) => `${range.start.line} ${typeof code === 'string' ? code : 'JSON service'}`)
    .sort();
}

/** Closes the editor in front, whatever is unsaved in it. */
export async function discardEditor(): Promise<void> {
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
