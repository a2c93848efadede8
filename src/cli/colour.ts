import { createColors } from 'picocolors';
import type { Severity } from '../core/lint/rule';
import type { OutcomeKind } from '../core/send/outcome';

type Colour = 'green' | 'yellow' | 'red' | 'cyan';

/** Paints text for a terminal; where there is none, it changes nothing. */
export type Colours = Readonly<Record<Colour | 'bold', (text: string) => string>>;

/** Stands for the escape character in what we paint, so that `withColours` can tell it from one in somebody's text. */
// Nobody who writes a file can guess it; loading a library for that would slow every start.
const MARK = `${Math.random()}${Math.random()}`;

/** Colours that only `withColours` turns into what a terminal reads. */
export function markedColours(isOn: boolean): Colours {
  const colours = createColors(isOn);
  const marked = (name: keyof Colours) => (text: string) => colours[name](text).replaceAll('\x1b', MARK);
  return {
    green: marked('green'),
    yellow: marked('yellow'),
    red: marked('red'),
    cyan: marked('cyan'),
    bold: marked('bold'),
  };
}

/** The last step before a terminal: what was painted gets its colours. */
export function withColours(text: string): string {
  return text.replaceAll(MARK, '\x1b');
}

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
