import { MOST_TEXT } from './shellVariables';

const SET = /^\s*@?set\s+(?:"([A-Za-z_]\w*)=([^"\n]*)"|([A-Za-z_]\w*)=([^\n]*))/i;
const USE = /%([A-Za-z_]\w*)%/g;

/** Whether a text has a variable of the Windows command prompt in it. */
export function hasCmdVariable(text: string): boolean {
  return text.search(USE) >= 0;
}

/** The variables that a script of the Windows command prompt has set. Their names are the same in any case. */
export class CmdVariables {
  readonly #values = new Map<string, string>();
  #room = MOST_TEXT;

  /** Keeps what a line sets, if it does. */
  readLine(line: string): void {
    const [, quoted, quotedValue, bare, bareValue] = SET.exec(line) ?? [];
    const name = quoted ?? bare;
    if (name === undefined) return;
    this.#values.set(name.toLowerCase(), this.fillIn((quotedValue ?? bareValue ?? '').trimEnd()));
  }

  /** Puts the values that are known in their places, as the prompt does before it looks at anything else. */
  fillIn(text: string): string {
    if (this.#values.size === 0) return text;
    return text.replace(USE, (whole, name: string) => {
      const value = this.#values.get(name.toLowerCase());
      if (value === undefined || value.length > this.#room) return whole;
      this.#room -= value.length;
      return value;
    });
  }
}
