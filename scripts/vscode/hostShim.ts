// Stands in for a desktop VS Code executable in `runTests` of @vscode/test-electron: takes the same arguments,
// runs the suite in a browser-served VS Code with a headless browser, and exits with the suite's code.
import { appendFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser, type LaunchedBrowser } from './browser';
import { installVsCode, type Log } from './install';
import { startServer, type VsCodeServer } from './server';
import { writeUserSettings } from './settings';
import { NEWEST_VSCODE } from './versions';

/** Nobody looks at this window, and to draw a large one is a quarter of the work of a run. */
const UNSEEN = { viewport: { width: 500, height: 400 } };

const SUITE_MARK = `suite ${process.pid}: `;

interface SuiteArguments {
  readonly vscode: string;
  readonly workspace: string;
  readonly extension: string;
  readonly suite: string;
  readonly userData: string;
  readonly extensions: string;
  readonly trustEverything: boolean;
}

function readArguments(): SuiteArguments {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: {
      'vscode-version': string,
      extensionDevelopmentPath: string,
      extensionTestsPath: string,
      'user-data-dir': string,
      'extensions-dir': string,
      'disable-workspace-trust': { type: 'boolean' },
    },
    // VS Code has many more that mean nothing here.
    strict: false,
    allowPositionals: true,
  });
  const need = (value: unknown, name: string): string => {
    if (typeof value === 'string') return path.resolve(value);
    throw new Error(`${name} is missing`);
  };
  const version = values['vscode-version'];
  return {
    vscode: typeof version === 'string' ? version : NEWEST_VSCODE,
    workspace: need(positionals[0], 'the workspace: a folder or a .code-workspace file'),
    extension: need(values.extensionDevelopmentPath, '--extensionDevelopmentPath'),
    suite: need(values.extensionTestsPath, '--extensionTestsPath'),
    userData: need(values['user-data-dir'], '--user-data-dir'),
    extensions: need(values['extensions-dir'], '--extensions-dir'),
    trustEverything: values['disable-workspace-trust'] === true,
  };
}

async function runSuite(wanted: SuiteArguments, log: Log, aborted: Promise<never>): Promise<number> {
  const install = await Promise.race([installVsCode(wanted.vscode, log), aborted]);
  const serverData = path.join(wanted.userData, 'server');
  await mkdir(wanted.extensions, { recursive: true });
  await writeUserSettings(wanted.userData);
  let server: VsCodeServer | undefined;
  let browser: LaunchedBrowser | undefined;
  try {
    server = await startServer({
      install,
      folders: { userData: wanted.userData, serverData, extensions: wanted.extensions },
      logFile: path.join(wanted.userData, 'server.log'),
      trustEverything: wanted.trustEverything,
      testDriver: true,
      env: { ...process.env, VAPPT_SUITE_MARK: SUITE_MARK },
    });
    browser = await launchBrowser(log);
    const page = await (await browser.newProfile(UNSEEN)).newPage();
    return await Promise.race([suiteCode(page, server, wanted), aborted]);
  } finally {
    await browser?.close();
    await server?.stop();
  }
}

/** Opens the window that runs the suite; resolves with the suite's code. */
async function suiteCode(page: Page, server: VsCodeServer, wanted: SuiteArguments): Promise<number> {
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${server.port}${file}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(wanted.extension)],
    ['extensionTestsPath', remote(wanted.suite)],
  ]);
  const finished = new Promise<number>((resolve, reject) => {
    const show = showSuiteLines(path.join(wanted.userData, 'window.log'));
    // The two functions that VS Code's page calls when it runs a suite.
    void page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      show(format(...args));
    });
    void page.exposeFunction('codeAutomationExit', resolve);
    page.once('crash', () => {
      reject(new Error('The browser page crashed.'));
    });
    page.once('close', () => {
      reject(new Error('The browser was closed.'));
    });
    void server.ended.then((output) => {
      reject(new Error(`The VS Code server ended:\n${output}`));
    });
  });
  const kind = wanted.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: wanted.workspace, payload });
  await page.goto(`${server.url}/?${query.toString()}`);
  return finished;
}

/**
 * The suite's lines carry a mark (test/host/markLines.ts) and are shown; the window's own go into a file, and are
 * shown only when the suite says nothing at all.
 */
function showSuiteLines(windowLog: string): Log {
  const rest: string[] = [];
  let silent = true;
  process.once('exit', () => {
    if (silent) console.error(rest.join('\n'));
    appendFileSync(windowLog, rest.join('\n'));
  });
  return (line) => {
    if (!line.startsWith(SUITE_MARK)) return void rest.push(line);
    silent = false;
    console.log(line.slice(SUITE_MARK.length));
  };
}

/** Rejects when we are told to stop, and when whoever started us is gone: then our standard input ends. */
function untilStopped(): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => {
      reject(new Error('Stopped.'));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    process.stdin.resume().on('end', stop).unref();
  });
}

async function main(): Promise<void> {
  const aborted = untilStopped();
  aborted.catch(() => undefined);
  process.exitCode = await runSuite(readArguments(), console.log, aborted);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
