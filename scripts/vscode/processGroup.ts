// A server such as VS Code's has children of its own (extension hosts, terminals, file watchers). It is started
// as a process group, so that all of it can be ended, and is ended, whatever way this process goes.
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

const GRACE_MS = 5000;

export function spawnGroup(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  // On Windows `detached` would open a console window; there taskkill finds the children.
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  const kill = (): void => {
    signalGroup(child, 'SIGKILL');
  };
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    signalGroup(child, 'SIGTERM');
    const force = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
    }, GRACE_MS);
    await exited;
    clearTimeout(force);
  }
  // The leader is gone; whoever of the group is not, has had the same signal and the same time.
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // No such group: everything in it has ended.
  }
}
