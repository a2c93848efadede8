// How long it takes until something can be done: the extension in a window, the command line in a shell.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Figure, inTurns, ratioOf } from './figures';

const ROOT = path.join(__dirname, '../..');
const CLI = path.join(ROOT, 'dist/cli.js');
const run = promisify(execFile);

/** Load and `activate` in fresh processes, without VS Code: what of them is ours. */
export async function extensionStart(): Promise<Figure[]> {
  const starts: { load: number; activate: number }[] = [];
  for (let round = 0; round < 15; round += 1) {
    const { stdout } = await run(process.execPath, [path.join(__dirname, 'startExtension.cjs')], {
      env: { ...process.env, NODE_PATH: path.join(__dirname, 'stub') },
    });
    starts.push(JSON.parse(stdout) as { load: number; activate: number });
  }
  return (['load', 'activate'] as const).map((name) => ({
    name,
    // The quickest: nothing else disturbed it.
    value: Math.min(...starts.map((start) => start[name])),
    unit: 'ms',
  }));
}

/** `vappt --version` beside a Node that does nothing. */
export async function cliStart(): Promise<Figure[]> {
  const times = await inTurns(
    {
      node: () => run(process.execPath, ['-e', '0']),
      vappt: () => run(process.execPath, [CLI, '--version']),
    },
    { rounds: 30, warmUp: 2 },
  );
  return [{ name: 'command line: --version', value: ratioOf(times.vappt, times.node), unit: '× node -e 0' }];
}
