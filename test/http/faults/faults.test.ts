import assert from 'node:assert/strict';
import { assertGolden } from '../../support/golden';
import { FAULT_RESULTS } from '../../../scripts/paths';
import { assertLaws, type Named } from '../matrix/laws';
import { type Cell, cellOf, type Operation } from '../matrix/operations';
import { inWorld, type World } from '../matrix/world';
import { ANSWER_GROUPS } from './answerRows';
import { type BrokenServers, startBrokenServers } from './brokenServers';
import { FAULT_OPERATIONS } from './operations';
import { resultsText } from './results';
import type { FaultGroup, FaultRow } from './row';
import { STATUS_GROUPS } from './statusRows';
import { WAY_GROUPS } from './wayRows';

const GROUPS: readonly FaultGroup[] = [...WAY_GROUPS, ...ANSWER_GROUPS, ...STATUS_GROUPS];
const ROWS = GROUPS.flatMap(({ title, rows }) => rows.map((row) => ({ title, row })));
const READ = FAULT_OPERATIONS.find(({ name }) => name === 'fetch') as Operation;

interface Run {
  readonly operation: Operation;
  readonly all: readonly Named[];
  /** The rows after which the same client could not read. */
  readonly broken: readonly string[];
  /** Requests to the host that redirects lead to. */
  readonly followed: number;
}

async function run(operation: Operation, servers: BrokenServers): Promise<Run> {
  return await inWorld(async (world) => {
    const all: Named[] = [];
    const broken: string[] = [];
    for (const { title, row } of ROWS) {
      const cell = await meet(world, operation, row, servers);
      all.push({ names: [title, row.name], cell });
      // By the connections that are left: what the fault has left on them must not come with another answer.
      const after = await cellOf(world, READ, { front: { method: 'none', handle: () => undefined } });
      if (after.outcome !== 'read' || after.base !== 'as on the server') broken.push(`${title}: ${row.name}`);
    }
    return { operation, all, broken, followed: world.elsewhere.received.length };
  });
}

/** One cell. Where the request was given up on before it had arrived, once more with more time: it met no fault. */
async function meet(
  world: World,
  operation: Operation,
  row: FaultRow,
  servers: BrokenServers,
  patience = 1,
): Promise<Cell> {
  const trouble = row.trouble(operation, world, servers);
  const { front, hangs } = trouble;
  if (row.drops !== true || typeof front?.handle !== 'function')
    return await cellOf(world, operation, trouble);
  const { handle } = front;
  const dropped: Promise<unknown>[] = [];
  const cell = await cellOf(world, operation, {
    ...trouble,
    ...(hangs && { hangs: { ...hangs, timeoutMs: hangs.timeoutMs * patience } }),
    front: {
      ...front,
      handle(request, response) {
        const { socket } = response;
        if (socket?.destroyed === false) {
          dropped.push(new Promise((resolve) => socket.once('close', resolve)));
        }
        handle(request, response);
      },
    },
  });
  if (dropped.length === 0) return await meet(world, operation, row, servers, patience * 4);
  await Promise.all(dropped);
  return cell;
}

describe('faults: each in every operation', () => {
  let runs: readonly Run[] = [];

  before(async function () {
    // Seconds, unless the machine has much else to do.
    this.timeout(600_000);
    const servers = await startBrokenServers();
    try {
      runs = await Promise.all(FAULT_OPERATIONS.map((operation) => run(operation, servers)));
    } finally {
      await servers.stop();
    }
  });

  it('comes to what docs/faults.md says (npm run docs)', () => {
    const cells = runs.map(({ operation, all }) => ({ operation: operation.name, all }));
    assertGolden(FAULT_RESULTS, resultsText(cells));
  });

  it('leaves no cell open', () => {
    const names = new Set(ROWS.map(({ title, row }) => `${title}: ${row.name}`));
    assert.equal(names.size, ROWS.length);
    for (const { all } of runs) assert.equal(all.length, ROWS.length);
  });

  it('keeps the laws', () => {
    for (const { operation, all } of runs) assertLaws(operation, all);
  });

  it('sends nothing to where a redirect leads', () => {
    assert.deepEqual(
      runs.map(({ followed }) => followed),
      runs.map(() => 0),
    );
  });

  it('leaves a client that can read', () => {
    assert.deepEqual(
      runs.flatMap(({ operation, broken }) => broken.map((row) => `${operation.name}: ${row}`)),
      [],
    );
  });
});
