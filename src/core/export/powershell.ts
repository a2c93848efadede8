import type { GraphRequest } from '../graph/requests';
import { asciiJson } from './literals';

/**
 * A request for PowerShell 7 and Windows PowerShell 5.1. The token is taken from the environment variable TOKEN. The
 * body is ASCII, because 5.1 reads scripts and sends texts in encodings of its own.
 */
export function toPowershell(root: string, { method, path, headers, body }: GraphRequest): string {
  const { 'Content-Type': contentType, ...others } = headers;
  return [
    '$headers = @{',
    '  Authorization = "Bearer $env:TOKEN"',
    ...Object.entries(others).map(([name, value]) => `  ${quote(name)} = ${quote(value)}`),
    '}',
    ...(body === undefined ? [] : [`$body = ${quote(asciiJson(body))}`]),
    `Invoke-RestMethod -Method ${method} -Uri ${quote(root + path)} -Headers $headers${
      contentType === undefined ? '' : ` -ContentType ${quote(contentType)}`
    }${body === undefined ? '' : ' -Body $body'}`,
  ].join('\n');
}

/** Single quotes keep everything but themselves, and PowerShell takes typographic ones for the same. */
function quote(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}
