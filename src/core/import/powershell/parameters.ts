import type { Reader } from './reader';
import { textOf, type Value } from './values';

const PARAMETER = /-([A-Za-z]{1,40})(:?)/y;
const SPLAT = /@(\w{1,100})/y;
const SWITCHES = new Set(['passthru', 'skipheadervalidation', 'verbose', 'debug', 'usebasicparsing']);

/** What a command is called with; `splatted` are the tables that parameters came from. */
export interface Parameters {
  readonly named: ReadonlyMap<string, Value>;
  readonly splatted: readonly Value[];
  /** It has arguments that belong to no parameter. */
  readonly more: boolean;
}

/** Reads what stands behind a command, to the end of its statement. */
export function readParameters(reader: Reader): Parameters {
  const splatted: Value[] = [];
  const named = new Map<string, Value>();
  const positional: Value[] = [];
  for (;;) {
    reader.skip(false);
    if (reader.isAtEnd || /[\n;|)}]/.test(reader.text[reader.at] ?? '')) break;
    const before = reader.at;
    const splat = reader.take(SPLAT)?.[1];
    const [, name, colon] = splat === undefined ? (reader.take(PARAMETER) ?? []) : [];
    const parameter = name?.toLowerCase();
    if (splat !== undefined) {
      const table = reader.lookup(splat);
      if (table !== undefined) splatted.push(table);
      if (table?.kind === 'table')
        table.entries.forEach(([key, value]) => named.set(key.toLowerCase(), value));
    } else if (parameter !== undefined) {
      if (colon === '' && SWITCHES.has(parameter)) continue;
      reader.skip(false);
      // A switch that is not known has no value.
      if (/^-[A-Za-z]/.test(reader.text.slice(reader.at, reader.at + 2))) continue;
      const value = reader.argument();
      if (value !== undefined) named.set(parameter, value);
    } else {
      const value = reader.argument();
      if (value !== undefined) positional.push(value);
    }
    if (reader.at === before) reader.at += 1;
  }
  // The order that the cmdlet's documentation gives; the method can be left out.
  const isMethod = /^[A-Za-z]+$/.test(textOf(positional[0]));
  const order = ['method', 'uri', 'body'].filter((name) => !named.has(name));
  for (const name of order.slice(order[0] === 'method' && !isMethod ? 1 : 0)) {
    const value = positional.shift();
    if (value !== undefined) named.set(name, value);
  }
  return { named, splatted, more: positional.length > 0 };
}
