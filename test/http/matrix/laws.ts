import assert from 'node:assert/strict';
import { TOKEN_PREFIX } from '../../../src/emulator';
import { CANARIES, type Cell, type Operation } from './operations';

export interface Named {
  readonly names: readonly [string, string];
  readonly cell: Cell;
}

/** The whole report of the first cell in each wording. */
export function reportsText(all: readonly Named[]): string {
  const firsts = new Map<string, Named>();
  for (const named of all) {
    const words = wording(named.cell.report);
    if (!firsts.has(words)) firsts.set(words, named);
  }
  return [...firsts.values()]
    .map(({ names, cell }) => `# ${titleOf(names)}\n\n${cell.report}`)
    .join('\n\n\n');
}

function titleOf(names: Named['names']): string {
  return names.filter((name) => name !== '').join(', ');
}

/** What a report says by itself: without what it quotes, counts and looks up. */
function wording(report: string): string {
  return report
    .split('\n')
    .filter((line) => !/^ {2}(The service says|For support|Tag now)/.test(line))
    .join('\n')
    .replace(/\b\d{3} [A-Z][\w -]*?(?=[:)])/g, '<status>');
}

/** What holds for every cell, whatever the tables say. */
export function assertLaws({ name }: Pick<Operation, 'name'>, all: readonly Named[]): void {
  const broken = all.flatMap(({ names, cell }) =>
    Object.entries(laws(name, cell))
      .filter(([, holds]) => !holds)
      .map(([law]) => `${titleOf(names)}: ${law}`),
  );
  assert.deepEqual(broken, []);
}

function laws(operation: string, cell: Cell): Record<string, boolean> {
  const { outcome, exit, requests, waits, base, appointment, said } = cell;
  const all = said.join('\n');
  const kind = outcome.split(':')[0] ?? '';
  const writes = Number(
    /(?:PATCH|PUT)(?:×(\d+))?/.exec(requests)?.[1] ?? (/PATCH|PUT/.test(requests) ? 1 : 0),
  );
  const waited = waits === '-' ? [] : waits.split(' ').map(Number);
  return {
    'nothing personal and no token is said': ![...CANARIES, TOKEN_PREFIX].some((secret) =>
      all.includes(secret),
    ),
    'no control characters': !/[\x00-\x09\x0b-\x1f\x7f]/.test(all),
    'exit 0 is success, and nothing else is':
      (exit === 0) === ['updated', 'read', 'link', 'meeting'].includes(kind),
    'a write is repeated only after a wait': writes <= 1 + waited.length,
    'no more than five minutes of waiting for each request':
      waited.reduce((sum, each) => sum + each, 0) <= 600,
    'what is refused is not applied': appointment === 'same' || ['updated', 'unknown'].includes(kind),
    'what failed does not move the base':
      kind === 'updated' ||
      kind === 'read' ||
      !['as on the server', 'another', 'forgotten', 'spent'].includes(base),
    'reads write nothing':
      !['fetch', 'join-link', 'find-meeting'].includes(operation) || (writes === 0 && appointment === 'same'),
  };
}
