import { escapeLineBreaks } from '../../core/text';
import type { Console } from '../console';
import type { FileResult } from './results';

/** A run can fail in as many ways as it has files; the first ones are those that help. */
const MOST = 10;

/** Notes what the results mean and what to do next, once for all files with the same. */
export function explainResults(results: readonly FileResult[], console: Console): void {
  const told = new Set(
    results.flatMap(({ title, explanation = [] }) =>
      explanation.length === 0 ? [] : [[title, ...explanation].map(escapeLineBreaks).join('\n  ')],
    ),
  );
  for (const text of [...told].slice(0, MOST)) console.note(text);
  if (told.size > MOST) {
    console.note(`${told.size - MOST} more have other reasons: --format json has all of them.`);
  }
}
