// Writes the table of docs/emulator.md that is made from src/emulator/decisions.ts. test/unit/docs fails when
// this has not been run after a change.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decisions, type Decision } from '../src/emulator';
import { formatted, table, withSection } from './docs/markdown';
import { repositoryRoot } from './paths';

export const emulatorDocs = path.join(repositoryRoot, 'docs', 'emulator.md');

/** The document with the table as it should be, formatted. */
export async function withDecisions(document: string): Promise<string> {
  const rows = Object.values<Decision>(decisions).map(({ does, sure, source }) => [
    escape(does),
    sure,
    linked(escape(source)),
  ]);
  const decided = table(['What it does', 'How sure', 'On what ground'], rows);
  return formatted(emulatorDocs, withSection(document, 'decisions', decided));
}

/** The texts are plain: whatever Markdown would take for markup is escaped. */
function escape(text: string): string {
  return text.replace(/[\\`*_|<>[\]]/g, String.raw`\$&`);
}

/** Issues and pages that are named become links. */
function linked(text: string): string {
  return text
    .replace(/([\w-]+\/[\w.-]+)#(\d+)/g, '[$&](https://github.com/$1/issues/$2)')
    .replace(/learn\.microsoft\.com\/[\w/-]+/g, '<https://$&>');
}

async function main(): Promise<void> {
  await writeFile(emulatorDocs, await withDecisions(await readFile(emulatorDocs, 'utf8')));
}

if (require.main === module) void main();
