import { MAX_PAYLOAD_BYTES } from '../../payload/limits';
import { readDoubleQuoted, readHereString, readSingleQuoted } from './strings';
import type { Value } from './values';

const MAX_DEPTH = 100;
const SPACE = /[ \t\u00a0]+|`\n/y;
const LINES = /[\n;]+/y;
const COMMENT = /#[^\n]*|<#[\s\S]*?(?:#>|$)/y;
const CAST = /\[[\w.[\]]{1,80}\]/y;
const VARIABLE = /\$(?:\{(?:script:|global:)?(\w{1,100})\}|(?:script:|global:)?(\w{1,100}))/iy;
/** What makes a variable only a part of an expression. */
const CONTINUED = /\.\w|\[|::/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const BARE = /[^\s;,(){}|"'`#@$]+/y;
const KEY = /[\w.@-]+/y;
const QUOTED_KEY = /'([^'\n]{0,500})'|"([^"`$\n]{0,500})"/y;
const CONVERT = /\|\s*ConvertTo-Json\b[^\n;)|]*/iy;

/** Reads a script's values, from one place to the next. Never throws; what it cannot read stays where it is. */
export class Reader {
  readonly text: string;
  readonly variables = new Map<string, Value>();
  at = 0;
  /** How much text variables may still add: they can double one another. */
  #budget = MAX_PAYLOAD_BYTES;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Takes what a sticky pattern matches here. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found !== undefined) this.at += found[0].length;
    return found;
  }

  /** Skips white space and comments; line ends and semicolons only where they separate nothing. */
  skip(overLines: boolean): void {
    while (this.take(SPACE) ?? this.take(COMMENT) ?? (overLines ? this.take(LINES) : undefined)) continue;
  }

  lookup(name: string): Value | undefined {
    return this.variables.get(name.toLowerCase());
  }

  /** A value: one, or several with commas between them. */
  value(depth = 0): Value | undefined {
    const first = this.#single(depth);
    if (first === undefined) return undefined;
    const items = [first];
    for (;;) {
      const before = this.at;
      this.skip(false);
      if (this.take(/,/y) === undefined) {
        this.at = before;
        break;
      }
      this.skip(true);
      const next = this.#single(depth);
      if (next === undefined) break;
      items.push(next);
    }
    this.#skipConversion();
    return items.length === 1 ? first : { kind: 'list', items };
  }

  #single(depth: number): Value | undefined {
    if (depth > MAX_DEPTH) return undefined;
    while (this.take(CAST) !== undefined) this.skip(false);
    const here = readHereString(this.text, this.at, (name) => this.#textOf(name));
    if (here !== undefined) return this.#takeText(here);
    if (this.text[this.at] === '"') {
      return this.#takeText(readDoubleQuoted(this.text, this.at + 1, (name) => this.#textOf(name)));
    }
    if (this.text[this.at] === "'") return this.#takeText(readSingleQuoted(this.text, this.at + 1));
    if (this.take(/@\{/y) !== undefined) return this.#table(depth);
    if (this.take(/@\(/y) !== undefined) return { kind: 'list', items: this.#items(depth) };
    if (this.take(/\(/y) !== undefined) {
      this.skip(true);
      const inside = this.value(depth + 1);
      this.skip(true);
      return this.take(/\)/y) === undefined ? undefined : inside;
    }
    const literal = this.take(/\$(true|false|null)\b/iy)?.[1]?.toLowerCase();
    if (literal !== undefined) return { kind: 'literal', json: literal };
    const number = this.take(NUMBER)?.[0];
    if (number !== undefined) return { kind: 'literal', json: number };
    return this.#variable() ?? this.#bare();
  }

  #takeText({ text, end, isOpen }: { text: string; end: number; isOpen: boolean }): Value {
    this.at = end;
    return { kind: 'text', text, isOpen };
  }

  #bare(): Value | undefined {
    const word = this.take(BARE)?.[0];
    return word === undefined ? undefined : textValue(word);
  }

  #variable(): Value | undefined {
    const from = this.at;
    const found = this.take(VARIABLE);
    if (found === undefined) return undefined;
    CONTINUED.lastIndex = this.at;
    const value = CONTINUED.test(this.text) ? undefined : this.lookup(found[1] ?? found[2] ?? '');
    if (value !== undefined) return value;
    this.take(/[^\s;,(){}|]+/y);
    return { kind: 'text', text: this.text.slice(from, this.at), isOpen: true };
  }

  #table(depth: number): Value {
    const entries: (readonly [string, Value])[] = [];
    for (;;) {
      this.skip(true);
      if (this.isAtEnd || this.take(/\}/y) !== undefined) return { kind: 'table', entries };
      const quoted = this.take(QUOTED_KEY);
      const key = quoted === undefined ? this.take(KEY)?.[0] : (quoted[1] ?? quoted[2]);
      this.skip(false);
      const isEntry = key !== undefined && this.take(/=/y) !== undefined;
      this.skip(true);
      const value = isEntry ? this.value(depth + 1) : undefined;
      if (key === undefined || value === undefined) this.at = this.text.length;
      else entries.push([key, value]);
    }
  }

  #items(depth: number): Value[] {
    const items: Value[] = [];
    for (;;) {
      this.skip(true);
      if (this.isAtEnd || this.take(/\)/y) !== undefined) return items;
      if (this.take(/,/y) !== undefined) continue;
      const item = this.#single(depth + 1);
      if (item === undefined) this.at = this.text.length;
      else items.push(item);
    }
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
    if (value === undefined || (value.kind === 'text' && value.isOpen)) return undefined;
    const text = value.kind === 'text' ? value.text : value.kind === 'literal' ? value.json : undefined;
    if (text === undefined || text.length > this.#budget) return undefined;
    this.#budget -= text.length;
    return text;
  }
}

function textValue(text: string): Value {
  return { kind: 'text', text, isOpen: false };
}
