import { readDirectives } from '../core/payload/directives';
import type { Plan } from '../core/send/plan';
import type { Console } from './console';
import { UsageError } from './exitCodes';
import type { ConnectionOptions } from './options';
import { readPayloadFile } from './payloadFile';
import { planFor } from './plan';
import { refuseInvalid } from './refuseInvalid';

/**
 * Where a command that only reads shall look: what its file says, or `--meeting` alone. A broken `$ifMatch` does not
 * count: reading is what gives the tag that mends it.
 *
 * @returns `undefined` when the file's findings forbid it; they have been printed
 * @throws UsageError
 */
export async function readTarget(
  path: string | undefined,
  options: ConnectionOptions,
  console: Console,
): Promise<Plan | undefined> {
  if (path === undefined) {
    if (options.meeting !== undefined) return planFor({}, options, { kind: 'auto' });
    throw new UsageError('Name a payload file, or a meeting with --meeting ID.');
  }
  const file = await readPayloadFile(path, console);
  const findings = file.findings.filter(({ rule }) => rule !== 'if-match');
  if (refuseInvalid({ ...file, findings }, console, options)) return undefined;
  return planFor(readDirectives(file.document), options, { kind: 'auto' });
}
