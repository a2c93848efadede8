import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** httpYac's command line, to be run with Node. */
export const HTTPYAC = path.join(path.dirname(require.resolve('httpyac/package.json')), 'bin/httpyac.js');
