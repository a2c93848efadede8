// Bundles the product. Each entry is one file in dist/; what an entry needs only sometimes is an entry of its own,
// loaded by `await import()` on first use.
// @ts-check
'use strict';
const { rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Entries that others load lazily: the imported module (relative to src, no extension) to its file in dist. */
const LAZY = new Map([
  ['emulator/index', 'emulator'],
  ['node/msal/index', 'msal'],
  ['node/proxyFetch', 'proxyFetch'],
  ['vscode/commands/handlers', 'commands'],
  ['vscode/signIn/index', 'signIn'],
  ['vscode/online/index', 'online'],
  ['vscode/view/index', 'view'],
  ['core/import/index', 'importRequest'],
  ['cli/commands/checks', 'cliChecks'],
  ['cli/commands/index', 'cliCommands'],
  ['cli/bulk/junit', 'junit'],
  ['cli/search', 'search'],
]);

/**
 * CommonJS output has no code splitting, so a dynamic import of a lazy entry becomes a `require` of the file
 * beside the importing bundle. A static import of one is refused: it would silently undo the laziness.
 * @type {esbuild.Plugin}
 */
const lazyEntries = {
  name: 'lazy-entries',
  setup(build) {
    build.onResolve({ filter: /^\./ }, (args) => {
      const target = path
        .relative(path.join(__dirname, 'src'), path.resolve(args.resolveDir, args.path))
        .replaceAll('\\', '/');
      const lazy = LAZY.get(target) ?? LAZY.get(`${target}/index`);
      if (lazy === undefined) return undefined;
      if (args.kind === 'dynamic-import') return { path: `./${lazy}.js`, external: true };
      return { errors: [{ text: `"${args.path}" is loaded lazily: use await import()` }] };
    });
  },
};

/**
 * What libraries load as they begin, and never use here: the library, the part, and what it gets instead.
 * @type {readonly (readonly [string, string, string])[]}
 */
const UNUSED = [
  // For subcommands that are programs of their own. A tenth of our start.
  ['commander', 'node:child_process', 'module.exports = {};'],
  // To load any picomatch that stands in a folder above. tinyglobby brings the one that it was made for.
  ['fdir', 'module', 'export const createRequire = () => undefined;'],
];

/** @type {esbuild.Plugin} */
const unusedParts = {
  name: 'unused-parts',
  setup(build) {
    for (const [library, part, contents] of UNUSED) {
      const namespace = `unused in ${library}`;
      build.onResolve({ filter: new RegExp(`^${part}$`) }, ({ importer }) =>
        importer.replaceAll('\\', '/').includes(`/node_modules/${library}/`)
          ? { path: part, namespace }
          : undefined,
      );
      build.onLoad({ filter: /.*/, namespace }, () => ({ contents }));
    }
  },
};

/** The bundles are built side by side: a build begins with the first of them and ends with the last. */
let building = 0;

/** @type {esbuild.Plugin} */
const progress = {
  name: 'progress',
  setup(build) {
    // The two lines that the problem matcher of .vscode/tasks.json waits for.
    build.onStart(() => {
      building += 1;
      if (building === 1) console.log('[watch] build started');
    });
    build.onEnd((result) => {
      for (const { text, location } of result.errors) {
        console.error(`✘ [ERROR] ${text}`);
        if (location !== null) console.error(`    ${location.file}:${location.line}:${location.column + 1}:`);
      }
      building -= 1;
      if (building === 0) console.log('[watch] build finished');
    });
  },
};

/** @type {esbuild.BuildOptions} */
const common = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // jsonc-parser's and vscode-json-languageservice's UMD entries cannot be bundled: they build without a word
  // and crash when started. Their ESM entries can.
  mainFields: ['module', 'main'],
  // `import()` of a bundle becomes `require`: Node's loader for modules would parse it once more, to see of which kind it is.
  supported: { 'dynamic-import': false },
  sourcemap: production ? 'external' : 'linked',
  minify: production,
  logLevel: watch ? 'silent' : 'warning',
  plugins: [lazyEntries, unusedParts, ...(watch ? [progress] : [])],
};

/** @param {(module: string) => boolean} wanted */
function lazyOnes(wanted) {
  return Object.fromEntries(
    [...LAZY].filter(([module]) => wanted(module)).map(([module, file]) => [file, `src/${module}.ts`]),
  );
}

/** @type {esbuild.BuildOptions[]} */
const bundles = [
  // VS Code 1.110 runs extensions on Node 22.
  {
    ...common,
    entryPoints: { extension: 'src/extension.ts', ...lazyOnes((module) => module.startsWith('vscode/')) },
    external: ['vscode'],
    target: 'node22',
  },
  // Here `vscode` is not external on purpose: a core module that reaches for it breaks the build.
  {
    ...common,
    entryPoints: {
      cli: 'src/cli.ts',
      ...lazyOnes((module) => !module.startsWith('vscode/')),
    },
    target: 'node20',
    // MSAL needs it only where an app proves itself with a certificate. A quarter of the bundle, and half of its start.
    alias: { jsonwebtoken: './src/node/msal/noJsonWebToken.ts' },
    // tinyglobby's parts ask where they are, which CommonJS knows by another name.
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: "'use strict';\nconst moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  },
];

async function main() {
  rmSync('dist', { recursive: true, force: true });
  if (watch) {
    const contexts = await Promise.all(bundles.map((options) => esbuild.context(options)));
    await Promise.all(contexts.map((context) => context.watch()));
    return;
  }
  const built = await Promise.all(bundles.map((options) => esbuild.build({ ...options, metafile: true })));
  const { noticesFor } = await import('./scripts/notices.mjs');
  const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  writeFileSync('dist/THIRD-PARTY-NOTICES.txt', noticesFor(inputs, __dirname));
}

// What `test/bench/sizes.ts` weighs.
module.exports = { bundles };

if (require.main === module) {
  main().catch((/** @type {unknown} */ error) => {
    // What is wrong in our code esbuild has printed.
    if (error instanceof Error && !('errors' in error)) console.error(error.message);
    process.exitCode = 1;
  });
}
