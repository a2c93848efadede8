import type { GraphRequest } from '../graph/requests';
import { doubleQuoted } from './literals';

/** A request with Python's own library. The token is taken from the environment variable TOKEN. */
export function toPython(root: string, { method, path, headers, body }: GraphRequest): string {
  return [
    'import os',
    'import urllib.error',
    'import urllib.request',
    '',
    ...(body === undefined ? [] : bodyLines(body)),
    'request = urllib.request.Request(',
    `    ${doubleQuoted(root + path)},`,
    ...(body === undefined ? [] : ['    data=body.encode("utf-8"),']),
    `    method=${doubleQuoted(method)},`,
    '    headers={',
    '        "Authorization": "Bearer " + os.environ["TOKEN"],',
    ...Object.entries(headers).map(
      ([name, value]) => `        ${doubleQuoted(name)}: ${doubleQuoted(value)},`,
    ),
    '    },',
    ')',
    'try:',
    '    response = urllib.request.urlopen(request)',
    'except urllib.error.HTTPError as error:',
    '    response = error',
    'print(response.status, response.read().decode("utf-8"))',
  ].join('\n');
}

function bodyLines(body: string): string[] {
  const lines = body.split('\n');
  return [
    'body = (',
    ...lines.map((line, index) => `    ${doubleQuoted(index < lines.length - 1 ? `${line}\n` : line)}`),
    ')',
  ];
}
