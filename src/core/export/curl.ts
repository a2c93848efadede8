import type { GraphRequest } from '../graph/requests';

/** A request as a cURL command for a POSIX shell. The token is taken from the variable TOKEN. */
export function toCurl(root: string, { method, path, headers, body }: GraphRequest): string {
  return [
    `curl --request ${method} ${quote(root + path)}`,
    // Double quotes: this one is for the shell to fill in.
    '--header "Authorization: Bearer $TOKEN"',
    ...Object.entries(headers).map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]),
  ].join(' \\\n  ');
}

/** Single quotes keep everything but themselves. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
