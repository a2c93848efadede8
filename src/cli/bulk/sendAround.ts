import type { Around } from '../../core/bulk/job';
import type { Side } from '../../core/merge/conflict';
import { bodyValue, buildBody } from '../../core/payload/body';
import type { PayloadDocument } from '../../core/payload/model';
import { sha256 } from '../../node/sha256';
import type { Console } from '../console';
import type { ConflictMode } from '../options';
import { shownPath } from '../printable';
import { usedUp } from '../keepBase';
import { resolveConflict } from '../resolveConflict';
import type { ReadyFile } from './checkFiles';
import type { FileBases } from './fileBases';
import type { RunBases } from './runBases';

/** What a run does with each file beside sending it. */
export interface Extras {
  readonly bases: RunBases;
  readonly onConflict: ConflictMode;
  /** Merged values go into the files too. */
  readonly writes: boolean;
  readonly prefer: Side | undefined;
  readonly console: Pick<Console, 'note'>;
}

/** Sends one file of many on what is known of its appointment, goes on after a conflict, and keeps what came of it. */
export function sendAround(
  { path, plan }: ReadyFile,
  document: PayloadDocument,
  known: FileBases,
  { bases, onConflict, writes, prefer, console }: Extras,
): Around {
  return async (parts, send) => {
    const readsBack = bases.readsBack(plan.target);
    const first = await send({ ...parts, bases: known, readsBack });
    // After a conflict it is what the payload was made from, even where that was read only just before.
    const before = known.get()?.base;
    const resolved = await resolveConflict(
      onConflict,
      // What a merge has made is worth looking at: nobody else has seen it before.
      { ...parts, bases: known, readsBack: readsBack || onConflict === 'merge' },
      plan,
      { path, document, base: before, record: first },
      // What is on its way is waited for, and the transport lets nothing new out.
      { writes, prefer, console, signal: undefined },
    );
    const { record, document: sent, theirs, isFileMerged } = resolved;
    const problem = await bases.keep(path, plan.target, known, record, {
      before,
      theirs,
      sent: bodyValue(sent),
      isFileMerged,
    });
    if (problem !== undefined) {
      console.note(`${shownPath(path)}: the base ${problem} The next run begins with an old one.`);
    }
    const used = problem === undefined && bases.keeps ? usedUp(record, known.get()) : undefined;
    if (used !== undefined) console.note(`${shownPath(path)}: its base ${used}.`);
    const isWritten = writes && sent !== document;
    return { record, document: sent, ...(isWritten && { bodyHash: sha256(buildBody(sent)) }) };
  };
}
