import type { HttpRequest } from '../ports';
import { appointmentPath, joinLinkPath, type Target } from './target';

/** A request without what only the client adds: origin, token, `client-request-id`. */
export interface GraphRequest {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RequestOptions {
  /** A BCP 47 list; `undefined`: the header is not sent. */
  readonly acceptLanguage?: string | undefined;
}

export function readAppointmentRequest(target: Target, options: RequestOptions): GraphRequest {
  return { method: 'GET', path: appointmentPath(target), headers: commonHeaders(options) };
}

export function joinLinkRequest(target: Target, options: RequestOptions): GraphRequest {
  return { method: 'GET', path: joinLinkPath(target), headers: commonHeaders(options) };
}

/** @param ifMatch the value of `If-Match`; `null` sends the request without a condition */
export function updateAppointmentRequest(
  target: Target,
  body: string,
  ifMatch: string | null,
  options: RequestOptions,
): GraphRequest {
  return {
    method: 'PATCH',
    path: appointmentPath(target),
    headers: {
      ...commonHeaders(options),
      'Content-Type': 'application/json',
      ...(ifMatch !== null && { 'If-Match': ifMatch }),
    },
    body,
  };
}

/** https://learn.microsoft.com/graph/api/virtualappointment-put (beta) */
export function createAppointmentRequest(
  target: Target,
  body: string,
  options: RequestOptions,
): GraphRequest {
  return {
    method: 'PUT',
    path: appointmentPath(target),
    headers: { ...commonHeaders(options), 'Content-Type': 'application/json' },
    body,
  };
}

function commonHeaders({ acceptLanguage }: RequestOptions): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(acceptLanguage !== undefined && { 'Accept-Language': acceptLanguage }),
  };
}
