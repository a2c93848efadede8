// Imported before anything that keeps a reference to a console function, as Mocha does. In the browser-served VS Code
// the lines of a suite arrive among those of the window; its stand-in (hostShim.ts) knows ours by this mark.
import { format } from 'node:util';

const mark = process.env['VAPPT_SUITE_MARK'];
if (mark !== undefined) {
  // VS Code has made the functions of its console unchangeable, but not the variable.
  const original = console;
  const marked = Object.create(original) as Console;
  for (const name of ['log', 'info', 'warn', 'error'] as const) {
    const value = (...args: unknown[]): void => {
      original[name](mark + format(...args));
    };
    Object.defineProperty(marked, name, { value });
  }
  globalThis.console = marked;
}
