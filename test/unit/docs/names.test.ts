// What the documents name exists: files, headings, npm scripts, settings, commands, subcommands and their options.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../../package.json';
import strings from '../../../package.nls.json';
import { repositoryRoot } from '../../../scripts/paths';
import { COMMANDS, CONTEXT_KEYS, VIEWS } from '../../../src/manifest';
import { runCliHere } from '../../support/runCliHere';
import { anchorsOf, codeIn, type Document, inlineCode, localLinks, readDocuments } from './documents';

/** For tests; the help does not show it. */
const HIDDEN = ['--trust-issuer'];

const documents = readDocuments();
const files = filesOfRepository();

describe('what the documents name', () => {
  it('links: files and headings', () => {
    assert.deepEqual(wrong(localLinks, brokenLink), []);
  });

  it('files', () => {
    assert.deepEqual(wrong(inlineCode, missingFile), []);
  });

  it('npm scripts', () => {
    const scripts = new Set(['test', 'start', ...Object.keys(manifest.scripts)]);
    const named = (text: string): string[] =>
      [...text.matchAll(/npm run (?:--silent )?([\w:]+)|`(test:\w+)`/g)].map(
        ([, run, bare]) => run ?? bare ?? '',
      );
    assert.deepEqual(
      wrong(named, (name) => !scripts.has(name)),
      [],
    );
  });

  it('settings, commands and other ids', () => {
    const ids = new Set<string>([
      ...Object.keys(manifest.contributes.configuration.properties),
      ...Object.values(COMMANDS),
      ...Object.values(VIEWS),
      ...Object.values(CONTEXT_KEYS),
    ]);
    const named = (text: string): string[] =>
      codeIn(text).flatMap(
        (code) => code.match(/(?<![\w.*/-])vappt\.[a-z]\w*(?:\.[a-z]\w*)*(?![\w/-])/g) ?? [],
      );
    assert.deepEqual(
      wrong(named, (name) => !ids.has(name) && !name.endsWith('.json') && name !== 'vappt.tgz'),
      [],
    );
  });

  it('commands by their title', () => {
    const titles = new Set(
      manifest.contributes.commands.map(({ title }) => strings[title.slice(1, -1) as keyof typeof strings]),
    );
    const named = (text: string): string[] =>
      [...text.matchAll(/\*\*Virtual\s+Appointment:\s+([^*]+)\*\*/g)].map(([, title = '']) =>
        title.replace(/\s+/g, ' '),
      );
    assert.deepEqual(
      wrong(named, (title) => !titles.has(title)),
      [],
    );
  });

  it('subcommands of the command line, and their options', async () => {
    const help = new Map<string, string>();
    const helpOf = async (args: string[]): Promise<string> => {
      const key = args.join(' ');
      const known = help.get(key);
      if (known !== undefined) return known;
      const { code, stdout: text } = await runCliHere([...args, '--help'], {});
      // Commander takes an unknown subcommand for a wish to see the help of all.
      const found = code === 0 && (args.length === 0 || text.startsWith(`Usage: vappt ${key}`)) ? text : '';
      help.set(key, found);
      return found;
    };
    const bad: string[] = [];
    for (const { file, text } of documents) {
      for (const line of codeIn(text.replaceAll('\\\n', ' '))) {
        const [, words = ''] = /^(?:\$ |npx )?vappt ((?:[a-z-]+ ?)+.*)/.exec(line) ?? [];
        const [name = '', second = ''] = words.split('#')[0]?.split(/\s+/) ?? [];
        if (!/^[a-z]/.test(name)) continue;
        const page = name === 'token' ? await helpOf([name, second]) : await helpOf([name]);
        if (page === '') bad.push(`${file}: vappt ${name}`);
        const options = words.match(/(?<![\w-])--[a-z][\w-]*/g) ?? [];
        bad.push(
          ...options
            .filter(
              (option) =>
                ![...HIDDEN, '--help'].includes(option) && !new RegExp(`${option}(?![\\w-])`).test(page),
            )
            .map((option) => `${file}: vappt ${name} ${option}`),
        );
      }
    }
    assert.deepEqual(bad, []);
  });
});

/** What `find` finds in each document and `isWrong` does not accept, with the document's name. */
function wrong(
  find: (text: string) => string[],
  isWrong: (name: string, document: Document) => boolean,
): string[] {
  let count = 0;
  const found = documents.flatMap((document) =>
    find(document.text)
      .filter((name) => {
        count += 1;
        return isWrong(name, document);
      })
      .map((name) => `${document.file}: ${name}`),
  );
  assert.ok(count > 0, 'The documents name none: is the pattern right?');
  return found;
}

function brokenLink(target: string, { file, text }: Document): boolean {
  const [name = '', anchor] = target.split('#');
  const linked = path.posix.join(path.posix.dirname(file), name);
  if (name !== '' && !existsSync(path.join(repositoryRoot, linked))) return true;
  if (anchor === undefined) return false;
  const page = name === '' ? text : readFileSync(path.join(repositoryRoot, linked), 'utf8');
  return !anchorsOf(page).includes(anchor);
}

const bundler = readFileSync(path.join(repositoryRoot, 'esbuild.js'), 'utf8');

/** Files are named from the root, from src, or, where the page is about a folder, by the end of their path. */
function missingFile(name: string): boolean {
  if (!isFileName(name)) return false;
  // A bundle exists once it is built; esbuild.js says which there are.
  const [, bundle] = /^(?:dist\/)?(\w+)\.js$/.exec(name) ?? [];
  if (bundle !== undefined && new RegExp(`'${bundle}'|\\b${bundle}:`).test(bundler)) return false;
  const clean = name.replace(/\/$/, '');
  return !files.some(
    (file) =>
      file === clean ||
      // A suite is named by what it tests.
      file === `${clean}.test.ts` ||
      file.endsWith(`/${clean}`) ||
      `/${file}`.includes(`/${clean}/`),
  );
}

const TOP = /^(?:dist|src|test|docs|scripts|media|\.github|core|cli|vscode|emulator|node|commands)\//;
const SOURCE = /\.(?:m?[jt]s|ya?ml)$/;

/** NAME stands for any name. */
function isFileName(name: string): boolean {
  if (
    !/^[\w.@/-]+$/.test(name) ||
    /[A-Z]{3,}/.test(name.replace(/(?:README|CHANGELOG|CONTRIBUTING|SUPPORT)\.md/, ''))
  ) {
    return false;
  }
  return TOP.test(name) || SOURCE.test(name);
}

function filesOfRepository(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  return listed.split('\n').filter((file) => file !== '' && existsSync(path.join(repositoryRoot, file)));
}
