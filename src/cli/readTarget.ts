import { readDirectives } from '../core/payload/directives';
import { personalValues } from '../core/payload/personalValues';
import type { Plan } from '../core/send/plan';
import type { Console } from './console';
import { UsageError } from './exitCodes';
import type { ConnectionOptions } from './options';
import { readPayloadFile } from './payloadFile';
import { planFor } from './plan';
import { refuseInvalid } from './refuseInvalid';

export interface ReadTarget {
  readonly plan: Plan;
  /** Values of the file that a server's message must not repeat. */
  readonly personal: readonly string[];
}

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
): Promise<ReadTarget | undefined> {
  if (path === undefined) {
    if (options.meeting !== undefined) {
      return { plan: planFor({}, options, { kind: 'auto' }), personal: [] };
    }
    throw new UsageError('Name a payload file, or a meeting with --meeting ID.');
  }
  const file = await readPayloadFile(path, console);
  const findings = file.findings.filter(({ rule }) => rule !== 'if-match');
  if (refuseInvalid({ ...file, findings }, console, options)) return undefined;
  const plan = planFor(readDirectives(file.document), options, { kind: 'auto' });
  return { plan, personal: personalValues(file.document) };
}
