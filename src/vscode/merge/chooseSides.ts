import { window } from 'vscode';
import type { MergeConflict, Side } from '../../core/merge/conflict';
import { say } from '../translate';

/** Long values are told apart by their beginning. */
const SHOWN = 80;

/** Asks for each conflict whose value shall count. `undefined`: cancelled. */
export async function chooseSides(
  conflicts: readonly MergeConflict[],
  signal: AbortSignal,
): Promise<Side[] | undefined> {
  const sides: Side[] = [];
  for (const { path, mine, theirs } of conflicts) {
    const items = [
      { label: say('Yours'), description: shown(mine), side: 'mine' as const },
      { label: say('On the server'), description: shown(theirs), side: 'theirs' as const },
    ];
    const choice = await window.showQuickPick(items, {
      title: say('{path}: which value do you want? ({number} of {count})', {
        path,
        number: sides.length + 1,
        count: conflicts.length,
      }),
      ignoreFocusOut: true,
    });
    if (choice === undefined || signal.aborted) return undefined;
    sides.push(choice.side);
  }
  return sides;
}

function shown(value: unknown): string {
  if (value === undefined) return say('(not there)');
  const text = JSON.stringify(value);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}
