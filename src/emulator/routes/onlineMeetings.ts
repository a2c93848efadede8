import type { Context } from 'hono';
import { contextUrl, jsonAnswer } from '../answers';
import { meetingShape } from '../bodyShapes';
import { checkBody } from '../checkBody';
import type { AppEnv, Services } from '../context';
import { parseJsonBody } from '../jsonBody';
import { readMeetingFilter } from '../meetingFilter';
import type { MeetingDraft } from '../meetings';
import { meetingEntity } from '../meetingEntity';
import { pathMeeting, pathUserId, requireOwnToken, sameId } from '../target';
import { decisions } from '../decisions';
import { SCOPES, type Operation } from './resource';

/** `POST` and `GET …/onlineMeetings`: create one, find one. */
export function meetingCollection(services: Services): Record<string, Operation> {
  const { store } = services;

  function create(c: Context<AppEnv>): Response {
    const organizerId = pathUserId(c, services);
    requireOwnToken(c, organizerId);
    const body = parseJsonBody(c.env.exchange.bodyText, c.req.header('content-type'));
    // checkBody has made sure of the members' types.
    const draft = checkBody(body, meetingShape) as Omit<MeetingDraft, 'organizerId'>;
    const meeting = store.addMeeting({ ...draft, organizerId });
    const context = contextUrl(c, `users('${organizerId}')/onlineMeetings/$entity`);
    const entity = meetingEntity(meeting, store.user(organizerId));
    return jsonAnswer(c, { '@odata.context': context, ...entity }, { status: 201 });
  }

  function find(c: Context<AppEnv>): Response {
    const userId = pathUserId(c, services);
    requireOwnToken(c, userId);
    const meeting = store.findMeeting(readMeetingFilter(c.req.query('$filter')));
    // Lookups by link or number are for the organiser only, unlike what the reference says about attendees.
    if (meeting !== undefined && !sameId(meeting.organizerId, userId))
      throw decisions.organizerMismatch.apply(403, userId);
    const value = meeting === undefined ? [] : [meetingEntity(meeting, store.user(meeting.organizerId))];
    return jsonAnswer(c, { '@odata.context': contextUrl(c, `users('${userId}')/onlineMeetings`), value });
  }

  return { GET: { scopes: SCOPES.read, handle: find }, POST: { scopes: SCOPES.write, handle: create } };
}

/** `GET …/onlineMeetings/{id}`. */
export function meetingItem(services: Services): Record<string, Operation> {
  function read(c: Context<AppEnv>): Response {
    const meeting = pathMeeting(c, services);
    const organizer = services.store.user(meeting.organizerId);
    const context = contextUrl(c, `users('${meeting.organizerId}')/onlineMeetings/$entity`);
    return jsonAnswer(c, { '@odata.context': context, ...meetingEntity(meeting, organizer) });
  }

  return { GET: { scopes: SCOPES.read, handle: read } };
}
