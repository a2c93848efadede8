import type { GraphRequest } from '../graph/requests';
import { doubleQuoted } from './literals';

/** A request with `fetch`, for Node and other runtimes. The token is taken from the environment variable TOKEN. */
export function toJavascript(root: string, { method, path, headers, body }: GraphRequest): string {
  return [
    `fetch(${doubleQuoted(root + path)}, {`,
    `  method: ${doubleQuoted(method)},`,
    '  headers: {',
    '    Authorization: `Bearer ${process.env.TOKEN}`,',
    ...Object.entries(headers).map(([name, value]) => `    ${doubleQuoted(name)}: ${doubleQuoted(value)},`),
    '  },',
    ...(body === undefined ? [] : bodyLines(body)),
    '}).then(async (response) => {',
    '  console.log(response.status, await response.text());',
    '});',
  ].join('\n');
}

function bodyLines(body: string): string[] {
  return ['  body: [', ...body.split('\n').map((line) => `    ${doubleQuoted(line)},`), '  ].join("\\n"),'];
}
