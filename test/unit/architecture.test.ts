import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(__dirname, '../..');

/** The parts of src, and what each may import besides itself. docs/architecture.md explains the rule. */
const RULE: Readonly<
  Record<string, { readonly ours: readonly string[]; readonly others: readonly string[] }>
> = {
  manifest: { ours: [], others: [] },
  core: { ours: [], others: ['jsonc-parser', 'fastest-levenshtein', 'p-limit'] },
  emulator: { ours: [], others: ['node:*', 'hono', '@hono/node-server', 'jose', 'valibot'] },
  node: {
    ours: ['core'],
    others: ['node:*', '@azure/msal-node', 'env-paths', 'undici', 'valibot'],
  },
  cli: {
    ours: ['core', 'node', 'emulator', 'package.json'],
    others: [
      'node:*',
      'commander',
      'diff',
      'junit-report-builder',
      'picocolors',
      'sarif',
      'tinyglobby',
      'valibot',
    ],
  },
  vscode: { ours: ['core', 'node', 'emulator', 'manifest'], others: ['vscode', 'jsonc-parser'] },
  extension: { ours: ['vscode'], others: ['vscode'] },
};

/** What may only be loaded when it is needed: by `import()`, or not at all at run time. */
const LAZY = new Set(['emulator']);

interface Import {
  readonly file: string;
  readonly specifier: string;
  /** Nothing is loaded for it, or not at start. */
  readonly lazy: boolean;
}

describe('the import rule', () => {
  const imports = ts.sys.readDirectory(path.join(root, 'src'), ['.ts']).flatMap(importsOf);

  it('sees the imports of all sources', () => {
    assert.ok(imports.length > 100);
    assert.deepEqual(
      [...new Set(imports.map(({ file }) => partOf(file)))].sort(),
      Object.keys(RULE)
        .filter((part) => part !== 'manifest')
        .sort(),
    );
  });

  it('is kept by every import, static, type-only, dynamic or required', () => {
    assert.deepEqual(imports.filter((each) => !isAllowed(each)).map(describeImport), []);
  });

  it('regression: notices forbidden imports of each form', () => {
    const forms = [
      "import * as vscode from 'vscode';",
      "import type { Uri } from 'vscode';",
      "export { readFile } from 'node:fs';",
      "await import('vscode');",
      "require('fs');",
      "import { x } from '../../vscode/config';",
    ];
    for (const source of forms) {
      const [found] = importsIn('src/core/graph/x.ts', source);
      assert.ok(found !== undefined && !isAllowed(found), source);
    }
  });

  it('keeps heavy parts out of the bundles that start first', () => {
    const eager = imports.filter(({ file, specifier, lazy }) => {
      const target = targetOf(file, specifier);
      const from = partOf(file);
      return !lazy && target !== undefined && LAZY.has(target) && from !== target && from !== 'node';
    });
    assert.deepEqual(eager.map(describeImport), []);
  });
});

function isAllowed({ file, specifier }: Import): boolean {
  const part = partOf(file);
  const allowed = RULE[part];
  assert.ok(allowed !== undefined, `${file} belongs to no part`);
  const target = targetOf(file, specifier);
  if (target !== undefined) return target === part || allowed.ours.includes(target);
  const builtin = specifier.startsWith('node:') || builtinModules.includes(specifier);
  return allowed.others.includes(builtin ? 'node:*' : packageOf(specifier));
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The part of src (or the file beside it) that a relative import leads to. */
function targetOf(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return partOf(path.posix.join(path.posix.dirname(file), specifier));
}

function partOf(file: string): string {
  const [top = '', next = ''] = file.split('/');
  return top === 'src' ? next.replace(/\.ts$/, '') : top;
}

function importsOf(file: string): Import[] {
  return importsIn(path.relative(root, file).replaceAll('\\', '/'), readFileSync(file, 'utf8'));
}

function importsIn(file: string, text: string): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, lazy: boolean): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) found.push({ file, specifier: node.text, lazy });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node)) {
      const { expression } = node;
      if (expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], true);
      if (ts.isIdentifier(expression) && expression.text === 'require') add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = importClause.namedBindings;
  return (
    importClause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.every(({ isTypeOnly: typeOnly }) => typeOnly)
  );
}

function describeImport({ file, specifier }: Import): string {
  return `${file} imports ${specifier}`;
}

/** Each of these is done in one place, so that it is enough to look there. */
const ONE_PLACE: readonly (readonly [what: string, sign: RegExp, files: readonly string[]])[] = [
  ['a token meets a URL', /Authorization: `Bearer/, ['core/graph/graphClient.ts']],
  [
    'a request goes out',
    /\bfetch\(url\b|\bfetch\(`|\bfetch\('/,
    ['emulator/trustedIssuer.ts', 'node/fetchTransport.ts', 'node/msal/browser.ts', 'node/proxyFetch.ts'],
  ],
  ['a header is made conditional', /'If-(None-)?Match':/, ['core/graph/requests.ts']],
  ['a line is printed', /\bstd(out|err)\.write/, ['cli.ts', 'cli/console.ts']],
  [
    'Markdown is made',
    /new MarkdownString\(/,
    ['vscode/bulk/results.ts', 'vscode/language/hoverAt.ts', 'vscode/tools/send.ts'],
  ],
  ['Markdown is trusted', /isTrusted = |supportHtml = |supportThemeIcons = /, []],
];

describe('there is one place where', () => {
  const sources = ts.sys
    .readDirectory(path.join(root, 'src'), ['.ts'])
    .map((file) => ({
      file: path.relative(path.join(root, 'src'), file).replaceAll('\\', '/'),
      text: readFileSync(file, 'utf8'),
    }))
    // What is written for users to run elsewhere.
    .filter(({ file }) => !file.startsWith('core/export/'));

  for (const [what, sign, files] of ONE_PLACE) {
    it(what, () => {
      assert.deepEqual(
        sources
          .filter(({ text }) => sign.test(text))
          .map(({ file }) => file)
          .sort(),
        files,
      );
    });
  }
});
