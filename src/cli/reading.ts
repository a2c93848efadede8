import type { GraphClient } from '../core/graph/graphClient';
import { readDirectives } from '../core/payload/directives';
import { personalValues } from '../core/payload/personalValues';
import type { Plan } from '../core/send/plan';
import { connect, refuseTwoInputs } from './connect';
import type { Console } from './console';
import { EXIT_CODES, UsageError } from './exitCodes';
import type { ConnectionOptions } from './options';
import { namedFile } from './files';
import { readPayloadFile } from './payloadFile';
import { planFor } from './plan';
import { refuseInvalid } from './refuseInvalid';

/** What a command that only reads works with. */
export interface Reading {
  readonly plan: Plan;
  readonly client: GraphClient;
  /** Values of the file that a server's message must not repeat. */
  readonly personal: readonly string[];
}

/**
 * Connects a command that only reads with what it is about: what its file says, or `--meeting` alone. A file whose
 * findings forbid it ends the command before; they have been printed.
 *
 * @returns the exit code
 * @throws UsageError
 */
export async function reading(
  path: string | undefined,
  options: ConnectionOptions,
  console: Console,
  read: (reading: Reading) => Promise<number>,
): Promise<number> {
  refuseTwoInputs(path, options);
  const target = await readTarget(path, options, console);
  if (target === undefined) return EXIT_CODES.invalid;
  return await read({ ...target, client: await connect(options, console) });
}

/** A broken `$ifMatch` does not count: reading is what gives the tag that mends it. */
async function readTarget(
  path: string | undefined,
  options: ConnectionOptions,
  console: Console,
): Promise<Omit<Reading, 'client'> | undefined> {
  if (path === undefined) {
    if (options.meeting !== undefined) {
      return { plan: planFor({}, options, { kind: 'auto' }), personal: [] };
    }
    throw new UsageError('Name a payload file, or a meeting with --meeting ID.');
  }
  const file = await readPayloadFile(await namedFile(path), console);
  const findings = file.findings.filter(({ rule }) => rule !== 'if-match');
  if (refuseInvalid({ ...file, findings }, console, options)) return undefined;
  const plan = planFor(readDirectives(file.document), options, { kind: 'auto' });
  return { plan, personal: personalValues(file.document) };
}
