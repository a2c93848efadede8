import assert from 'node:assert/strict';
import path from 'node:path';
import { EXPORT_FORMS } from '../../../../src/core/export/forms';
import { migrationGuide, type MigrationInput } from '../../../../src/core/migration/guide';
import { parsePayload } from '../../../../src/core/payload/parse';
import { english } from '../../../../src/core/text';
import { assertGolden } from '../../../support/golden';
import { translatePseudo, untranslated } from '../../../support/pseudo';

const GOLDENS = path.join(__dirname, '../../../fixtures/migration');

const FULL = {
  $meeting: 'M1',
  id: '1',
  '@odata.type': '#microsoft.graph.virtualAppointment',
  settings: { allowClientToJoinUsingBrowser: true },
  appointmentClients: [
    { displayName: 'Client A', emailAddress: 'a@example.com', smsCapablePhoneNumber: '+12025550100' },
    { displayName: 'Client ```B', smsCapablePhoneNumber: '+442079460000' },
    { smsCapablePhoneNumber: '123-456-7890' },
    {},
  ],
  externalAppointmentId: 'ext-1',
  externalAppointmentUrl: 'https://sched.example.com/a/ext-1',
  appointmentClientJoinWebUrl: 'https://visit.teams.microsoft.com/x',
  notes: 'n',
};

function input(body: unknown, target: Partial<MigrationInput['target']> = {}): MigrationInput {
  return {
    name: 'booking.vappt.json',
    payload: parsePayload(typeof body === 'string' ? body : JSON.stringify(body)),
    target: { cloud: 'global', user: 'me', meetingId: 'M1', ...target },
  };
}

describe('the migration guide', () => {
  it('names a successor, or that there is none, for each part of a file', () => {
    assertGolden(path.join(GOLDENS, 'full.md'), migrationGuide(input(FULL), english).markdown);
  });

  it('makes do with a file that has nothing to take along, for a cloud without the function', () => {
    const user = '00000000-0000-4000-8000-000000000001';
    const guide = migrationGuide(input({ externalAppointmentId: '1' }, { cloud: 'china', user }), english);
    assertGolden(path.join(GOLDENS, 'bare.md'), guide.markdown);
  });

  it('proposes the requests that are left, with the numbers that they take', () => {
    const { requests, root } = migrationGuide(input(FULL), english);
    assert.equal(root, 'https://graph.microsoft.com');
    assert.deepEqual(
      requests.map(({ request: { method, path: to, body, permissions } }) => ({
        call: `${method} ${to}`,
        body: body === undefined ? undefined : (JSON.parse(body) as unknown),
        permission: permissions?.[0],
      })),
      [
        {
          call: 'GET /v1.0/me/onlineMeetings/M1/getVirtualAppointmentJoinWebUrl',
          body: undefined,
          permission: 'VirtualAppointment.Read',
        },
        {
          call: 'POST /v1.0/me/onlineMeetings/M1/sendVirtualAppointmentSms',
          body: {
            attendees: [{ phoneNumber: '+12025550100', timeZone: '<Windows time zone>' }],
            messageType: 'confirmation',
          },
          permission: 'VirtualAppointmentNotification.Send',
        },
        {
          call: 'POST /v1.0/me/onlineMeetings/M1/sendVirtualAppointmentReminderSms',
          body: {
            attendees: [{ phoneNumber: '+12025550100', timeZone: '<Windows time zone>' }],
            remindBeforeTimeInMinutesType: 'mins15',
          },
          permission: 'VirtualAppointmentNotification.Send',
        },
      ],
    );
    const curl = EXPORT_FORMS.curl.write(root, requests[1]?.request ?? assert.fail());
    assert.match(curl, /sendVirtualAppointmentSms'[\s\S]*\+12025550100/);
  });

  it('proposes no message where no number can be used', () => {
    const { requests } = migrationGuide(
      input({ appointmentClients: [{ smsCapablePhoneNumber: '+442079460000' }] }),
      english,
    );
    assert.equal(requests.length, 1);
  });

  it('reads what it can of a file with errors', () => {
    const { markdown } = migrationGuide(
      input('{ "appointmentClients": { "smsCapablePhoneNumber": "+12025550100" }, "settings": '),
      english,
    );
    assert.match(markdown, /sendVirtualAppointmentSms/);
    assert.match(markdown, /`settings`/);
  });

  it('says of a text with errors that this is not the whole of it, and of an empty one that there is nothing', () => {
    const about = (text: string): string => migrationGuide(input(text), english).markdown;
    const part = 'what follows is about that part of it that could be read';
    assert.ok(about('Clear { "externalAppointmentId": "a" }').includes(part));
    assert.ok(!about('{ "externalAppointmentId": "a" }').includes(part));
    assert.ok(about(' ').includes('The file is empty'));
  });

  it('is translated as a whole: what stays is Markdown and requests', () => {
    const { markdown } = migrationGuide(input(FULL), translatePseudo);
    const prose = untranslated(markdown.replaceAll(/^(`{3,})[^]*?^\1$/gm, ''));
    assert.equal(prose.replaceAll(/[#\s-]/g, ''), '');
  });
});
