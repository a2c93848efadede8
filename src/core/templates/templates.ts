import { type Text, text as say } from '../text';

/** A payload to begin with. */
export interface Template {
  readonly id: 'oneClient' | 'severalClients' | 'settingsOnly' | 'externalAppointment';
  readonly label: Text;
  readonly detail: Text;
  /** The members of the payload, as a snippet: tab stops hold values that are valid as they stand. */
  readonly members: readonly string[];
}

const SETTINGS = (stop: number): string =>
  `"settings": { "allowClientToJoinUsingBrowser": \${${stop}|true,false|} }`;

function client(stop: number, letter: string, number: string): string {
  return [
    '{',
    `  "displayName": "\${${stop}:Client ${letter.toUpperCase()}}",`,
    `  "emailAddress": "\${${stop + 1}:client.${letter}@example.com}",`,
    `  "smsCapablePhoneNumber": "\${${stop + 2}:${number}}"`,
    '}',
  ].join('\n');
}

function clients(...entries: readonly string[]): string {
  return `"appointmentClients": [\n${indented(entries.join(',\n'))}\n]`;
}

/** The documentation's own values are left alone: a rule takes them for placeholders that nobody has filled in. */
export const TEMPLATES: readonly Template[] = [
  {
    id: 'oneClient',
    label: say('One client'),
    detail: say('a client with name, e-mail address and number, who may join in a browser'),
    members: [SETTINGS(1), clients(client(2, 'a', '+12025550100'))],
  },
  {
    id: 'severalClients',
    label: say('Several clients'),
    detail: say('the list is replaced as a whole: name everybody who stays'),
    members: [clients(client(1, 'a', '+12025550100'), client(4, 'b', '+12025550101'))],
  },
  {
    id: 'settingsOnly',
    label: say('Settings only'),
    detail: say('everything else stays as it is on the server'),
    members: [SETTINGS(1)],
  },
  {
    id: 'externalAppointment',
    label: say('External appointment'),
    detail: say('the id and the address of the appointment in your scheduling system'),
    members: [
      '"externalAppointmentId": "${1:ext-1}"',
      '"externalAppointmentUrl": "${2:https://scheduling.example.com/appointments/ext-1}"',
    ],
  },
];

/**
 * A template as the text of a snippet.
 *
 * @param meeting where it is known; a payload without one is asked about when it is sent
 */
export function templateSnippet({ members }: Template, meeting: string | undefined): string {
  const directive = meeting === undefined ? [] : [`"\\$meeting": ${escapeSnippet(JSON.stringify(meeting))}`];
  return `{\n${indented([...directive, ...members].join(',\n'))}\n}\n$0`;
}

/** What means something in a snippet, as text. */
function escapeSnippet(text: string): string {
  return text.replace(/[$}\\]/g, String.raw`\$&`);
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
