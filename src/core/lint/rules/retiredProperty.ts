import { appointment } from '../../payload/places';
import { type Text, text as say } from '../../text';
import type { Rule, RuleDocs } from '../rule';

const OWN_SYSTEM = say('The replacement does not keep this. Store it in your own system.');
const MESSAGES: Readonly<Record<string, Text>> = {
  appointmentClients: say(
    'The replacement keeps no clients. Text messages go out by sendVirtualAppointmentSms, with number and time zone.',
  ),
  externalAppointmentId: OWN_SYSTEM,
  externalAppointmentUrl: OWN_SYSTEM,
  settings: say('The replacement has no settings: joining in a browser comes with its link.'),
};

/** What becomes of each property after the retirement (M3 to M5, section 8). */
export const rule: Rule = {
  id: 'retired-property',
  severity: 'information',
  check(document, report, { cloud }) {
    if (cloud === undefined || cloud === 'emulator') return;
    for (const { name, key } of appointment(document)) {
      const message = Object.hasOwn(MESSAGES, name) ? MESSAGES[name] : undefined;
      if (message !== undefined) report({ offset: key.offset, length: key.length, message });
    }
  },
};

export const docs: RuleDocs = {
  group: 'What the service makes of it',
  finds: 'a property that the replacement does not have, for a real cloud',
  why: 'The replacement only reads a link. Clients, settings and the ids of your system have no place in it: Bookings has customers, the SMS actions take numbers, and the rest belongs into your own system.',
  example: '{\n  "externalAppointmentId": "booking-1"\n}\n',
  context: { cloud: 'global' },
};
