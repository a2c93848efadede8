// `npm test`: installs, builds and packages the extension, then runs every suite, the real VS Code included. The last
// line has the counts of all suites together.
// @ts-check
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ensureInstalled } from './ensureInstalled.mjs';
import { root } from './root.mjs';
import { runNpm } from './runNpm.mjs';

/**
 * Those of a lane run one after the other, cheap ones first: they fail fastest. A window waits for something half of its
 * time, so two lanes of them share two processors well; a lane in the background takes what they leave, and no more: a
 * window that is short of time takes longer than it saves.
 *
 * @type {{ suites: string[], inBackground: boolean }[]}
 */
const LANES = [
  { suites: ['unit', 'http'], inBackground: true },
  { suites: ['host'], inBackground: false },
  { suites: ['window'], inBackground: false },
];
const IN_VSCODE = ['host', 'window'];

/** @typedef {{ test: string, error: string }} Failure */

/** @typedef {{ passed: number, failed: number, skipped: number, failures: Failure[] }} Counts */

/**
 * @param {string} test
 * @param {string} error
 * @returns {Counts}
 */
function oneFailure(test, error) {
  return { passed: 0, failed: 1, skipped: 0, failures: [{ test, error }] };
}

/**
 * @param {Counts[]} counts
 * @returns {Counts}
 */
function sumOf(counts) {
  return counts.reduce(
    (sum, { passed, failed, skipped, failures }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
      failures: [...sum.failures, ...failures],
    }),
    { passed: 0, failed: 0, skipped: 0, failures: [] },
  );
}

/**
 * @param {string} suite
 * @param {boolean} inBackground
 * @param {string} countsFile
 * @param {(chunk: Buffer | string) => void} print
 * @returns {Promise<Counts>}
 */
async function runSuite(suite, inBackground, countsFile, print) {
  print(`\n== ${suite} tests ==\n`);
  await writeFile(countsFile, '');
  const env = { VAPPT_TEST_COUNTS: countsFile };
  const ended = await runNpm(['run', '--silent', `test:${suite}`], root, {
    env,
    inBackground,
    onOutput: print,
  }).then(
    () => true,
    () => false,
  );
  const lines = (await readFile(countsFile, 'utf8')).split('\n').filter(Boolean);
  const total = sumOf(lines.map((line) => JSON.parse(line)));
  // A suite that breaks before it can count is a failure too, and so is one that found no tests.
  if (total.failed === 0 && (!ended || total.passed === 0)) {
    const broken = `The ${suite} tests ended before they were through.`;
    print(`${broken}\n`);
    return sumOf([total, oneFailure(`the ${suite} tests`, broken)]);
  }
  return total;
}

/**
 * @param {(typeof LANES)[number]} lane
 * @param {string} folder for the counts
 * @param {Promise<unknown>} vscode resolves when it is there
 * @param {(chunk: Buffer | string) => void} print
 * @returns {Promise<Counts[]>}
 */
async function runLane({ suites, inBackground }, folder, vscode, print) {
  const counts = [];
  for (const suite of suites) {
    try {
      if (IN_VSCODE.includes(suite)) await vscode;
    } catch (error) {
      // The others go on: what they find, and the last line with the counts, are wanted all the same.
      const reason = error instanceof Error ? error.message : String(error);
      print(`\nNo ${suite} tests: ${reason}\n`);
      counts.push(oneFailure(`the ${suite} tests`, reason));
      continue;
    }
    counts.push(await runSuite(suite, inBackground, path.join(folder, suite), print));
  }
  return counts;
}

async function main() {
  await ensureInstalled();
  // Waits for the network most of the time, so it goes on beside what does not need it.
  const vscode = runNpm(['run', '--silent', 'test:prepare'], root, { show: true });
  // Said where it is awaited; until then it must not end this process.
  vscode.catch(() => undefined);
  console.log('Building and packaging…');
  await runNpm(['run', '--silent', 'package'], root, { show: true });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vappt-counts-'));
  console.log('The tests in windows of VS Code run meanwhile; what they say comes after the others.');
  /** @type {(Buffer | string)[][]} */
  const later = LANES.map(() => []);
  const counts = await Promise.all(
    LANES.map((lane, index) =>
      runLane(lane, folder, vscode, (chunk) =>
        index === 0 ? process.stdout.write(chunk) : later[index]?.push(chunk),
      ),
    ),
  );
  for (const chunk of later.flat()) process.stdout.write(chunk);
  await rm(folder, { recursive: true });
  const total = sumOf(counts.flat());
  // Once more: the output of all suites is long, and whoever reads it begins at its end.
  for (const { test, error } of total.failures) {
    console.log(`\nFailed: ${test}\n${error.replace(/^/gm, '  ')}`);
  }
  const skipped = total.skipped === 0 ? '' : `, ${total.skipped} skipped`;
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

main().catch((/** @type {unknown} */ error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
