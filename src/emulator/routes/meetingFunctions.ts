import type { Context } from 'hono';
import { contextUrl, jsonAnswer } from '../answers';
import { reminderSmsShape, smsShape, type ComplexShape } from '../bodyShapes';
import { checkBody } from '../checkBody';
import type { AppEnv, Services } from '../context';
import { decisions } from '../decisions';
import { GraphError } from '../errors';
import { parseJsonBody } from '../jsonBody';
import { appointmentJoinUrl } from '../meetings';
import { pathMeeting } from '../target';
import { SCOPES, type Operation } from './resource';

/** `GET …/getVirtualAppointmentJoinWebUrl`: the replacement of the retired resource. */
export function joinLink(services: Services): Record<string, Operation> {
  function read(c: Context<AppEnv>): Response {
    const value = appointmentJoinUrl(pathMeeting(c, services));
    return jsonAnswer(c, { '@odata.context': contextUrl(c, 'Edm.String'), value });
  }

  return { GET: { scopes: SCOPES.joinLink, handle: read } };
}

/** `POST …/sendVirtualAppointmentSms`. Nothing is sent anywhere. */
export function sms(services: Services): Record<string, Operation> {
  return action(services, smsShape);
}

/** `POST …/sendVirtualAppointmentReminderSms`. Nothing is sent anywhere. */
export function reminderSms(services: Services): Record<string, Operation> {
  return action(services, reminderSmsShape);
}

function action(services: Services, shape: ComplexShape): Record<string, Operation> {
  function send(c: Context<AppEnv>): Response {
    pathMeeting(c, services);
    const value = parseJsonBody(c.env.exchange.bodyText, c.req.header('content-type'));
    // checkBody has made sure of the members' types.
    const { attendees } = checkBody(value, shape) as { attendees: { phoneNumber: string }[] };
    if (attendees.length === 0) throw decisions.memberMissing.apply('attendees');
    for (const [index, { phoneNumber }] of attendees.entries()) {
      if (decisions.smsNumber.apply(phoneNumber)) continue;
      const path = `attendees[${index}].phoneNumber`;
      throw new GraphError(400, 'BadRequest', `Invalid property '${path}': a US phone number is expected.`);
    }
    return jsonAnswer(c, {}, { status: 202 });
  }

  return { POST: { scopes: SCOPES.sms, handle: send } };
}
