// What others have written and our bundles hold: whose it is and on which terms. Their licences ask that the text goes
// with every copy. Tools for this list what is installed, and those for esbuild are hardly used.
// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Terms that allow what we do: to bundle, under MIT, and say whose it is. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
]);

/**
 * The notices for everything from npm that stands in some bundles.
 *
 * @param {readonly string[]} inputs the files that were bundled, as esbuild's metafile names them
 * @param {string} root what they are relative to
 * @returns {string}
 * @throws Error when the terms of a package are not on the list
 */
export function noticesFor(inputs, root) {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  const notices = [...folders].map((folder) => notice(path.join(root, folder)));
  // One package can be there in several places.
  const texts = new Set(notices.sort());
  return [
    'This product holds software of others, on the terms that follow.\n',
    ...[...texts].map((text) => `${'-'.repeat(80)}\n\n${text}`),
  ].join('\n');
}

/** @param {string} input */
function packageFolder(input) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input.replaceAll('\\', '/'))?.[0];
}

/** @param {string} folder */
function notice(folder) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  if (typeof license !== 'string' || !ALLOWED.has(license)) {
    throw new Error(
      `${name} is bundled, and its licence "${license}" is not on the list of scripts/notices.mjs. Read it first.`,
    );
  }
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying|thirdpartynotices)(\.(md|txt))?$/i.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const owner = typeof author === 'string' ? author : author?.name;
  const text =
    texts.length > 0 ? texts.join('\n\n') : `Licence: ${license}. Author: ${owner ?? 'see its repository'}.`;
  return `${name} ${version} (${license})\n\n${text}\n`;
}
