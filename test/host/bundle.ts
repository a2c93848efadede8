// Bundles the host suites into one folder: the extension host loads plain CommonJS.
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { cacheDir } from '../../scripts/paths';

/** Returns the path that VS Code loads as `extensionTestsPath`. */
export async function bundleSuites(): Promise<string> {
  const files = await readdir(__dirname, { recursive: true });
  const suites = files.filter((file) => file.endsWith('.test.ts'));
  if (suites.length === 0) throw new Error('There is no test/host/**/*.test.ts: nothing would be tested.');

  const outdir = path.join(cacheDir, 'host-tests');
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: ['index.ts', ...suites].map((file) => path.join(__dirname, file)),
    outbase: __dirname,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    mainFields: ['module', 'main'],
    // Mocha finds its parts at run time; node_modules lies above the folder of the bundles.
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return path.join(outdir, 'index.js');
}
