import { window } from 'vscode';
import type { MergeConflict, Side } from '../../core/merge/conflict';
import { toldApart } from '../../core/merge/toldApart';
import { withoutIcons } from '../notify';
import { say } from '../translate';

/** Asks for each conflict whose value shall count. `undefined`: cancelled. */
export async function chooseSides(
  conflicts: readonly MergeConflict[],
  signal: AbortSignal,
): Promise<Side[] | undefined> {
  const sides: Side[] = [];
  for (const { path, mine, theirs } of conflicts) {
    const [ours, others] = toldApart(shown(mine), shown(theirs)).map(withoutIcons);
    const items = [
      { label: say('Yours'), description: ours ?? '', side: 'mine' as const },
      { label: say('On the server'), description: others ?? '', side: 'theirs' as const },
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
  return value === undefined ? say('(not there)') : JSON.stringify(value);
}
