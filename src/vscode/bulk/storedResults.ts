import { Uri } from 'vscode';
import { isRecord } from '../../core/graph/reply';
import type { FileResult } from './fileResult';
import { isOutcome } from './outcomeLooks';

const VERSION = 1;

/** Of all files together, in characters: the history has the others. */
const MAX_REPORTS = 1_000_000;

/** The results as they are stored. Reports hold neither personal data nor tokens; those of failures come first. */
export function toStored(results: readonly FileResult[], at: number): unknown {
  let room = MAX_REPORTS;
  const kept = new Set<FileResult>();
  const saved = ({ outcome }: FileResult): number => Number(outcome === 'updated');
  for (const result of [...results].sort((a, b) => saved(a) - saved(b))) {
    room -= result.report?.length ?? 0;
    if (room < 0) break;
    kept.add(result);
  }
  return {
    version: VERSION,
    at,
    results: results.map((result) => {
      const { uri, outcome, title, report, doubt, isOthers } = result;
      return { uri: uri.toString(), outcome, title, doubt, isOthers, ...(kept.has(result) && { report }) };
    }),
  };
}

/**
 * Reads what was stored: by another version of this extension, or damaged. What cannot be read is left out.
 *
 * @param since in milliseconds since the epoch: what was stored before is forgotten
 */
export function fromStored(stored: unknown, since: number): FileResult[] {
  if (!isRecord(stored) || stored['version'] !== VERSION || !Array.isArray(stored['results'])) return [];
  if (!(Number(stored['at']) >= since)) return [];
  return stored['results'].flatMap(toResult);
}

function toResult(value: unknown): FileResult[] {
  if (!isRecord(value)) return [];
  const { uri, outcome, title, report, doubt, isOthers } = value;
  if (typeof uri !== 'string' || typeof title !== 'string' || !isOutcome(outcome)) return [];
  const etagSent = isRecord(doubt) ? doubt['etagSent'] : undefined;
  return [
    {
      uri: Uri.parse(uri),
      outcome,
      title,
      ...(typeof report === 'string' && { report }),
      ...((etagSent === null || typeof etagSent === 'string') && { doubt: { etagSent } }),
      ...(isOthers === true && { isOthers }),
    },
  ];
}
