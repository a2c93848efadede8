// Runs inside VS Code's extension host, as its `extensionTestsPath`: one Mocha over the suites bundled beside it.
import './markLines';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { version, workspace } from 'vscode';
import CountingReporter from '../support/countingReporter.cjs';
import { listen } from './support/overheard';
import { VIRTUAL_SCHEME } from './virtualScheme';

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
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort();
  // It ends the extension that the others work with.
  const endsIt = (file: string): boolean => file === 'endurance.test.js';
  for (const file of [...files.filter((each) => !endsIt(each)), ...files.filter(endsIt)]) {
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
