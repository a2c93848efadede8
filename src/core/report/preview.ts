import type { GraphRequest } from '../graph/requests';

/** A request as HTTP/1.1 writes it. The token and the ids that each send makes anew are shown by name. */
export function previewRequest(root: string, request: GraphRequest): string {
  const headers = {
    ...request.headers,
    Authorization: 'Bearer <token>',
    'client-request-id': '<new for each send>',
  };
  return [
    `${request.method} ${root}${request.path} HTTP/1.1`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    request.body ?? '',
    '',
  ].join('\n');
}
