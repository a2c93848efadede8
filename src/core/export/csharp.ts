import type { GraphRequest } from '../graph/requests';
import { doubleQuoted } from './literals';

/** A request with `HttpClient`, as a file of top-level statements. The token is taken from the environment variable TOKEN. */
export function toCsharp(root: string, { method, path, headers, body }: GraphRequest): string {
  const { 'Content-Type': contentType, ...others } = headers;
  return [
    'using System.Net.Http.Headers;',
    'using System.Text;',
    '',
    'using var client = new HttpClient();',
    `using var request = new HttpRequestMessage(new HttpMethod(${doubleQuoted(method)}), ${doubleQuoted(root + path)});`,
    header('"Authorization"', '"Bearer " + Environment.GetEnvironmentVariable("TOKEN")'),
    ...Object.entries(others).map(([name, value]) => header(doubleQuoted(name), doubleQuoted(value))),
    ...(body === undefined ? [] : bodyLines(body, contentType)),
    'using var response = await client.SendAsync(request);',
    'Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");',
  ].join('\n');
}

function header(name: string, value: string): string {
  return `request.Headers.TryAddWithoutValidation(${name}, ${value});`;
}

function bodyLines(body: string, contentType = 'application/json'): string[] {
  const lines = body.split('\n').map((line) => `    ${doubleQuoted(line)}`);
  return [
    `request.Content = new StringContent(string.Join("\\n",`,
    `${lines.join(',\n')}), Encoding.UTF8);`,
    `request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(${doubleQuoted(contentType)});`,
  ];
}
