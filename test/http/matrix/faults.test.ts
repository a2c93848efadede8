import assert from 'node:assert/strict';
import path from 'node:path';
import { assertGolden } from '../../support/golden';
import { withPatience } from '../../support/patience';
import { EMULATOR_FAULTS, type FaultRow, OTHER_FAULTS } from './faultRows';
import { assertLaws, type Named, reportsText } from './laws';
import { type Cell, cellOf, COLUMNS, OPERATIONS, type Operation } from './operations';
import { cellTexts, tableText } from './table';
import { inWorld, type Trouble } from './world';

const GOLDENS = path.join(import.meta.dirname, '../../fixtures/matrix');

interface Run {
  readonly all: readonly Named[];
  /** Requests to the host that redirects lead to. */
  readonly followed: number;
}

async function run(operation: Operation, rows: readonly FaultRow[]): Promise<Run> {
  return await inWorld(async (world) => {
    const all: Named[] = [];
    for (const { name, trouble } of rows) {
      const given = trouble(operation, world);
      const { hangs } = given;
      const cell = await (hangs === undefined
        ? cellOf(world, operation, given)
        : hangingCell(operation, trouble, hangs));
      all.push({ names: [name, ''], cell });
    }
    return { all, followed: world.elsewhere.received.length };
  });
}

/** In a world of its own: what was given up on may still arrive, and must not meet the next row's fault. */
async function hangingCell(
  operation: Operation,
  trouble: FaultRow['trouble'],
  hangs: NonNullable<Trouble['hangs']>,
): Promise<Cell> {
  const { cell } = await withPatience(
    hangs.timeoutMs,
    (timeoutMs) =>
      inWorld(async (own) => {
        const cell = await cellOf(own, operation, {
          ...trouble(operation, own),
          hangs: { ...hangs, timeoutMs },
        });
        return { cell, tooEarly: own.tooEarly };
      }),
    ({ tooEarly }) => tooEarly,
  );
  return cell;
}

const KINDS: readonly (readonly [title: string, file: string, rows: readonly FaultRow[]])[] = [
  ['every fault of the emulator', 'faults', EMULATOR_FAULTS],
  ['what networks, proxies and odd services do besides', 'odd', OTHER_FAULTS],
];

for (const [title, file, rows] of KINDS) {
  describe(`matrix: ${title}`, () => {
    for (const operation of OPERATIONS) {
      describe(operation.name, () => {
        let all: readonly Named[] = [];
        let followed = 0;
        before(async function () {
          // Seconds at most, unless the machine has much else to do.
          this.timeout(600_000);
          ({ all, followed } = await run(operation, rows));
        });

        it('has the outcome of the table', () => {
          assert.equal(new Set(all.map(({ names }) => names[0])).size, rows.length);
          const table = all.map(({ names, cell }) => [...cellTexts(cell), names[0]]);
          assertGolden(
            path.join(GOLDENS, `${file}-${operation.name}.txt`),
            tableText([...COLUMNS, 'fault'], table),
          );
        });

        it('is reported in these words', () => {
          assertGolden(path.join(GOLDENS, `${file}-reports-${operation.name}.txt`), reportsText(all));
        });

        it('keeps the laws, and follows no redirect', () => {
          assertLaws(operation, all);
          assert.equal(followed, 0);
        });
      });
    }
  });
}
