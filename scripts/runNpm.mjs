// Runs the npm client, so that npm's own configuration (registry, proxy, certificates) applies to whatever we
// fetch. Plain JavaScript: a fresh clone has nothing installed yet when `npm start` and `npm test` need this.
// @ts-check
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Options
 * @property {boolean} [show] npm's output goes to the terminal instead of into the error
 * @property {NodeJS.ProcessEnv} [env] is added to the environment
 * @property {boolean} [inBackground] others come first where processors are short
 * @property {(chunk: Buffer) => void} [onOutput] takes the output as it comes
 */

/**
 * @param {string[]} args
 * @param {string} cwd
 * @param {Options} [options]
 * @returns {Promise<void>} rejects with npm's last lines
 */
export function runNpm(args, cwd, { show = false, env = {}, inBackground = false, onOutput } = {}) {
  // Inside an npm script, npm names its own entry file and Node: no search, no shell, on every platform. (The Node
  // that runs us may be the one in node_modules, which `npm ci` replaces.)
  const entry = process.env['npm_execpath'];
  const own = entry !== undefined && path.basename(entry) === 'npm-cli.js';
  const pipe = show ? 'inherit' : 'pipe';
  /** @type {import('node:child_process').SpawnOptions} */
  const options = { cwd, stdio: ['ignore', pipe, pipe], env: { ...process.env, ...env } };
  const child = own
    ? spawn(process.env['npm_node_execpath'] ?? process.execPath, [entry, ...args], options)
    : spawn('npm', args, { ...options, shell: process.platform === 'win32' });

  const kill = () => child.kill();
  process.once('exit', kill);
  // What it starts inherits that. Not the lowest priority: beside windows that draw, nearly nothing is left for that one,
  // and a sign-in or a server of a test stands still for seconds.
  if (inBackground && child.pid !== undefined) {
    os.setPriority(child.pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  }
  child.once('exit', () => process.off('exit', kill));

  let output = '';
  const keep = (/** @type {Buffer} */ chunk) => {
    output = (output + chunk.toString()).slice(-4000);
    onOutput?.(chunk);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);

  return new Promise((resolve, reject) => {
    child.on('error', (cause) => reject(new Error(`npm could not be started: ${cause.message}`, { cause })));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve();
      reject(new Error(`npm ${args[0]} ended with ${signal ?? `code ${code}`}\n${output.trim()}`.trim()));
    });
  });
}
