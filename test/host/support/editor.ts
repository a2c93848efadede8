import {
  type CodeLens,
  commands,
  type CompletionList,
  type Diagnostic,
  languages,
  type Position,
  type Uri,
} from 'vscode';
import { complaintsWhere } from './payloads';

/** The texts of the lenses above a document, without their icons. */
export async function lensTitles(uri: Uri): Promise<string[]> {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri);
  return lenses.map(({ command }) => command?.title.replace(/\$\(\S+\) /, '') ?? '');
}

/** The lens that says what the others act on: cloud, meeting, tag. */
export async function stateLens(uri: Uri): Promise<string> {
  return (await lensTitles(uri)).find((title) => title.includes(' · ')) ?? '';
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
    .map((diagnostic) => `${diagnostic.range.start.line} ${ruleOf(diagnostic) ?? 'JSON service'}`)
    .sort();
}

/** Ours link to their rule; those of the JSON service carry no code, or a number. */
export function ruleOf({ code }: Diagnostic): string | undefined {
  return typeof code === 'object' ? String(code.value) : undefined;
}

/** Closes the editor in front, whatever is unsaved in it. */
export async function discardEditor(): Promise<void> {
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
