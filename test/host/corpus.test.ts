import assert from 'node:assert/strict';
import path from 'node:path';
import {
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  extensions,
  languages,
  type TextDocument,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { corpus, type CorpusFile } from '../support/corpus';
import { ruleOf } from './support/editor';
import { services } from './support/extension';
import { workspaceFolder } from './support/payloads';

/** As many as there is room for: each waits for VS Code’s service. */
const COLUMNS = [ViewColumn.One, ViewColumn.Two, ViewColumn.Three, ViewColumn.Four];
const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;

/** As in the expectations: LINE:COLUMN SEVERITY RULE. */
function describeOurs(diagnostic: Diagnostic): string {
  const { line, character } = diagnostic.range.start;
  const severity = SEVERITIES[diagnostic.severity];
  return `${line + 1}:${character + 1} ${severity} ${ruleOf(diagnostic) ?? ''}`;
}

function isOurs(diagnostic: Diagnostic): boolean {
  return ruleOf(diagnostic) !== undefined;
}

/** Waits until what is shown is as wanted; resolves with what differs when it is not in time. */
async function settled(document: TextDocument, isWanted: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(limit);
      subscription.dispose();
      resolve();
    };
    const limit = setTimeout(done, 60_000);
    const subscription = languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((uri) => uri.toString() === document.uri.toString()) && isWanted()) done();
    });
    if (isWanted()) done();
  });
}

function isShownByService({ findings }: CorpusFile): boolean {
  return findings.some(({ shownByEditor }) => shownByEditor);
}

/** What the editor shows that it should not, or does not show that it should. */
async function differences(file: CorpusFile, viewColumn = ViewColumn.One): Promise<string[]> {
  const uri = Uri.joinPath(workspaceFolder(), 'corpus', `${file.name.replace('/', '-')}.vappt.json`);
  await workspace.fs.writeFile(uri, await workspace.fs.readFile(Uri.file(file.path)));
  const document = await workspace.openTextDocument(uri);
  // The service looks only at what is in view; that it says nothing about the others is held by a unit test.
  if (isShownByService(file)) await window.showTextDocument(document, { viewColumn });
  const ours = file.findings
    .filter(({ shownByEditor }) => !shownByEditor)
    .map(({ line, column, severity, rule }) => `${line}:${column} ${severity} ${rule}`)
    .sort();
  const theirs = isShownByService(file);
  const shown = (): Diagnostic[] => languages.getDiagnostics(uri);
  const shownByUs = (): string[] => shown().filter(isOurs).map(describeOurs).sort();
  const shownByService = (): boolean => shown().some((each) => !isOurs(each));
  await settled(document, () => shownByUs().join() === ours.join() && shownByService() === theirs);
  if (shownByUs().join() === ours.join() && shownByService() === theirs) return [];
  const rest = shown().filter((each) => !isOurs(each));
  return [
    `${file.name}: expected ${ours.join(', ')}${theirs ? ' and the service' : ''}`,
    `  shown ${shownByUs().join(', ')}; by the service: ${rest.map(({ message, severity }) => `${DiagnosticSeverity[severity]} ${message}`).join(', ')}`,
  ];
}

describe('the corpus in the editor', () => {
  it('has the findings that the command line has, each once', async function () {
    this.timeout(180_000);
    // What other tests have read would be compared with.
    await (await services()).bases.forgetCloud('emulator');
    const root = extensions.getExtension('vappt.vappt')?.extensionPath ?? '';
    const files = corpus(path.join(root, 'test/fixtures/payloads')).filter(
      // What needs a base or a real cloud is tried where those are; VS Code opens nothing binary as text.
      ({ context, text }) => Object.keys(context).length === 0 && !text.includes('\0'),
    );
    assert.ok(files.length > 200);
    const found: string[] = [];
    const others = files.filter((file) => !isShownByService(file));
    for (let start = 0; start < others.length; start += 25) {
      found.push(...(await Promise.all(others.slice(start, start + 25).map(differences))).flat());
    }
    const byService = files.filter(isShownByService);
    for (let start = 0; start < byService.length; start += COLUMNS.length) {
      const together = byService.slice(start, start + COLUMNS.length);
      found.push(
        ...(await Promise.all(together.map((file, index) => differences(file, COLUMNS[index])))).flat(),
      );
    }
    await commands.executeCommand('workbench.action.closeAllEditors');
    assert.deepEqual(found, []);
  });
});
