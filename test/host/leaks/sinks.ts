import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type CodeAction,
  type CodeLens,
  commands,
  languages,
  type Memento,
  Range,
  type TextDocument,
  type TreeDataProvider,
  type TreeItem,
  TreeItemCollapsibleState,
  type Uri,
  workspace,
} from 'vscode';
import { extensionContext, services } from '../support/extension';
import { overheard } from '../support/overheard';

/** What is kept of clients' data on purpose, as SECURITY.md lists it: what was read, and the emulator's state. */
const KEPT = /^vappt\.(?:base|emulator)/;

/** What can be read after a command, and has to be clean, by where it is. */
export async function sinksOf(document: TextDocument): Promise<Readonly<Record<string, string>>> {
  const { uri } = document;
  const product = await services();
  const { history, memento, report } = product;
  const { globalState, storageUri, globalStorageUri, logUri } = await extensionContext();
  const { said, statusBar } = overheard();
  const words = (where: string): string =>
    said.flatMap((each) => (each.where === where ? [each.text] : [])).join('\n');
  return {
    'the output': await outputText(/Virtual Appointment$/, () => {
      report.show();
    }),
    'the log': await outputText(/Virtual Appointment Log/, () => {
      product.showLog();
    }),
    'a notification': words('notification'),
    'a question': words('question'),
    'the progress': words('progress'),
    'the status bar': JSON.stringify(statusBar.map(({ text, tooltip, name }) => [text, tooltip, name])),
    'the history': JSON.stringify(history.entries()),
    'what VS Code keeps': JSON.stringify([keptIn(memento), keptIn(globalState)]),
    'files of the extension': await filesIn([storageUri, globalStorageUri, logUri]),
    'the findings': JSON.stringify(languages.getDiagnostics(uri)),
    'the lenses': JSON.stringify(
      await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 99),
    ),
    'the quick fixes': await quickFixes(document),
    'the views': await viewsText(),
  };
}

/** An output channel's text, once it is in view. */
async function outputText(name: RegExp, show: () => unknown): Promise<string> {
  const find = (): string | undefined =>
    workspace.textDocuments.find(({ uri }) => uri.scheme === 'output' && name.test(uri.path))?.getText();
  show();
  return await new Promise((resolve) => {
    const check = (): void => {
      const text = find();
      if (text === undefined || text === '') return;
      for (const each of subscriptions) each.dispose();
      resolve(text);
    };
    const subscriptions = [workspace.onDidOpenTextDocument(check), workspace.onDidChangeTextDocument(check)];
    check();
  });
}

function keptIn(memento: Memento): unknown[] {
  const keys = memento.keys().filter((key) => !KEPT.test(key));
  return keys.map((key) => [key, memento.get(key)]);
}

async function filesIn(folders: readonly (Uri | undefined)[]): Promise<string> {
  const texts: string[] = [];
  for (const folder of folders) {
    if (folder === undefined) continue;
    const entries = await readdir(folder.fsPath, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((each) => each.isFile())) {
      texts.push(entry.name, await readFile(path.join(entry.parentPath, entry.name), 'latin1'));
    }
  }
  return texts.join('\n');
}

/** What they write into a file is the file's own; what they are called is not. */
async function quickFixes(document: TextDocument): Promise<string> {
  const everywhere = new Range(document.positionAt(0), document.positionAt(document.getText().length));
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    everywhere,
  );
  return JSON.stringify(actions.map(({ title, command }) => [title, command?.title]));
}

async function viewsText(): Promise<string> {
  const { views } = overheard();
  const texts: unknown[] = [];
  for (const [id, provider] of views) texts.push(id, await itemsOf(provider, undefined));
  return JSON.stringify(texts);
}

async function itemsOf(provider: TreeDataProvider<unknown>, parent: unknown): Promise<TreeItem[]> {
  const items: TreeItem[] = [];
  for (const element of (await provider.getChildren(parent)) ?? []) {
    const item = await provider.getTreeItem(element);
    // Only groups have more below them.
    items.push(
      item,
      ...(item.collapsibleState === TreeItemCollapsibleState.None ? [] : await itemsOf(provider, element)),
    );
  }
  return items;
}
