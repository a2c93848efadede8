// What all benches share: a figure is one number that a budget can limit, and times come in rounds of turns, so that
// whatever else the machine does meets both sides.

export interface Figure {
  /** Its name in `budget.json`, if it has a limit there. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** The middle of some values. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Runs all tasks once in each round, and returns the times of each in milliseconds. */
export async function inTurns<Name extends string>(
  tasks: Readonly<Record<Name, () => unknown>>,
  { rounds, warmUp = 0 }: { readonly rounds: number; readonly warmUp?: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(tasks) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds + warmUp; round += 1) {
    for (const name of names) {
      const begun = performance.now();
      await tasks[name]();
      if (round >= warmUp) times[name].push(performance.now() - begun);
    }
  }
  return times;
}

/** How many times as long, by the quickest rounds of both: the ones that nothing else disturbed. */
export function ratioOf(times: readonly number[], against: readonly number[]): number {
  return Math.min(...times) / Math.min(...against);
}
