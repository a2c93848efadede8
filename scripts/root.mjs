// The repository's folder, for the scripts that run on the machine's own Node.
// @ts-check
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
