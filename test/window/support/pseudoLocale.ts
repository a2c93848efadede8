import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import manifestTexts from '../../../package.nls.json';
import { collectTexts } from '../../../scripts/l10n';
import { PSEUDO_LOCALE, pseudoBundle } from '../../support/pseudo';
import type { Stage } from './stage';

/** Translates the installed extension into the pseudo language, and makes VS Code take it for the user's. */
export async function speakPseudo(profile: BrowserContext, { extensions }: Stage): Promise<void> {
  const installed = (await readdir(extensions)).find((name) => name.startsWith('vappt.vappt-'));
  if (installed === undefined) throw new Error('The extension is not installed.');
  const folder = path.join(extensions, installed);
  await write(path.join(folder, `package.nls.${PSEUDO_LOCALE}.json`), manifestTexts);
  await write(path.join(folder, 'l10n', `bundle.l10n.${PSEUDO_LOCALE}.json`), collectTexts());
  // A language pack says this before the window's own code runs. VS Code's texts stay English.
  await profile.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(PSEUDO_LOCALE)};`);
}

async function write(file: string, texts: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(pseudoBundle(texts)));
}
