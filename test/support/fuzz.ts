import { appendFileSync } from 'node:fs';
import { Script } from 'node:vm';
import fc from 'fast-check';

/*
 * Properties that hold for any input, tried on inputs made by chance: few of them, and the same ones each time, in
 * `npm test`; as many as one likes, and others each time, in `npm run fuzz`.
 */

const { VAPPT_FUZZ_SEED, VAPPT_FUZZ_SCALE, VAPPT_FUZZ_COUNTS } = process.env;

/** A case that takes longer hangs. */
const LIMIT_MS = 1000;

/** How often a property is tried. */
export function runs(cases: number): { readonly numRuns: number; readonly seed: number } {
  return {
    numRuns: Math.ceil(cases * Number(VAPPT_FUZZ_SCALE ?? 1)),
    seed: Number(VAPPT_FUZZ_SEED ?? 20_260_101),
  };
}

/**
 * fast-check's `property`. In `npm run fuzz` a case that hangs is a counterexample like another; `npm test` shares its
 * machine with a VS Code, and so has no clock.
 */
export function property<Values extends [unknown, ...unknown[]]>(
  ...parts: [
    ...arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
    law: (...values: Values) => void,
  ]
): fc.IPropertyWithHooks<Values> {
  if (VAPPT_FUZZ_SCALE === undefined) return fc.property(...parts);
  const law = parts.pop() as (...values: Values) => unknown;
  const limited = (...values: Values): unknown => {
    cases += 1;
    return withinLimit(() => law(...values));
  };
  return fc.property(...([...parts, limited] as unknown as typeof parts));
}

let cases = 0;
if (VAPPT_FUZZ_COUNTS !== undefined) {
  process.on('exit', () => {
    appendFileSync(VAPPT_FUZZ_COUNTS, `${cases}\n`);
  });
}

const CASE = Symbol.for('vappt.fuzz.case');
const slot = globalThis as { [CASE]?: () => unknown };
/** Only a script of its own can be interrupted while it runs. */
const script = new Script(`globalThis[Symbol.for('vappt.fuzz.case')]()`);

function withinLimit(run: () => unknown): unknown {
  slot[CASE] = run;
  try {
    return script.runInThisContext({ timeout: LIMIT_MS });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  }
  // The machine may have been busy with something else.
  return script.runInThisContext({ timeout: LIMIT_MS });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
