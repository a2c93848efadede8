import type { KnownAppointment } from '../core/send/base';
import type { SendRecord } from '../core/send/record';
import { saveBaseFile } from './baseFile';

/**
 * Keeps what the appointment is like after a send. The send is over by now: a base that cannot be kept is a note, not a
 * failure.
 *
 * @param known what the send has found out about the appointment
 * @param isFileMerged whether merged values have been written into the payload file
 * @returns why the base could not be kept
 */
export async function keepBase(
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
