import { window, workspace } from 'vscode';
import type { CloudName } from '../../core/graph/clouds';
import { appointmentPath } from '../../core/graph/target';
import type { ReadyFile } from '../bulk/checkFile';
import { placeName } from '../bulk/placeName';
import { say } from '../translate';

/** As many names as VS Code itself lists when it asks about files. */
const NAMED = 10;

/**
 * Asks once before many files are sent.
 *
 * @param who the account that sends, as users know it
 * @returns whether to send
 */
export async function confirmFiles(
  files: readonly ReadyFile[],
  cloud: CloudName,
  who: string,
): Promise<boolean> {
  const go = say('Send');
  const args = { count: files.length, where: placeName(cloud) };
  const answer = await window.showWarningMessage(
    files.length === 1
      ? say('Send 1 patch to {where}?', args)
      : say('Send {count} patches to {where}?', args),
    { modal: true, detail: [say('As {who}.', { who }), ...shared(files), '', ...names(files)].join('\n') },
    go,
  );
  return answer === go;
}

/** Of two files for one appointment, the second decides what both of them say. */
function shared(files: readonly ReadyFile[]): string[] {
  const targets = new Set(files.map(({ plan }) => appointmentPath(plan.target)));
  return targets.size < files.length
    ? [say('Some of them are for the same appointment: they go one after the other.')]
    : [];
}

function names(files: readonly ReadyFile[]): string[] {
  const more = files.length - NAMED;
  return [
    ...files.slice(0, NAMED).map(({ uri }) => workspace.asRelativePath(uri)),
    ...(more > 0 ? [say('… and {count} more', { count: more })] : []),
  ];
}
