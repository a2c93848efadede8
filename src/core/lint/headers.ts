const HEADERS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'client-request-id',
  'connection',
  'consistencylevel',
  'content-length',
  'content-type',
  'etag',
  'host',
  'if-match',
  'if-none-match',
  'prefer',
  'user-agent',
]);

/** Whether a name is that of a header that requests and answers of Graph have. */
export function isHeader(name: string): boolean {
  return HEADERS.has(name.toLowerCase());
}
