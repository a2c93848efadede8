import { statementEnd } from './extent';

const SPACE = /[ \t\u00a0]+|`\n/y;
const LINES = /[\n;]+/y;
const COMMENT = /#[^\n]*|<#[\s\S]*?(?:#>|$)/y;

/** A place in a script that moves on. Never throws; what does not match stays where it is. */
export class Cursor {
  readonly text: string;
  at = 0;

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

  /** Goes behind what closes the group that cannot be read on. @returns whether something does */
  leave(closer: string): boolean {
    while (!this.isAtEnd) {
      this.at = statementEnd(this.text, this.at);
      const character = this.text.charAt(this.at);
      this.at += character.length;
      if (character === closer) return true;
    }
    return false;
  }
}
