// `npm run fuzz`: the properties of the unit tests on a million inputs made by chance, in rounds with a seed each. What a
// round finds, `VAPPT_FUZZ_SEED=… VAPPT_FUZZ_CASES=1 npm run fuzz` finds again. With folders or files behind it
// (`npm run fuzz -- test/unit/core/merge`) only their properties.
// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { root } from './root.mjs';

const { VAPPT_FUZZ_CASES = '1000000', VAPPT_FUZZ_SEED = String(Date.now() % 2 ** 31) } = process.env;
const places = process.argv.slice(2).map((place) => path.relative(root, path.resolve(place)));
/** So many times the cases of `npm test` in a round: about a minute. */
const SCALE = places.length === 0 ? 2 : 20;

const files = globSync('test/unit/**/*.test.ts', { cwd: root }).filter(
  (file) =>
    (places.length === 0 || places.some((place) => path.normalize(file).startsWith(place))) &&
    readFileSync(path.join(root, file), 'utf8').includes('support/fuzz'),
);
if (files.length === 0) {
  console.error(`No file of ${places.join(', ')} has properties to try. They are below test/unit.`);
  process.exit(1);
}
const folder = mkdtempSync(path.join(os.tmpdir(), 'vappt-fuzz-'));
const counts = path.join(folder, 'counts');
let cases = 0;
for (let seed = Number(VAPPT_FUZZ_SEED); cases < Number(VAPPT_FUZZ_CASES); seed += 1) {
  const { status } = spawnSync(
    process.execPath,
    [path.join('node_modules', 'mocha', 'bin', 'mocha.js'), '--timeout', '0', '--reporter', 'dot', ...files],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        VAPPT_FUZZ_SEED: String(seed),
        VAPPT_FUZZ_SCALE: String(SCALE),
        VAPPT_FUZZ_COUNTS: counts,
      },
    },
  );
  cases = readFileSync(counts, 'utf8')
    .split('\n')
    .reduce((sum, line) => sum + Number(line), 0);
  console.log(`seed ${seed}: ${status === 0 ? 'nothing found' : 'FOUND SOMETHING'}; ${cases} cases so far`);
  if (status !== 0) {
    const again = ['npm run fuzz', ...(places.length === 0 ? [] : ['--', ...places])].join(' ');
    console.log(`The same again: VAPPT_FUZZ_SEED=${seed} VAPPT_FUZZ_CASES=1 ${again}`);
    process.exitCode = 1;
    break;
  }
}
rmSync(folder, { recursive: true });
