import { TO_GET_JOIN_LINK, TO_SEND_SMS } from '../auth/permissions';
import { CLOUDS, type RealCloud } from '../graph/clouds';
import { type GraphRequest, joinLinkRequest } from '../graph/requests';
import type { Target } from '../graph/target';
import type { PayloadDocument } from '../payload/model';
import { type Text, text as say, type Translate } from '../text';
import { bookingsRequest } from './bookingsRequest';
import { reminderRequest, smsRequest } from './smsRequests';
import { type Stock, takeStock } from './takeStock';
import { whatBecomes } from './whatBecomes';

/** A request that the guide proposes. */
export interface ProposedRequest {
  readonly label: Text;
  readonly request: GraphRequest;
}

export interface MigrationGuide {
  readonly markdown: string;
  /** In the order of the guide. */
  readonly requests: readonly ProposedRequest[];
  /** Where they go. */
  readonly root: string;
}

export interface MigrationInput {
  /** The file's name. */
  readonly name: string;
  readonly payload: PayloadDocument;
  readonly target: Target & { readonly cloud: RealCloud };
}

/**
 * What becomes of a payload now that the resource is retired, as a document for one file. It repeats the clients' data,
 * because the requests in it need them.
 */
export function migrationGuide(input: MigrationInput, translate: Translate): MigrationGuide {
  const { name, payload, target } = input;
  const stock = takeStock(payload);
  const { graphRoot: root, caveat } = CLOUDS[target.cloud];
  const requests = proposed(target, stock);
  const [link, ...messages] = requests.map(({ request }) => fence('http', requestText(root, request)));
  const heading = (level: number, words: Text): string => `${'#'.repeat(level)} ${translate(words)}`;
  const blocks: (Text | string | undefined)[] = [
    heading(1, say('Migration guide for {name}', { name })),
    say(
      'Microsoft retired virtualAppointment: its pages say that it stopped returning data on 30 June 2023. What its address answers today is not verified.',
    ),
    say(
      'Nothing was sent to make this page. It repeats clients’ data from the file, and is kept in memory only.',
    ),
    caveat,
    heading(2, say('What becomes of this file')),
    unreadable(payload),
    list(whatBecomes(stock), translate),
    heading(2, say('1. The join link')),
    say(
      'The function getVirtualAppointmentJoinWebUrl gives the link of a meeting. Nothing has to be created first. Run "Get Join Link", or send this:',
    ),
    link,
    list(
      [
        say('A signed-in user needs one of the permissions {permissions}.', {
          permissions: TO_GET_JOIN_LINK.join(', '),
        }),
        say(
          'Not verified: an app’s own token. Microsoft’s page says that it does not work; its list of permissions has one for it.',
        ),
      ],
      translate,
    ),
    heading(2, say('2. Text messages')),
    ...(messages.length === 0
      ? [say('This file has no number that the text message actions of Graph take.')]
      : [say('One action sends a message now, the other 15 minutes before the appointment:'), ...messages]),
    list(messages.length === 0 ? [] : smsNotes(), translate),
    heading(2, say('3. Bookings')),
    say(
      'Bookings keeps customers, and makes an online meeting for each appointment. It needs a business and a service, and times, which this file does not have:',
    ),
    fence('http', requestText(root, bookingsRequest(stock.customers))),
    list(bookingsNotes(target.cloud), translate),
  ];
  const paragraphs = blocks.map((block) => (typeof block === 'object' ? translate(block) : (block ?? '')));
  return { markdown: `${paragraphs.filter((part) => part !== '').join('\n\n')}\n`, requests, root };
}

/** What the rest of the guide does not say of a text that is no payload, or not a whole one. */
function unreadable({ text, problems }: PayloadDocument): Text | undefined {
  if (text.trim() === '')
    return say('The file is empty, so this is about an appointment without properties.');
  return problems.length === 0
    ? undefined
    : say('**The text has errors: what follows is about that part of it that could be read.**');
}

function proposed(target: Target, { numbers }: Stock): ProposedRequest[] {
  return [
    { label: say('The join link'), request: joinLinkRequest(target, {}) },
    ...(numbers.length === 0
      ? []
      : [
          { label: say('A text message now'), request: smsRequest(target, numbers) },
          { label: say('A text message as a reminder'), request: reminderRequest(target, numbers) },
        ]),
  ];
}

function smsNotes(): Text[] {
  return [
    say(
      'Write the time zone of each person in the Windows way, such as Pacific Standard Time: the file does not say where they are.',
    ),
    say('"messageType" can be confirmation, reschedule or cancellation.'),
    say(
      'Needed: the permission {permission}, Teams Premium, and a valid US number for each person. Numbers that begin with +1 can be from other countries too.',
      { permission: TO_SEND_SMS },
    ),
    say('An administrator can turn text messages off for the organisation.'),
    say(
      'Not verified: an app’s own token. Microsoft’s page says that it does not work; its list of permissions has one for it.',
    ),
  ];
}

function bookingsNotes(cloud: RealCloud): Text[] {
  return [
    say('The answer has two links: "joinWebUrl", and "anonymousJoinWebUrl" for people without an account.'),
    say(
      'Where a service takes several customers, each has to exist in Bookings before, and is named by "customerId".',
    ),
    say('Needed: the permission {permission}.', { permission: 'BookingsAppointment.ReadWrite.All' }),
    say(
      'Not verified: that Bookings cannot take over a meeting that exists. Microsoft’s pages show no way to do it.',
    ),
    ...(cloud === 'china' ? [say('Microsoft’s pages do not list Bookings for this cloud.')] : []),
  ];
}

function list(items: readonly Text[], translate: Translate): string {
  return items.map((item) => `- ${translate(item)}`).join('\n');
}

function requestText(root: string, { method, path, body }: GraphRequest): string {
  return [
    `${method} ${root}${path}`,
    ...(body === undefined ? [] : ['Content-Type: application/json', '', body]),
  ].join('\n');
}

/** Values of a file may hold backticks. */
function fence(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text}\n${ticks}`;
}
