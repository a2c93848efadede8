import type { Context, MiddlewareHandler } from 'hono';
import { contextUrl, emptyAnswer, jsonAnswer } from '../answers';
import { createAppointment, patchAppointment, type AppointmentBody } from '../appointments';
import { appointmentShape } from '../bodyShapes';
import { checkBody } from '../checkBody';
import type { AppEnv, Services } from '../context';
import { decisions } from '../decisions';
import { parseJsonBody } from '../jsonBody';
import { checkCondition, isNotModified, readIfMatch } from '../preconditions';
import type { EmulatorMeeting, StoredAppointment } from '../state';
import { pathMeeting } from '../target';
import { SCOPES, type Operation } from './resource';

/** `GET`, `PUT`, `PATCH` and `DELETE …/virtualAppointment`. */
export function virtualAppointment(services: Services): Record<string, Operation> {
  const { store, randomId } = services;

  function read(c: Context<AppEnv>): Response {
    const meeting = pathMeeting(c, services);
    const { etag, entity } = existing(meeting);
    const tag = decisions.tagOnRead.apply(etag);
    if (isNotModified(c.req.header('if-none-match'), etag)) return c.body(null, 304, tag.header);
    return jsonAnswer(
      c,
      { '@odata.context': entityContext(c, meeting), ...tag.member, ...entity },
      { headers: tag.header },
    );
  }

  function create(c: Context<AppEnv>): Response {
    const condition = readIfMatch(c.req.header('if-match'));
    const meeting = pathMeeting(c, services);
    const body = readBody(c);
    if (meeting.appointment !== null) {
      checkCondition(condition, meeting.appointment.etag);
      throw decisions.putExisting.apply();
    }
    if (condition !== undefined) throw decisions.putConditional.apply();
    const entity = createAppointment(meeting, randomId(), body);
    c.env.exchange.changes.push(store.writeAppointment(meeting, entity, Object.keys(body)));
    return jsonAnswer(c, { '@odata.context': entityContext(c, meeting), ...entity }, { status: 201 });
  }

  function update(c: Context<AppEnv>): Response {
    const condition = readIfMatch(c.req.header('if-match'));
    const meeting = pathMeeting(c, services);
    const before = existing(meeting);
    const body = readBody(c);
    checkCondition(condition, before.etag);
    const entity = patchAppointment(before.entity, body);
    c.env.exchange.changes.push(store.writeAppointment(meeting, entity, Object.keys(body)));
    return emptyAnswer(c);
  }

  function remove(c: Context<AppEnv>): Response {
    const condition = readIfMatch(c.req.header('if-match'));
    const meeting = pathMeeting(c, services);
    const before = existing(meeting);
    checkCondition(condition, before.etag);
    c.env.exchange.changes.push(store.writeAppointment(meeting, null, Object.keys(before.entity)));
    return emptyAnswer(c);
  }

  return {
    GET: { scopes: SCOPES.read, handle: read },
    PUT: { scopes: SCOPES.write, handle: create },
    PATCH: { scopes: SCOPES.write, handle: update },
    DELETE: { scopes: SCOPES.write, handle: remove },
  };
}

/** What comes before the token: retired mode, and the headers that announce the end. */
export function retirement({ faults }: Services): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (faults.get().retired) throw decisions.retired.apply();
    await next();
    for (const [name, value] of Object.entries(decisions.deprecationHeaders.apply())) c.header(name, value);
  };
}

function existing(meeting: EmulatorMeeting): StoredAppointment {
  if (meeting.appointment === null) throw decisions.patchMissing.apply();
  return meeting.appointment;
}

function readBody(c: Context<AppEnv>): AppointmentBody {
  const value = parseJsonBody(c.env.exchange.bodyText, c.req.header('content-type'));
  // checkBody has made sure of the members' types.
  return checkBody(value, appointmentShape);
}

function entityContext(c: Context<AppEnv>, { id, organizerId }: EmulatorMeeting): string {
  const meeting = `onlineMeetings('${encodeURIComponent(id)}')`;
  return contextUrl(c, `users('${organizerId}')/${meeting}/virtualAppointment/$entity`);
}
