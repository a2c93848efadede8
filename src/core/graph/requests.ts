import { TO_GET_JOIN_LINK, TO_READ, TO_WRITE } from '../auth/permissions';
import type { HttpRequest } from '../ports';
import { appointmentPath, joinLinkPath, type Target, type UrlPath } from './target';

/** A request without what only the client adds: origin, token, `client-request-id`. */
export interface GraphRequest {
  readonly method: HttpRequest['method'];
  readonly path: UrlPath;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The object id in the path; missing for `me`. */
  readonly user?: string;
  /** Delegated permissions of which the token needs one. */
  readonly permissions?: readonly string[];
}

export interface RequestOptions {
  /** A BCP 47 list; `undefined`: the header is not sent. */
  readonly acceptLanguage?: string | undefined;
}

/** @param ifNoneMatch a tag: where the server still has it, it may answer 304 and no more */
export function readAppointmentRequest(
  target: Target,
  options: RequestOptions,
  ifNoneMatch?: string,
): GraphRequest {
  return {
    method: 'GET',
    path: appointmentPath(target),
    headers: {
      ...commonHeaders(options),
      ...(ifNoneMatch !== undefined && { 'If-None-Match': ifNoneMatch }),
    },
    ...needs(target, TO_READ),
  };
}

/** GET of `getVirtualAppointmentJoinWebUrl`, the successor of the retired resource. */
export function joinLinkRequest(target: Target, options: RequestOptions): GraphRequest {
  return {
    method: 'GET',
    path: joinLinkPath(target),
    headers: commonHeaders(options),
    ...needs(target, TO_GET_JOIN_LINK),
  };
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
    ...needs(target, TO_WRITE),
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
    ...needs(target, TO_WRITE),
  };
}

function needs({ user }: Target, permissions: readonly string[]): Pick<GraphRequest, 'user' | 'permissions'> {
  return { ...(user !== 'me' && { user }), permissions };
}

function commonHeaders({ acceptLanguage }: RequestOptions): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(acceptLanguage !== undefined && { 'Accept-Language': acceptLanguage }),
  };
}
