import type { IfMatch } from '../core/graph/ifMatch';
import { appointmentPath } from '../core/graph/target';
import { readDirectives } from '../core/payload/directives';
import { isSendable } from '../core/payload/sendable';
import { personalValues } from '../core/payload/personalValues';
import { sendReport } from '../core/report/sendReport';
import type { KnownAppointment } from '../core/send/base';
import type { SendRecord } from '../core/send/record';
import type { sendPatch } from '../core/send/sendPatch';
import { english } from '../core/text';
import { systemClock } from '../node/system';
import { checkBaseTarget, readBaseFile, saveBaseFile, SingleBase } from './baseFile';
import { paintReport } from './colour';
import { connect } from './connect';
import type { Console } from './console';
import { EXIT_CODES, UsageError } from './exitCodes';
import type { ConflictMode, ConnectionOptions, Format } from './options';
import { readPayloadFile } from './payloadFile';
import { planFor } from './plan';
import { printable, shownPath } from './printable';
import { resolveConflict } from './resolveConflict';
import { refuseInvalid } from './refuseInvalid';
import { invalidJson, sendJson } from './sendJson';

export interface WriteOptions extends ConnectionOptions {
  readonly format: Format;
  readonly ifMatch?: IfMatch;
  readonly base?: string;
  readonly saveBase?: string;
  readonly allowInvalid?: true;
  readonly onConflict?: ConflictMode;
  /** Merged values go into the file too. */
  readonly write?: true;
}

/** Carries out `send` or `create` for one file and prints what became of it. Returns the exit code. */
export async function write(
  operation: typeof sendPatch,
  method: 'PATCH' | 'PUT',
  path: string,
  options: WriteOptions,
  console: Console,
): Promise<number> {
  const file = await readPayloadFile(path, console);
  const { document } = file;
  if (refuseInvalid(file, console, options) && !(options.allowInvalid === true && isSendable(document))) {
    if (options.format === 'json') console.result(invalidJson(path, method));
    return EXIT_CODES.invalid;
  }
  const plan = planFor(readDirectives(document), options, options.ifMatch);
  if (plan.ifMatch.kind === 'require' && options.base === undefined) {
    throw new UsageError('--if-match require needs the tag of an earlier read: name it with --base FILE.');
  }
  checkConflictOptions(path, options);
  if (options.saveBase !== undefined) await checkBaseTarget(options.saveBase);
  const client = await connect(options, console);
  const url = client.url(appointmentPath(plan.target));
  const base = options.base === undefined ? undefined : await readBaseFile(options.base, url);
  const bases = new SingleBase(base);
  const parts = { client, bases, clock: systemClock };
  const first = await operation(parts, plan, document, console.signal);
  const { record, document: sent } = await resolveConflict(
    options.onConflict ?? 'fail',
    parts,
    plan,
    { path, document, base, record: first },
    { writes: options.write === true, console },
  );
  const personal = [...personalValues(document), ...personalValues(sent)];
  if (options.format === 'json') {
    console.result(printable(sendJson(path, record, personal)));
  } else {
    const report = printable(sendReport(record, english, personal));
    console.result(paintReport(report, record.outcome.kind, console.resultColours));
  }
  if (record.merge?.isFileBehind === true && options.quiet !== true) {
    console.note(
      `${shownPath(path)} is behind: it does not have what was merged. With --write it would; send again to merge again.`,
    );
  }
  if (options.saveBase !== undefined) {
    const problem = await keepBase(options.saveBase, record, bases.get(), url, options.write === true);
    if (problem !== undefined) {
      console.note(printable(`${shownPath(options.saveBase)} was not written: ${problem}. Fetch it.`));
    }
  }
  return EXIT_CODES[record.outcome.kind];
}

function checkConflictOptions(path: string, { onConflict, base, write: writes }: WriteOptions): void {
  if (onConflict === 'merge' && base === undefined) {
    throw new UsageError(
      '--on-conflict merge needs what the payload was made from: name it with --base FILE.',
    );
  }
  if (writes === true && onConflict !== 'merge') {
    throw new UsageError(
      '--write goes with --on-conflict merge only: it writes merged values into the file.',
    );
  }
  if (writes === true && path === '-') {
    throw new UsageError('--write needs a file: standard input cannot be written to.');
  }
}

/** The send is over by now: a base that cannot be kept is a note, not a failure. Returns why. */
async function keepBase(
  path: string,
  { outcome, merge }: SendRecord,
  known: KnownAppointment | undefined,
  url: string,
  isFileMerged: boolean,
): Promise<string | undefined> {
  const hasNews = known?.theirs !== undefined;
  // Somebody was faster again: what was merged is in the file, so that is what the file is made from now.
  if (hasNews && merge !== undefined && isFileMerged) return await saveBaseFile(path, known.base, url);
  if (outcome.kind !== 'updated') return undefined;
  if (outcome.readBack.kind === 'failed') return 'what the server has now could not be read';
  if (known === undefined || hasNews) return 'what the server has now is not what was sent';
  const problem = await saveBaseFile(path, known.base, url);
  return problem === undefined ? undefined : `${problem}. The appointment itself was saved`;
}
