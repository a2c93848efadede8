// Runs inside VS Code's extension host, as its `extensionTestsPath`: one Mocha over the suites bundled beside it.
import './markLines';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { version, workspace } from 'vscode';
import { OLDEST_VSCODE } from '../../scripts/vscode/versions';
import CountingReporter from '../support/countingReporter.cjs';
import { listen } from './support/overheard';
import { VIRTUAL_SCHEME } from './virtualScheme';

/** The window becomes slower with all that was opened in it, and the leaks suite opens most. */
const FIRST = ['activation.test.js', path.join('leaks', 'leaks.test.js')];
/** It ends the extension that the others work with. */
const LAST = 'endurance.test.js';

function turn(file: string): number {
  if (file === LAST) return FIRST.length + 1;
  return FIRST.includes(file) ? FIRST.indexOf(file) : FIRST.length;
}

export async function run(): Promise<void> {
  listen();
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: CountingReporter,
    failZero: process.env['VAPPT_TEST_GREP'] === undefined,
    forbidOnly: true,
    timeout: 60_000,
    // To look closer at some of them.
    ...(process.env['VAPPT_TEST_GREP'] !== undefined && { grep: process.env['VAPPT_TEST_GREP'] }),
  });
  const isVirtual = workspace.workspaceFolders?.[0]?.uri.scheme === VIRTUAL_SCHEME;
  mocha.suite.title = `VS Code ${version}${isVirtual ? ', virtual workspace' : ''}`;
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  for (const file of files.sort((a, b) => turn(a) - turn(b) || (a < b ? -1 : 1))) {
    // It measures our own code, and takes long: one version is enough.
    if (file === LAST && version === OLDEST_VSCODE) continue;
    const isForVirtual = file.startsWith(`virtual${path.sep}`);
    if (file.endsWith('.test.js') && isForVirtual === isVirtual) mocha.addFile(path.join(__dirname, file));
  }
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} host tests failed.`));
    });
  });
}
