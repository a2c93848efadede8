import { text as say } from '../../text';
import { clientTexts } from '../clientTexts';
import { isE164 } from '../looks';
import type { Rule, RuleDocs } from '../rule';

/** Said once for a file, at the first number: the SMS actions want US numbers (2.3), which are a part of +1. */
export const rule: Rule = {
  id: 'sms-country',
  severity: 'information',
  check(document, report) {
    for (const { value } of clientTexts(document, 'smsCapablePhoneNumber', isAbroad)) {
      const { offset, length } = value;
      report({ offset, length, message: say('Graph’s text message actions take US numbers only.') });
      return;
    }
  },
};

function isAbroad(number: string): boolean {
  return !number.startsWith('+1') && isE164(number);
}

export const docs: RuleDocs = {
  group: 'Values',
  finds: 'a number from outside +1, once for a file',
  why: '[sendVirtualAppointmentSms](https://learn.microsoft.com/graph/api/virtualappointment-sendvirtualappointmentsms) and the reminder want a valid US number for each attendee. The property itself has no such rule.',
  example: '{\n  "appointmentClients": [{ "smsCapablePhoneNumber": "+442079460000" }]\n}\n',
};
