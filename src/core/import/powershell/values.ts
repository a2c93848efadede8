/** A value as far as it can be known without running the script. */
export type Value =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Holds variables or expressions whose value is not known; they stand as they are written. */
      readonly isOpen: boolean;
    }
  /** A variable that is not known, or what only the script can work out; `text` is how it is written. */
  | { readonly kind: 'expression'; readonly text: string }
  /** A number, `true`, `false` or `null`, as JSON writes it. */
  | { readonly kind: 'literal'; readonly json: string }
  | { readonly kind: 'table'; readonly entries: readonly (readonly [string, Value])[] }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  /** What does not end, or cannot be read: nobody can tell what is missing. */
  | { readonly kind: 'cut' };

/** Where `ConvertTo-Json` would nest: far below what a payload needs, and what recursion can take. */
const MAX_DEPTH = 100;

/**
 * Writes a value as indented JSON.
 *
 * @param limit how long it may get: a variable can stand in a list many times, and that list in another
 * @returns `undefined` when it gets longer or deeper
 */
export function jsonOf(value: Value, limit: number): string | undefined {
  const out: string[] = [];
  let length = 0;
  const put = (part: string): boolean => {
    out.push(part);
    length += part.length;
    return length <= limit;
  };
  const write = (each: Value, depth: number): boolean => {
    if (depth > MAX_DEPTH) return false;
    switch (each.kind) {
      case 'text':
      case 'expression':
        return put(JSON.stringify(each.text));
      case 'literal':
        return put(each.json);
      case 'cut':
        return false;
      case 'table':
        return writeAll('{', each.entries, '}', depth);
      case 'list':
        return writeAll(
          '[',
          each.items.map((item) => [undefined, item] as const),
          ']',
          depth,
        );
    }
  };
  const writeAll = (
    open: string,
    entries: readonly (readonly [string | undefined, Value])[],
    close: string,
    depth: number,
  ): boolean => {
    if (entries.length === 0) return put(open + close);
    const indent = '  '.repeat(depth + 1);
    return (
      entries.every(
        ([name, each], index) =>
          put(
            `${index === 0 ? open : ','}\n${indent}${name === undefined ? '' : `${JSON.stringify(name)}: `}`,
          ) && write(each, depth + 1),
      ) && put(`\n${'  '.repeat(depth)}${close}`)
    );
  };
  return write(value, 0) ? out.join('') : undefined;
}

/** Whether something in a value is known only to the script. */
export function isOpen(value: Value): boolean {
  return holds(value, (each) => each.kind === 'expression' || (each.kind === 'text' && each.isOpen));
}

/** Whether something in a value, or the value itself, is so. Looks at each once: variables can double one another. */
export function holds(value: Value, isSo: (each: Value) => boolean): boolean {
  const found = new Set([value]);
  // A set hands out what is added on the way, too.
  for (const each of found) {
    if (isSo(each)) return true;
    if (each.kind === 'list') each.items.forEach((item) => found.add(item));
    if (each.kind === 'table') each.entries.forEach(([, entry]) => found.add(entry));
  }
  return false;
}

/** PowerShell writes numbers into texts as JSON does, but not `true`, `false` and `null`. */
export function numberIn(value: Value | undefined): string | undefined {
  return value?.kind === 'literal' && /\d/.test(value.json) ? value.json : undefined;
}

/** The text that a value is, as far as it is one. */
export function textOf(value: Value | undefined): string {
  return value?.kind === 'text' ? value.text : '';
}
