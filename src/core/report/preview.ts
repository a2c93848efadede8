import type { GraphRequest } from '../graph/requests';

/** All headers of a request. The token and the ids that each send makes anew are shown by name. */
export function previewHeaders({ headers }: GraphRequest): Record<string, string> {
  return { ...headers, Authorization: 'Bearer <token>', 'client-request-id': '<new for each send>' };
}

/** A request as HTTP/1.1 writes it. */
export function previewRequest(root: string, request: GraphRequest): string {
  return [
    `${request.method} ${root}${request.path} HTTP/1.1`,
    ...Object.entries(previewHeaders(request)).map(([name, value]) => `${name}: ${value}`),
    '',
    request.body ?? '',
    '',
  ].join('\n');
}
