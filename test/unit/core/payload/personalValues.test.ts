import assert from 'node:assert/strict';
import { parsePayload } from '../../../../src/core/payload/parse';
import { personalValues } from '../../../../src/core/payload/personalValues';

describe('personalValues', () => {
  const CASES: readonly (readonly [name: string, text: string, values: readonly string[]])[] = [
    ['no clients', '{"externalAppointmentId": "x"}', []],
    ['no client', '{"appointmentClients": []}', []],
    ['null', '{"appointmentClients": null}', []],
    [
      'names, addresses and numbers',
      '{"appointmentClients": [{"displayName": "Ann", "emailAddress": "a@b.example"}, {"smsCapablePhoneNumber": "+1202555"}]}',
      ['Ann', 'a@b.example', '+1202555'],
    ],
    ['members that are not known', '{"appointmentClients": [{"nick": {"name": ["Annie"]}}]}', ['Annie']],
    [
      'not the type',
      '{"appointmentClients": [{"@odata.type": "microsoft.graph.virtualAppointmentUser"}]}',
      [],
    ],
    ['one client without a list', '{"appointmentClients": {"displayName": "Ann"}}', ['Ann']],
    ['half typed', '{"appointmentClients": [{"displayName": "Ann", "emailAddress"', ['Ann']],
    [
      'regression: a number that is no text',
      '{"appointmentClients": [{"smsCapablePhoneNumber": 12025550100}]}',
      ['12025550100'],
    ],
  ];
  for (const [name, text, values] of CASES) {
    it(name, () => {
      assert.deepStrictEqual(personalValues(parsePayload(text)), values);
    });
  }
});
