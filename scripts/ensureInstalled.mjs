// Makes `npm start` and `npm test` work in a fresh clone, and after a pull that changed the dependencies. Plain
// JavaScript without dependencies: it runs when there are none.
// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';
import { runNpm } from './runNpm.mjs';

const modules = path.join(root, 'node_modules');
const lockFile = path.join(root, 'package-lock.json');
/** Holds the hash of the package-lock.json that node_modules was made from. */
const stampFile = path.join(modules, '.vappt-installed');

/** The Node that scripts run on, a development dependency, whatever the machine has. */
export const ownNode = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

export async function ensureInstalled() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (isInstalled(wanted)) return;
  console.log('Installing the dependencies (npm ci)…');
  try {
    // Its warnings are about development dependencies that want a newer Node, and get one: see ownNode.
    await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], root, { show: true });
  } catch (cause) {
    throw new Error('The dependencies could not be installed: npm says why above.', { cause });
  }
  writeFileSync(stampFile, wanted);
}

/** @param {string} wanted */
function isInstalled(wanted) {
  if (!existsSync(ownNode)) return false;
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === wanted;
  // Somebody ran npm by hand: it writes this file last.
  const byHand = statSync(path.join(modules, '.package-lock.json'), { throwIfNoEntry: false });
  if (byHand === undefined || byHand.mtimeMs < statSync(lockFile).mtimeMs) return false;
  writeFileSync(stampFile, wanted);
  return true;
}
