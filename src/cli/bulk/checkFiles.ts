import { buildBody } from '../../core/payload/body';
import type { Directives } from '../../core/payload/model';
import { readDirectives } from '../../core/payload/directives';
import type { Target } from '../../core/graph/target';
import type { Plan } from '../../core/send/plan';
import { sha256 } from '../../node/sha256';
import type { Console } from '../console';
import { isUsageError, UsageError } from '../exitCodes';
import { type PayloadFile, readPayloadFile } from '../payloadFile';
import { planFor } from '../plan';
import { refuseInvalid } from '../refuseInvalid';
import type { BulkSendOptions } from './options';
import { unwritable } from '../writeBack';
import type { RunBases } from './runBases';

/** A file that can be sent. No more is kept of it than this: many files must not mean many bodies. */
export interface ReadyFile {
  readonly kind: 'ready';
  readonly path: string;
  readonly plan: Plan;
  readonly bodyHash: string;
}

export interface FileProblem {
  readonly path: string;
  /** Errors in it, or it cannot be read or names no usable appointment. */
  readonly kind: 'invalid' | 'unusable';
  /** `null`: its findings have been printed. */
  readonly message: string | null;
  /** The appointment that it is about all the same, where that can be told. */
  readonly target?: Target;
}

export type CheckedFile = ReadyFile | FileProblem;

/** Files that are read at a time. */
const READS = 8;

interface CheckParts {
  readonly options: BulkSendOptions;
  readonly bases: RunBases;
  readonly console: Console;
}

/** Checks all files before the first of them goes out, and prints what it finds in their order. */
export async function checkFiles(
  paths: readonly string[],
  { options, bases, console }: CheckParts,
): Promise<CheckedFile[]> {
  const checked: CheckedFile[] = [];
  for (let start = 0; start < paths.length; start += READS) {
    const files = await Promise.all(
      paths.slice(start, start + READS).map((path) => orProblem(path, () => readPayloadFile(path, console))),
    );
    for (const file of files)
      checked.push(
        'document' in file ? await check(file, { options, bases, console }, paths.length > 1) : file,
      );
  }
  return checked;
}

/** What is sent of a file, so that a change after the check is noticed. */
export function bodyHash({ document }: Pick<PayloadFile, 'document'>): string {
  return sha256(buildBody(document));
}

async function check(
  file: PayloadFile,
  { options, bases, console }: CheckParts,
  isOneOfMany: boolean,
): Promise<CheckedFile> {
  const { path, document } = file;
  if (refuseInvalid(file, console, options)) {
    const target = targetOf(document, options);
    return { kind: 'invalid', path, message: null, ...(target !== undefined && { target }) };
  }
  return await orProblem(path, async () => {
    const directives = readDirectives(document);
    if (isOneOfMany) refuseStrays(directives, options);
    const plan = planFor(directives, options, options.ifMatch);
    await bases.checkBase(plan.target);
    const unwritten = options.write === true ? await unwritable(path) : undefined;
    if (unwritten !== undefined) throw new UsageError(`Cannot write ${path}: ${unwritten}.`);
    // A copy: texts cut out of the file would keep all of it in memory.
    return { kind: 'ready' as const, path, plan: structuredClone(plan), bodyHash: bodyHash(file) };
  });
}

/** What is said for one file must not send others to its appointment. @throws UsageError */
function refuseStrays({ meeting }: Directives, options: BulkSendOptions): void {
  if (meeting === undefined && options.meeting === undefined) {
    throw new UsageError(
      'No online meeting is named. Write its id in "$meeting", or send the file alone with --meeting ID.',
    );
  }
  if (meeting !== undefined && options.meeting !== undefined && meeting !== options.meeting) {
    throw new UsageError(
      'Its "$meeting" is another one than --meeting names. Send it without --meeting, or alone.',
    );
  }
}

function targetOf(document: PayloadFile['document'], options: BulkSendOptions): Target | undefined {
  try {
    return planFor(readDirectives(document), options, options.ifMatch).target;
  } catch (error) {
    if (isUsageError(error)) return undefined;
    throw error;
  }
}

/** A file that cannot be read, or names no usable appointment, is a result like another. */
async function orProblem<Value>(
  path: string,
  get: () => Value | Promise<Value>,
): Promise<Value | (FileProblem & { kind: 'unusable' })> {
  try {
    return await get();
  } catch (error) {
    if (isUsageError(error)) return { kind: 'unusable', path, message: error.message };
    throw error;
  }
}
