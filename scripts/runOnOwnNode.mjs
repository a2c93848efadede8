// Runs one of our TypeScript scripts on the Node that node_modules brings.
// @ts-check
import { spawn } from 'node:child_process';
import { root } from './root.mjs';
import { ownNode } from './ensureInstalled.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * @param {string} script relative to the repository root
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export function runOnOwnNode(script, args) {
  const child = spawn(ownNode, ['--import', 'tsx', script, ...args], {
    cwd: root,
    // The channel tells the script when this process is gone without having been able to pass on a signal.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * npm passes a signal on to the shell that it runs a script in, and some shells die of it without passing it on to us:
 * all we can see is that we have got another parent.
 * @param {import('node:child_process').ChildProcess} child
 */
function stopWithNpm(child) {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
}
