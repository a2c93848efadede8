/** What we tell the user to do in it. */
export const FIRST_STEP = 'Press Send Patch above the first line of docs-sample.vappt.json.';

/** A VS Code that `npm start` has opened. */
export interface Opened {
  /** Resolves when it ends by itself, with a sentence that says so. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}
