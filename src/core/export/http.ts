import type { GraphRequest } from '../graph/requests';

/**
 * A request for a `.http` file, as REST Client and httpYac read it. The token is taken from the environment variable
 * TOKEN of the process that opens it.
 */
export function toHttp(root: string, { method, path, headers, body }: GraphRequest): string {
  const lines = [
    `${method} ${root}${path} HTTP/1.1`,
    'Authorization: Bearer {{$processEnv TOKEN}}',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return [...lines, ...(body === undefined ? [] : ['', withoutVariables(body)])].join('\n');
}

/** Two braces would begin a variable. In JSON they stand side by side in texts only, where one can be an escape. */
function withoutVariables(json: string): string {
  return json.replaceAll('{{', String.raw`\u007b\u007b`);
}
