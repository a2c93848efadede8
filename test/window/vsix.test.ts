import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { repositoryRoot } from '../../scripts/paths';
import { version } from '../../package.json';

/** All that is shipped. What is new here is looked at before it goes out. */
const FILES = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/THIRD-PARTY-NOTICES.txt',
  'extension/dist/commands.js',
  'extension/dist/emulator.js',
  'extension/dist/extension.js',
  'extension/dist/importRequest.js',
  'extension/dist/msal.js',
  'extension/dist/online.js',
  'extension/dist/signIn.js',
  'extension/dist/view.js',
  'extension/docs/rules.md',
  'extension/l10n/bundle.l10n.json',
  'extension/media/activityBar.svg',
  'extension/media/icon.png',
  'extension/media/language-configuration.json',
  'extension/media/vappt.schema.json',
  'extension/media/vappt.tmLanguage.json',
  'extension/media/walkthrough/check-dark.png',
  'extension/media/walkthrough/check-light.png',
  'extension/media/walkthrough/conflict-dark.png',
  'extension/media/walkthrough/conflict-light.png',
  'extension/media/walkthrough/create-dark.png',
  'extension/media/walkthrough/create-light.png',
  'extension/media/walkthrough/send-dark.png',
  'extension/media/walkthrough/send-light.png',
  'extension/media/walkthrough/signIn-dark.png',
  'extension/media/walkthrough/signIn-light.png',
  'extension/media/walkthrough/tenant-dark.png',
  'extension/media/walkthrough/tenant-light.png',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
];

describe('the VSIX', () => {
  let files: Readonly<Record<string, Uint8Array>>;
  const text = (name: string): string => strFromU8(files[name] ?? new Uint8Array());

  before(async () => {
    files = unzipSync(await readFile(path.join(repositoryRoot, `vappt-${version}.vsix`)));
  });

  it('holds what is listed here, and nothing else', () => {
    assert.deepEqual(Object.keys(files).sort(), [...FILES].sort());
  });

  it('names no folder of the machine that it was made on', () => {
    const found = FILES.filter((name) => text(name).includes(path.resolve(repositoryRoot)));
    assert.deepEqual(found, []);
  });

  it('says whose software it holds, with the terms', () => {
    const notices = text('extension/dist/THIRD-PARTY-NOTICES.txt');
    for (const name of ['@azure/msal-node', '@hono/node-server', 'jsonc-parser', 'valibot']) {
      assert.match(
        notices,
        new RegExp(`^${name} [\\d.]+ \\(MIT\\)\n\n[\\s\\S]{0,300}?Permission is hereby granted`, 'm'),
      );
    }
  });
});
