import { MAX_PAYLOAD_BYTES } from '../../payload/limits';
import { changesNothing } from './casts';
import { Cursor } from './cursor';
import { argumentEnd, statementEnd } from './extent';
import { readDoubleQuoted, readHereString, readSingleQuoted } from './strings';
import { numberIn, type Value } from './values';

const MAX_DEPTH = 100;
const CAST = /\[[\w.[\]]{1,80}\]/y;
const VARIABLE = /\$(?:\{(?:script:|global:)?(\w{1,100})\}|(?:script:|global:)?(\w{1,100}))/iy;
/** What makes a value only a part of an expression. */
const CONTINUED = /\.\w|\[|::/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const BARE = /[^\s;,(){}|"'`#@$]+/y;
const KEY = /[\w.@-]+/y;
const QUOTED_KEY = /'([^'\n]{0,500})'|"([^"`$\n]{0,500})"/y;
const CONVERT = /\|\s*ConvertTo-Json\b(?:`\n|[^\n;)}|])*/iy;

/** Reads a script's values, from one place to the next. Never throws; what it cannot read stays where it is. */
export class Reader extends Cursor {
  readonly variables = new Map<string, Value>();
  /** How much text variables may still add: they can double one another. */
  #budget = MAX_PAYLOAD_BYTES;

  lookup(name: string): Value | undefined {
    return this.variables.get(name.toLowerCase());
  }

  /** What is assigned: a value, several with commas between them, or an expression. */
  statement(depth = 0): Value | undefined {
    return oneOf(this.#assigned(depth));
  }

  /** An argument of a command. It has no operators: they would be arguments of their own. */
  argument(): Value | undefined {
    return oneOf(this.#operands(0, true));
  }

  #assigned(depth: number): Value[] {
    const from = this.at;
    const operands = this.#operands(depth, false);
    this.#skipConversion();
    this.skip(false);
    if (this.isAtEnd || /[\n;)}]/.test(this.text.charAt(this.at))) return operands;
    return [this.#expression(from, statementEnd(this.text, this.at))];
  }

  #operands(depth: number, isArgument: boolean): Value[] {
    const operands: Value[] = [];
    for (;;) {
      const operand = this.#operand(depth, isArgument);
      if (operand === undefined) return operands;
      operands.push(operand);
      const before = this.at;
      this.skip(false);
      if (this.take(/,/y) === undefined) {
        this.at = before;
        return operands;
      }
      this.skip(true);
    }
  }

  #operand(depth: number, isArgument: boolean): Value | undefined {
    const from = this.at;
    let casts = '';
    for (let cast = this.take(CAST); cast !== undefined; cast = this.take(CAST)) {
      casts += cast[0];
      this.skip(false);
    }
    const value = this.#single(depth, isArgument);
    if (value === undefined) return undefined;
    if (isArgument && this.#isContinued()) return this.#expression(from, argumentEnd(this.text, this.at));
    return casts === '' || changesNothing(casts, value) ? value : this.#expression(from, this.at);
  }

  #single(depth: number, isArgument: boolean): Value | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const here = readHereString(this.text, this.at, (name) => this.#textOf(name));
    if (here !== undefined) return this.#takeText(here);
    if (this.text[this.at] === '"') {
      return this.#takeText(readDoubleQuoted(this.text, this.at + 1, (name) => this.#textOf(name)));
    }
    if (this.text[this.at] === "'") return this.#takeText(readSingleQuoted(this.text, this.at + 1));
    if (this.take(/@\{/y) !== undefined) return this.#table(depth);
    if (this.take(/@\(/y) !== undefined) return this.#list(depth);
    const from = this.at;
    if (this.take(/\$?\(/y) !== undefined) return this.#parentheses(depth, from);
    const literal = this.take(/\$(true|false|null)\b/iy)?.[1]?.toLowerCase();
    if (literal !== undefined) return { kind: 'literal', json: literal };
    const number = this.take(NUMBER)?.[0];
    if (number !== undefined) return { kind: 'literal', json: number };
    return this.#variable(isArgument) ?? this.#bare(isArgument);
  }

  #takeText({ text, end, isOpen }: { text: string; end: number; isOpen: boolean }): Value {
    this.at = end;
    return { kind: 'text', text, isOpen };
  }

  /** In an argument it is a text; elsewhere it is the name of a command. */
  #bare(isArgument: boolean): Value | undefined {
    const from = this.at;
    const word = this.take(BARE)?.[0];
    if (word === undefined) return undefined;
    if (!isArgument) return { kind: 'expression', text: word };
    return this.text[this.at] === '$' ? this.#expandable(from) : { kind: 'text', text: word, isOpen: false };
  }

  #variable(isArgument: boolean): Value | undefined {
    const from = this.at;
    const found = this.take(VARIABLE);
    if (found === undefined) return undefined;
    if (!this.#isContinued()) {
      if (isArgument && /[^\s;,|(){}]/.test(this.text.charAt(this.at))) return this.#expandable(from);
      const value = this.lookup(found[1] ?? found[2] ?? '');
      if (value !== undefined) return value;
    }
    return this.#expression(from, argumentEnd(this.text, this.at));
  }

  /** An argument without quotes, in which variables count as in double quotes. */
  #expandable(from: number): Value {
    const end = argumentEnd(this.text, from);
    return this.#takeText(readDoubleQuoted(this.text, from, (name) => this.#textOf(name), end));
  }

  #expression(from: number, end: number): Value {
    this.at = end;
    return { kind: 'expression', text: this.text.slice(from, end).trim() };
  }

  #isContinued(): boolean {
    CONTINUED.lastIndex = this.at;
    return CONTINUED.test(this.text);
  }

  #parentheses(depth: number, from: number): Value {
    this.skip(true);
    const inside = this.statement(depth + 1);
    this.skip(true);
    if (inside !== undefined && this.take(/\)/y) !== undefined) return inside;
    return this.leave(')') ? this.#expression(from, this.at) : CUT;
  }

  #table(depth: number): Value {
    const entries: (readonly [string, Value])[] = [];
    for (;;) {
      this.skip(true);
      if (this.take(/\}/y) !== undefined) return { kind: 'table', entries };
      const quoted = this.take(QUOTED_KEY);
      const key = quoted === undefined ? this.take(KEY)?.[0] : (quoted[1] ?? quoted[2]);
      this.skip(false);
      const isEntry = key !== undefined && this.take(/=/y) !== undefined;
      this.skip(true);
      const value = isEntry ? this.statement(depth + 1) : undefined;
      if (key === undefined || value === undefined) {
        this.leave('}');
        return CUT;
      }
      entries.push([key, value]);
    }
  }

  #list(depth: number): Value {
    const items: Value[] = [];
    for (;;) {
      this.skip(true);
      if (this.take(/\)/y) !== undefined) break;
      if (this.take(/,/y) !== undefined) continue;
      const assigned = this.#assigned(depth + 1);
      if (assigned.length === 0) {
        this.leave(')');
        return CUT;
      }
      for (const item of assigned) items.push(item);
    }
    // A list in `@()` alone is that list.
    const [first] = items;
    return items.length === 1 && first?.kind === 'list' ? first : { kind: 'list', items };
  }

  /** `ConvertTo-Json` makes the text of a value that is wanted anyway. */
  #skipConversion(): void {
    const before = this.at;
    this.skip(false);
    if (this.take(CONVERT) === undefined) this.at = before;
  }

  /** What a variable puts into a text, while there is room for it. */
  #textOf(name: string): string | undefined {
    const value = this.lookup(name);
    const text = value?.kind === 'text' && !value.isOpen ? value.text : numberIn(value);
    if (text === undefined || text.length > this.#budget) return undefined;
    this.#budget -= text.length;
    return text;
  }
}

const CUT: Value = { kind: 'cut' };

function oneOf(items: readonly Value[]): Value | undefined {
  return items.length > 1 ? { kind: 'list', items } : items[0];
}
