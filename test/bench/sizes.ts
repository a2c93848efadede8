// What is shipped in VS Code, in bytes. The bundles are made anew and minified: what lies in `dist` may be something else.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { bundles } from '../../esbuild';
import type { Figure } from './figures';

const ROOT = path.join(__dirname, '../..');
const PICTURE = /\.(?:png|jpe?g|gif|svg|webp)$/;
/** What a ZIP file says about each of its files, twice, beside the name. */
const ZIP_ENTRY = 46 + 30;

export async function sizes(): Promise<Figure[]> {
  const shipped = await shippedFiles();
  const isCode = (name: string): boolean => name.startsWith('dist/');
  const sum = (
    wanted: (name: string) => boolean,
    size: (name: string, content: Uint8Array) => number,
  ): number =>
    [...shipped]
      .filter(([name]) => wanted(name))
      .reduce((total, [name, content]) => total + size(name, content), 0);
  const plain = (_name: string, content: Uint8Array): number => content.length;
  const packed = (name: string, content: Uint8Array): number =>
    deflateRawSync(content, { level: 9 }).length + ZIP_ENTRY + 2 * name.length;
  const values = {
    'extension.js': sum((name) => name === 'dist/extension.js', plain),
    'code, unpacked': sum(isCode, plain),
    'package without pictures': sum((name) => !PICTURE.test(name), packed),
    pictures: sum((name) => PICTURE.test(name), plain),
  };
  return Object.entries(values).map(([name, value]) => ({ name, value, unit: 'bytes' }));
}

/** By their names, with their contents: the allow-list of `.vscodeignore`. */
async function shippedFiles(): Promise<Map<string, Uint8Array>> {
  const allowed = readFileSync(path.join(ROOT, '.vscodeignore'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1).trim());
  const built = await Promise.all(
    bundles.map((options) => build({ ...options, minify: true, sourcemap: false, write: false })),
  );
  const bundled = built
    .flatMap(({ outputFiles = [] }) => outputFiles)
    .map((file) => [path.relative(ROOT, file.path).replaceAll('\\', '/'), file.contents] as const)
    .filter(([name]) => allowed.includes(name));
  const others = globSync(
    allowed.filter((pattern) => !pattern.startsWith('dist/')),
    { cwd: ROOT },
  ).map((name) => [name, readFileSync(path.join(ROOT, name))] as const);
  return new Map([...bundled, ...others]);
}
