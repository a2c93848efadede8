import { STATUS_CODES } from 'node:http';
import type { Exchange } from './context';
import { errorAnswer, GraphError } from './errors';
import type { Fault } from './faults';

/** The codes that Graph documents or that were seen, for faults that give none. */
const USUAL_CODES: Record<number, string> = {
  401: 'InvalidAuthenticationToken',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'resourceModified',
  429: 'TooManyRequests',
  500: 'generalException',
  503: 'serviceNotAvailable',
};

/** The answer that a fault dictates, without the request being applied; undefined when it dictates none. */
export function faultAnswer(fault: Fault, exchange: Exchange, now: Date): Response | undefined {
  const headers: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
  if (fault.redirect !== undefined) {
    const location = { ...headers, Location: fault.redirect };
    return new Response(null, { status: fault.status ?? 307, headers: location });
  }
  const status = fault.status ?? statusImpliedBy(fault);
  if (status === undefined || isSuccess(status)) return undefined;
  if (status < 400) return new Response(null, { status, headers });
  const code = fault.code ?? USUAL_CODES[status] ?? 'BadRequest';
  const message = fault.message ?? STATUS_CODES[status] ?? 'A fault that was asked for.';
  return replaceBody(fault, errorAnswer(new GraphError(status, code, message, { headers }), exchange, now));
}

/** The answer to a request that was applied: with another status of success, if the fault asks for one. */
export function dressAnswer(fault: Fault, answer: Response): Response {
  const { status = 0 } = fault;
  if (!answer.ok || !isSuccess(status)) return replaceBody(fault, answer);
  const body = status === 204 || status === 205 ? null : answer.body;
  return replaceBody(fault, new Response(body, { status, headers: answer.headers }));
}

/** The same answer with another body: what a gateway or a broken proxy makes of it. */
function replaceBody(fault: Fault, answer: Response): Response {
  if (fault.body === undefined) return answer;
  const headers = new Headers(answer.headers);
  headers.delete('Content-Length');
  if (fault.body === 'empty') {
    headers.delete('Content-Type');
    return new Response(null, { status: answer.status, headers });
  }
  headers.set('Content-Type', fault.body === 'html' ? 'text/html; charset=utf-8' : 'application/json');
  // An answer without content cannot get any, so an answered 204 becomes 200.
  const status = answer.status === 204 || answer.status === 304 ? 200 : answer.status;
  return new Response(fault.body === 'html' ? gatewayPage(status) : '{"error":{"code":', { status, headers });
}

/** An error without a status is a 400, a wait without a status a 429. */
function statusImpliedBy({ code, message, retryAfter }: Fault): number | undefined {
  if (retryAfter !== undefined) return 429;
  return code !== undefined || message !== undefined ? 400 : undefined;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function gatewayPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>EMULATOR</p></body></html>`;
}
