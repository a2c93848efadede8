// `npm test`: installs, builds and packages the extension, then runs every suite, the real VS Code included. The last
// line has the counts of all suites together.
// @ts-check
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ensureInstalled } from './ensureInstalled.mjs';
import { root } from './root.mjs';
import { runNpm } from './runNpm.mjs';

/** Cheap ones first: they fail fastest. */
const SUITES = ['unit', 'http', 'host', 'window'];

/**
 * @param {string} suite
 * @param {string} countsFile
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
async function runSuite(suite, countsFile) {
  console.log(`\n== ${suite} tests ==`);
  await writeFile(countsFile, '');
  process.env['VAPPT_TEST_COUNTS'] = countsFile;
  const ended = await runNpm(['run', '--silent', `test:${suite}`], root, { show: true }).then(
    () => true,
    () => false,
  );
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const line of (await readFile(countsFile, 'utf8')).split('\n').filter(Boolean)) {
    const counts = JSON.parse(line);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  // A suite that breaks before it can count is a failure too, and so is one that found no tests.
  if (total.failed === 0 && (!ended || total.passed === 0)) {
    console.error(`The ${suite} tests ended before they were through.`);
    total.failed = 1;
  }
  return total;
}

async function main() {
  await ensureInstalled();
  console.log('Building and packaging…');
  await runNpm(['run', '--silent', 'package'], root, { show: true });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vappt-counts-'));
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of SUITES) {
    const { passed, failed, skipped } = await runSuite(suite, path.join(folder, suite));
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  await rm(folder, { recursive: true });
  const skipped = total.skipped === 0 ? '' : `, ${total.skipped} skipped`;
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

main().catch((/** @type {unknown} */ error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
