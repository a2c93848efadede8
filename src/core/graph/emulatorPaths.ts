/** Beside the Graph paths of the emulator: a POST to it gives a token. docs/emulator.md has the other calls. */
export const TOKEN_PATH = '/_emulator/token';
