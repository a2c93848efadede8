// `npm run docs`: the pages, and parts of pages, that are made from the code. test/unit/docs fails when this has not
// been run after a change.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { emulatorPage } from './docs/emulatorPage';
import { faultsPage } from './docs/faultsPage';
import { readme } from './docs/readme';
import { rulesPage } from './docs/rulesPage';
import { formatted } from './docs/markdown';
import { FAULT_RESULTS, repositoryRoot } from './paths';

/** Each page as it should be, made from what it is now. */
const PAGES: Readonly<Record<string, (now: string) => string>> = {
  'README.md': readme,
  'docs/emulator.md': emulatorPage,
  'docs/faults.md': () => faultsPage(readFileSync(FAULT_RESULTS, 'utf8')),
  'docs/rules.md': rulesPage,
};

/** All of them, formatted. */
export async function pages(): Promise<{ name: string; now: string; wanted: string }[]> {
  return Promise.all(
    Object.entries(PAGES).map(async ([name, make]) => {
      const now = readFileSync(path.join(repositoryRoot, name), 'utf8');
      return { name, now, wanted: await formatted(name, make(now)) };
    }),
  );
}

async function main(): Promise<void> {
  for (const { name, wanted } of await pages()) writeFileSync(path.join(repositoryRoot, name), wanted);
}

if (require.main === module) void main();
