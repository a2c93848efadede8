import assert from 'node:assert/strict';
import path from 'node:path';
import { assertGolden } from '../../support/golden';
import { bodiesFor, type Body, type Status, troubleOf } from './bodies';
import { assertLaws, reportsText, type Named } from './laws';
import { cellOf, COLUMNS, OPERATIONS, type Operation } from './operations';
import { cellTexts, grouped, tableText } from './table';
import { inWorld } from './world';

const GOLDENS = path.join(import.meta.dirname, '../../fixtures/matrix');

/** graph-api.md 4.2, and 428, which it wants handled all the same. */
const STATUSES: readonly Status[] = [
  ...[400, 401, 402, 403, 404, 405, 409, 410, 412, 413, 415, 422, 423, 424, 428, 429],
  ...[500, 502, 503, 504, 507, 509],
].flatMap((status) =>
  [409, 429, 500, 503].includes(status) ? [{ status }, { status, retryAfter: 100 }] : [{ status }],
);

const nameOf = ({ status, retryAfter }: Status): string =>
  retryAfter === undefined ? String(status) : `${status} +RA`;

async function cells(operation: Operation, bodies: readonly Body[]): Promise<Named[]> {
  return await inWorld(async (world) => {
    const all: Named[] = [];
    for (const status of STATUSES) {
      for (const body of bodies) {
        const cell = await cellOf(world, operation, troubleOf(operation, status, body));
        all.push({ names: [nameOf(status), body.name], cell });
      }
    }
    return all;
  });
}

/** One line for each status and each thing that can come of it. */
function outcomes(all: readonly Named[]): string {
  const rows = STATUSES.flatMap((status) => {
    const ofStatus = all.filter(({ names }) => names[0] === nameOf(status));
    const texts = ofStatus.map(({ names, cell }) => [names[1], JSON.stringify(cellTexts(cell))] as const);
    return grouped(texts).map(([bodies, text]) => [
      nameOf(status),
      ...(JSON.parse(text) as string[]),
      bodies,
    ]);
  });
  return tableText(['status', ...COLUMNS, 'bodies'], rows);
}

/** One block for each body: what the report quotes of it, which no status has a say in. */
function quotes(all: readonly Named[], bodies: readonly Body[]): string {
  return bodies
    .map((body) => {
      const ofBody = all.filter(({ names }) => names[1] === body.name);
      const texts = ofBody.map(({ names, cell }) => [names[0], quoted(cell.report)] as const);
      return grouped(texts)
        .map(([statuses, text]) => `${body.name} (${statuses})\n${text}`)
        .join('\n');
    })
    .join('\n\n');
}

function quoted(report: string): string {
  const lines = report.split('\n').filter((line) => /^ {2}(The service says|For support)/.test(line));
  return lines
    .map((line) => line.replace(/, the last of \d+ attempts/, '').replace(/\d+:\d+:\d+/, '<time>'))
    .join('\n');
}

describe('matrix: every status with every body', () => {
  for (const operation of OPERATIONS) {
    describe(operation.name, () => {
      const bodies = bodiesFor(operation);
      let all: readonly Named[] = [];
      before(async function () {
        // Seconds at most, unless the machine has much else to do.
        this.timeout(600_000);
        all = await cells(operation, bodies);
      });

      it('has the outcome of the table', () => {
        assert.equal(all.length, STATUSES.length * bodies.length);
        assertGolden(path.join(GOLDENS, `statuses-${operation.name}.txt`), outcomes(all));
      });

      it('quotes what the body says', () => {
        assertGolden(path.join(GOLDENS, `quotes-${operation.name}.txt`), quotes(all, bodies));
      });

      it('is reported in these words', () => {
        assertGolden(path.join(GOLDENS, `reports-${operation.name}.txt`), reportsText(all));
      });

      it('keeps the laws', () => {
        assertLaws(operation, all);
      });
    });
  }
});
