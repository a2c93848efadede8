import { JOURNAL_VERSION, type JournalHeader } from '../core/bulk/journal';
import type { CloudName } from '../core/graph/clouds';
import { type Target, targetKey } from '../core/graph/target';
import type { Account } from '../core/ports';
import { sha256 } from './sha256';

/** Names the target of a file in a journal, without saying whose appointment it is. */
export function targetHash(target: Target, account: string): string {
  return sha256(targetKey(target, account)).slice(0, 32);
}

/** Names an account beside a journal, without saying whose it is. */
export function accountHash({ id }: Account): string {
  return sha256(id).slice(0, 32);
}

/** Names where a whole run goes, and as whom, without saying who that is. */
export function scopeHash(cloud: CloudName, account: string): string {
  return sha256(JSON.stringify([cloud, account])).slice(0, 32);
}

/**
 * The first line of a run's journal. The set is its files, in order, and where each goes, as far as that is certain: not
 * what is in them, so that a mended file can be sent.
 */
export function journalHeader(
  files: readonly { readonly name: string; readonly target: string }[],
): JournalHeader {
  const set = sha256(files.map(({ name, target }) => JSON.stringify([name, target])).join('\n'));
  return { journal: 'vappt', version: JOURNAL_VERSION, set, files: files.length };
}
