/** What we tell the user to do in it. */
export const FIRST_STEP = 'Open docs-sample.vappt.json and press Send Patch above its first line.';

/** A VS Code that `npm start` has opened. */
export interface Opened {
  /** Resolves when it ends by itself, with a sentence that says so. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}
