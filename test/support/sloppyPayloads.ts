import fc from 'fast-check';

/*
 * Payloads as people get them wrong: names misspelt, values of other types, things pasted from answers, comments and
 * stray commas, in any order and layout. They are JSON but for the comments and the commas.
 */

const GAP = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('', ' ', '\n', '\n    ', '\n\t') },
  { weight: 1, arbitrary: fc.constantFrom(' /* , } */ ', ' // " ]\n', '/**/') },
);

const TEXT = fc.constantFrom('', 'Client A', 'a@example.com', '+12025550100', ' x ', 'true', '\\"q\\"', '😀');
const VALUE = fc.oneof(
  TEXT.map((text) => `"${text}"`),
  fc.constantFrom('null', 'true', '0', '1e3', '12345678901234567890', '[]', '{}'),
);

/** Name and value of members, before they are laid out. */
type Member = readonly [name: string, value: string];

function object(members: fc.Arbitrary<Member>, maxLength: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.tuple(GAP, members, GAP, GAP), { maxLength }), GAP, fc.boolean())
    .map(([entries, end, trailing]) => {
      const written = entries.map(
        ([before, [name, value], between, after]) => `${before}"${name}":${between}${value}${after}`,
      );
      return `{${written.join(',')}${trailing && entries.length > 0 ? ',' : ''}${end}}`;
    });
}

function list(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.tuple(GAP, item, GAP), { maxLength: 4 }), fc.boolean())
    .map(
      ([items, trailing]) =>
        `[${items.map((parts) => parts.join('')).join(',')}${trailing && items.length > 0 ? ',' : ''}]`,
    );
}

const client = object(
  fc.oneof(
    fc.tuple(
      fc.constantFrom(
        'displayName',
        'DisplayName',
        'emailAddress',
        'email',
        'smsCapablePhoneNumber',
        'phone',
        '@odata.type',
        'x@y',
        '$user',
      ),
      fc.oneof(VALUE, fc.constant('"+1 (202) 555-0100"'), fc.constant('"mailto:a@example.com"')),
    ),
    fc.tuple(
      fc.constant('emailAddress'),
      object(
        fc.tuple(
          fc.constantFrom('name', 'address', 'type'),
          TEXT.map((text) => `"${text}"`),
        ),
        3,
      ),
    ),
  ),
  4,
);
const settings = object(
  fc.tuple(
    fc.constantFrom('allowClientToJoinUsingBrowser', 'AllowClientToJoinUsingBrowser', '@odata.type', 'x'),
    fc.oneof(VALUE, fc.constantFrom('"TRUE"', '" false"', '"microsoft.graph.virtualAppointmentSettings"')),
  ),
  3,
);
const body = fc.oneof(
  fc.tuple(fc.constantFrom('settings', 'Settings', 'setings'), settings),
  fc.tuple(
    fc.constantFrom('appointmentClients', 'appointment_clients', 'clients'),
    fc.oneof(client, list(fc.oneof({ weight: 4, arbitrary: client }, { weight: 1, arbitrary: VALUE }))),
  ),
  fc.tuple(
    fc.constantFrom(
      'externalAppointmentId',
      'externalAppointmentID',
      'externalAppointmentUrl',
      'id',
      'subject',
      '@odata.type',
      '@odata.etag',
      'appointmentClients',
      'settings',
    ),
    fc.oneof(
      VALUE,
      fc.constantFrom('"W/\\"A\\""', '" https://a.example/ "', '"microsoft.graph.virtualAppointment"'),
    ),
  ),
);
const directive = fc.tuple(
  fc.constantFrom(
    '$schema',
    '$meeting',
    '$Meeting',
    '$meting',
    '$ifMatch',
    '$IfMatch',
    'If-Match',
    'if-match',
    'Accept-Language',
    '$acceptLanguage',
    'Content-Type',
    '$user',
  ),
  fc.oneof(VALUE, fc.constantFrom('"W/\\"A\\""', '"AAAA"', '"*"', '"de_AT"', '"ME"', '"123 456 789"')),
);
const wrapper = fc.tuple(fc.constant('value'), object(body, 3));

/** A payload with slips of many kinds. */
export function sloppyPayload(): fc.Arbitrary<string> {
  const member = fc.oneof(
    { weight: 5, arbitrary: body },
    { weight: 3, arbitrary: directive },
    { weight: 1, arbitrary: wrapper },
  );
  const payload = object(member, 6);
  return fc
    .tuple(GAP, fc.oneof({ weight: 9, arbitrary: payload }, { weight: 1, arbitrary: list(payload) }), GAP)
    .map((parts) => parts.join(''));
}
