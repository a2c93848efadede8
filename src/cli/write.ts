import type { Side } from '../core/merge/conflict';
import type { IfMatch } from '../core/graph/ifMatch';
import { appointmentPath } from '../core/graph/target';
import { bodyValue } from '../core/payload/body';
import { readDirectives } from '../core/payload/directives';
import { personalValues } from '../core/payload/personalValues';
import { isOthersMeeting } from '../core/report/explanations';
import { sendReport } from '../core/report/sendReport';
import type { sendPatch } from '../core/send/sendPatch';
import { english } from '../core/text';
import { systemClock } from '../node/system';
import { checkBaseTarget, readOwnBase, SingleBase } from './baseFile';
import { paintReport } from './colour';
import { connect, hasToken, refuseTwoInputs } from './connect';
import type { Console } from './console';
import { EXIT_CODES, UsageError } from './exitCodes';
import { hasOwnTag, nextHere, tagJustRead } from './hereNext';
import { keepBase, usedUp } from './keepBase';
import type { ConflictMode, ConnectionOptions, Format } from './options';
import { readPayloadFile } from './payloadFile';
import { planFor } from './plan';
import { shownPath } from './printable';
import { resolveConflict, PREFER_WITHOUT_MERGE, WRITE_WITHOUT_MERGE } from './resolveConflict';
import { refuseInvalid } from './refuseInvalid';
import { invalidJson, sendJson } from './sendJson';
import { unwritable } from './writeBack';

export interface WriteOptions extends ConnectionOptions {
  readonly format: Format;
  readonly ifMatch?: IfMatch;
  readonly base?: string;
  readonly saveBase?: string;
  readonly allowInvalid?: true;
  readonly onConflict?: ConflictMode;
  /** Merged values go into the file too. */
  readonly write?: true;
  /** Whose value counts where both have changed the same. */
  readonly prefer?: Side;
}

/** Carries out `send` or `create` for one file and prints what became of it. Returns the exit code. */
export async function write(
  operation: typeof sendPatch,
  method: 'PATCH' | 'PUT',
  path: string,
  options: WriteOptions,
  console: Console,
): Promise<number> {
  refuseTwoInputs(path, options);
  const file = await readPayloadFile(path, console);
  const { document } = file;
  if (refuseInvalid(file, console, options)) {
    if (options.format === 'json') console.result(invalidJson(path, method));
    return EXIT_CODES.invalid;
  }
  const plan = planFor(readDirectives(document), options, options.ifMatch);
  if (plan.ifMatch.kind === 'require' && options.base === undefined) {
    throw new UsageError('--if-match require needs the tag of an earlier read: name it with --base FILE.');
  }
  checkConflictOptions(path, options);
  if (options.write === true) {
    const problem = await unwritable(path);
    if (problem !== undefined) throw new UsageError(`Cannot write ${path}: ${problem}. Nothing was sent.`);
  }
  if (options.saveBase !== undefined) await checkBaseTarget(options.saveBase);
  const client = await connect(options, console);
  const url = client.url(appointmentPath(plan.target));
  const base = options.base === undefined ? undefined : await readOwnBase(options.base, url);
  const bases = new SingleBase(base);
  const parts = { client, bases, clock: systemClock };
  const first = await operation(parts, plan, document, console.signal);
  const {
    record,
    document: sent,
    theirs,
    isFileMerged,
  } = await resolveConflict(
    options.onConflict ?? 'fail',
    parts,
    plan,
    { path, document, base, record: first },
    { writes: options.write === true, prefer: options.prefer, console, signal: console.signal },
  );
  // Before anything is printed: a reader that has gone must not cost the base.
  const { saveBase } = options;
  const unsaved =
    saveBase === undefined
      ? undefined
      : await keepBase(
          saveBase,
          record,
          {
            before: base,
            now: bases.get(),
            theirs,
            sent: bodyValue(sent),
            isFileMerged,
          },
          url,
        );
  const personal = [...personalValues(document), ...personalValues(sent)];
  if (options.format === 'json') {
    console.result(sendJson(path, record, personal));
  } else {
    const next = nextHere(record.outcome, {
      ...options,
      path,
      method,
      tagJustRead: tagJustRead(record),
      hasToken: hasToken(options, console),
      ownTag: hasOwnTag(record, options),
      isOthers: isOthersMeeting(record.call.reply),
    });
    const report = sendReport(record, english, personal, next);
    console.result(paintReport(report, record.outcome.kind, console.resultColours));
  }
  if (record.merge?.isFileBehind === true && options.quiet !== true) {
    console.note(
      `${shownPath(path)} is behind: it does not have what was merged. With --write it would; send again to merge again.`,
    );
  }
  if (saveBase !== undefined && unsaved !== undefined) {
    console.note(`${shownPath(saveBase)} was not written: ${unsaved}. Fetch it.`);
  }
  const used = usedUp(record, bases.get());
  if (saveBase !== undefined && unsaved === undefined && used !== undefined) {
    console.note(`${shownPath(saveBase)} ${used}, unless you fetch it.`);
  }
  return EXIT_CODES[record.outcome.kind];
}

function checkConflictOptions(path: string, { onConflict, base, write: writes, prefer }: WriteOptions): void {
  if (onConflict === 'merge' && base === undefined) {
    throw new UsageError(
      '--on-conflict merge needs what the payload was made from: name it with --base FILE.',
    );
  }
  if (writes === true && onConflict !== 'merge') throw new UsageError(WRITE_WITHOUT_MERGE);
  if (prefer !== undefined && onConflict !== 'merge') throw new UsageError(PREFER_WITHOUT_MERGE);
  if (writes === true && path === '-') {
    throw new UsageError('--write needs a file: standard input cannot be written to.');
  }
}
