// `node scripts/releaseNotes.mjs v1.2.3`: what CHANGELOG.md says of that version. Fails when package.json has another
// version, or the changelog has none: then it is not ready to be released.
// @ts-check
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './root.mjs';

const tag = process.argv[2] ?? '';
const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const changelog = await readFile(path.join(root, 'CHANGELOG.md'), 'utf8');
const [, notes] = changelog.split(`## [${version}]`);

if (tag !== `v${version}`) fail(`The tag is ${tag}, and package.json has the version ${version}.`);
if (notes === undefined) fail(`CHANGELOG.md has no "## [${version}] - DATE".`);
// Its first line ends with the date; the next version begins with "## ".
console.log(notes.split('\n## ')[0]?.replace(/^.*\n/, '').trim());

/** @param {string} why @returns {never} */
function fail(why) {
  console.error(why);
  process.exit(1);
}
