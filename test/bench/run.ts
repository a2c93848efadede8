// `npm run bench`: everything that is promised about speed and size, as one table, and as JSON in .artifacts/bench.json.
// `npm run bench -- rules send` measures some of it. Nothing here is a test of `npm test`: a time on a busy machine proves
// nothing. So a figure above its limit is only marked, and the run fails where one is far above, at `fails` of budget.json.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { artifactsDir } from '../../scripts/paths';
import budget from './budget.json';
import { batch, bulk } from './bulk';
import type { Figure } from './figures';
import { opening } from './opening';
import { rules } from './rules';
import { send } from './send';
import { sizes } from './sizes';
import { cliStart, extensionStart } from './start';
import { validateFiles } from './validate';

/** In the order in which they run. `bulk` takes minutes and is measured when it is named. */
const PARTS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  sizes,
  start: async () => [...(await extensionStart()), ...(await cliStart())],
  rules,
  send,
  validate: validateFiles,
  batch,
  opening,
  bulk,
};

interface Limits {
  readonly limit: number;
  readonly fails: number;
}

function limitsOf(name: string): Limits | undefined {
  const size = (budget.sizes as Readonly<Record<string, number>>)[name];
  return size === undefined
    ? (budget.figures as Readonly<Record<string, Limits>>)[name]
    : { limit: size, fails: size };
}

function verdict(value: number, limits: Limits | undefined): string {
  if (limits === undefined) return '';
  const limit = `at most ${limits.limit}`;
  if (value > limits.fails) return `${limit}: FAR ABOVE`;
  return value > limits.limit ? `${limit}: above` : limit;
}

async function main(): Promise<void> {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => PARTS[name] === undefined);
  if (unknown.length > 0)
    throw new Error(`${unknown.join(', ')}: there are ${Object.keys(PARTS).join(', ')}.`);
  const wanted = named.length > 0 ? named : Object.keys(PARTS).filter((name) => name !== 'bulk');
  const figures: (Figure & Partial<Limits>)[] = [];
  for (const part of wanted) {
    for (const figure of (await PARTS[part]?.()) ?? []) {
      const { name, value, unit } = figure;
      const limits = limitsOf(name);
      figures.push({ ...figure, ...limits });
      const shown = Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(2);
      console.log(
        `${name.padEnd(38)} ${shown.padStart(10)} ${unit.padEnd(30)} ${verdict(value, limits)}`.trimEnd(),
      );
      if (limits !== undefined && value > limits.fails) process.exitCode = 1;
    }
  }
  await mkdir(artifactsDir, { recursive: true });
  const file = path.join(artifactsDir, 'bench.json');
  await writeFile(file, `${JSON.stringify({ node: process.version, figures }, null, 2)}\n`);
}

void main();
