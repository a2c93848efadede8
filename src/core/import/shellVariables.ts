/** Values double one another: `B="$A$A"`. What is longer is no request that somebody pastes. */
export const MOST_TEXT = 4_000_000;

const NAME = /\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*)/y;

/** The variables that a shell's script has set, as far as their values stand in it. */
export class ShellVariables {
  readonly #values = new Map<string, string>();
  #room = MOST_TEXT;

  /** @param value `undefined`: only the shell knows it */
  set(name: string, value: string | undefined): void {
    if (value === undefined) this.#values.delete(name);
    else this.#values.set(name, value);
  }

  /** The value of the variable whose name stands at a place, behind its `$`, and the place behind the name. */
  at(text: string, place: number): { readonly value: string; readonly end: number } | undefined {
    NAME.lastIndex = place;
    const [whole, braced, bare] = NAME.exec(text) ?? [];
    const value = this.#values.get(braced ?? bare ?? '');
    if (whole === undefined || value === undefined || value.length > this.#room) return undefined;
    this.#room -= value.length;
    return { value, end: place + whole.length };
  }
}
