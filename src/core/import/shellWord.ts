/** A word of a command line, as the program would get it. */
export interface Word {
  readonly text: string;
  /** The shell would put something else where a `$` or a backtick stands. */
  readonly hasVariables: boolean;
}
