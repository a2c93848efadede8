import type { createColors } from 'picocolors';
import type { Severity } from '../core/lint/rule';
import type { OutcomeKind } from '../core/send/outcome';

/** Paints text for a terminal; where there is none, it changes nothing. */
export type Colours = ReturnType<typeof createColors>;

type Colour = 'green' | 'yellow' | 'red' | 'cyan';

const SEVERITIES: Readonly<Record<Severity, Colour>> = {
  error: 'red',
  warning: 'yellow',
  information: 'cyan',
  hint: 'cyan',
};

/** The word for a severity in its colour. */
export function paintSeverity(severity: Severity, colours: Colours): string {
  return colours[SEVERITIES[severity]](severity);
}

/** Paints the line of a report that says what came of it: the first below the empty line. */
export function paintReport(report: string, outcome: OutcomeKind | 'read', colours: Colours): string {
  const colour: Colour =
    outcome === 'updated' || outcome === 'read' ? 'green' : outcome === 'conflict' ? 'yellow' : 'red';
  return report.replace(/(?<=\n\n).+/, (title) => colours.bold(colours[colour](title)));
}
