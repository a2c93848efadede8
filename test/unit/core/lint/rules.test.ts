import assert from 'node:assert/strict';
import { applyFixes } from '../../../../src/core/lint/applyFixes';
import { blocking, isReportedByEditor } from '../../../../src/core/lint/blocking';
import type { LintContext } from '../../../../src/core/lint/rule';
import { RULE_DOCS, RULES } from '../../../../src/core/lint/rules';
import { runRules } from '../../../../src/core/lint/runRules';
import { MAX_DEPTH, MAX_PAYLOAD_BYTES } from '../../../../src/core/payload/limits';
import { parsePayload } from '../../../../src/core/payload/parse';
import { english } from '../../../../src/core/text';

const findingsOf = (text: string, context?: LintContext) => runRules(parsePayload(text), RULES, context);

/** A finding as `rule severity marked text: message`. */
function shown(text: string, context?: LintContext): string[] {
  return findingsOf(text, context).map(
    ({ rule, severity, offset, length, message }) =>
      `${rule} ${severity} ${text.slice(offset, offset + length)}: ${english(message)}`,
  );
}

/** What a rule's fixes make of a text, each alone: `title → text`, with a question mark where it is a proposal. */
function fixesOf(text: string, rule: string, context?: LintContext): string[] {
  return findingsOf(text, context)
    .filter((finding) => finding.rule === rule)
    .flatMap(({ fixes = [] }) => fixes)
    .map((fix) => `${english(fix.title)}${fix.safe === true ? '' : '?'} → ${applyFixes(text, [fix]).text}`);
}

const OBJECT_ID = '3f2a4c6e-0000-4000-8000-000000000001';

describe('rules', () => {
  /** Each rule with texts that it complains about and texts, close to them, that it leaves alone. */
  const CASES: Readonly<
    Record<
      string,
      {
        readonly hits: readonly (readonly [text: string, finding: string, ...fixes: string[]])[];
        readonly misses: readonly string[];
        readonly context?: LintContext;
      }
    >
  > = {
    'empty-file': {
      hits: [
        ['', 'error : The file is empty. Write a payload, for example { "externalAppointmentId": "1" }.'],
      ],
      misses: ['{}', '// x'],
    },
    'too-large': {
      hits: [
        [
          `"${'x'.repeat(MAX_PAYLOAD_BYTES)}"`,
          'error : The file is larger than 4 MB, the most that Microsoft Graph accepts. Make it smaller.',
        ],
      ],
      misses: ['{}'],
    },
    'too-deep': {
      hits: [
        [
          '['.repeat(MAX_DEPTH + 1),
          `error [: The payload is nested more than ${MAX_DEPTH} levels deep. Nothing in it needs that.`,
        ],
      ],
      misses: ['{"a": [[[]]]}'],
    },
    syntax: {
      hits: [['{"a": 1', 'error : A closing brace } is missing.']],
      misses: ['{"a": 1}', '{"a": 1,}', '{} // x'],
    },
    'duplicate-key': {
      hits: [['{"a": 1, "a": 1}', 'error "a": "a" stands here twice. Keep one of them.']],
      misses: ['{"a": 1, "A": 1}'],
    },
    comment: {
      hits: [
        [
          '{} // x',
          'warning // x: JSON has no comments. Remove it; it is never sent.',
          'Remove the comment → {}',
        ],
        [
          '{"a": /* x */ 1}',
          'warning /* x */: JSON has no comments. Remove it; it is never sent.',
          'Remove the comment → {"a": 1}',
        ],
      ],
      misses: ['{"a": "// x"}', 'GET https://example.com/'],
    },
    'trailing-comma': {
      hits: [
        [
          '{"a": 1,}',
          'warning ,: JSON has no trailing commas. Remove it; it is never sent.',
          'Remove the comma → {"a": 1}',
        ],
      ],
      misses: ['{"a": 1, "b": 2}'],
    },
    'body-object': {
      hits: [
        [
          '[ {} ]',
          'error [: The payload is a list. Write one object in braces: { … }.',
          'Remove the brackets around the one object →  {} ',
        ],
        ['[{}, {}]', 'error [: The payload is a list. Write one object in braces: { … }.'],
        // Regression: the fix of a list without an end took the character before it.
        ['[{', 'error [: The payload is a list. Write one object in braces: { … }.'],
        ['"a"', 'error ": The payload is a single value. Write one object in braces: { … }.'],
        ['1', 'error 1: The payload is a single value. Write one object in braces: { … }.'],
        ['true', 'error t: The payload is a single value. Write one object in braces: { … }.'],
        ['null', 'error n: The payload is a single value. Write one object in braces: { … }.'],
      ],
      misses: ['{}', '{"a": []}'],
    },
    'unknown-directive': {
      hits: [
        [
          '{"$x": 1}',
          'error "$x": There is no directive "$x". The directives are $meeting, $user, $ifMatch, $acceptLanguage.',
        ],
        [
          '{"$IfMatch": "*"}',
          'error "$IfMatch": There is no directive "$IfMatch". It is written "$ifMatch".',
          'Write "$ifMatch" → {"$ifMatch": "*"}',
        ],
        [
          '{"$meting": "x", "$meeting": "y"}',
          'error "$meting": There is no directive "$meting". It is written "$meeting".',
        ],
        [
          '{"$": 1}',
          'error "$": There is no directive "$". The directives are $meeting, $user, $ifMatch, $acceptLanguage.',
        ],
      ],
      misses: ['{"$meeting": "M1"}', '{"x$": 1}', '{"settings": {"$x": 1}}'],
    },
    'foreign-schema': {
      hits: [
        [
          '{"$schema": "https://example.com/x.json"}',
          'warning "$schema": "$schema" replaces the help for virtual appointments in the editor. Remove it; it is not sent.',
          'Remove "$schema" → {}',
        ],
      ],
      misses: ['{"schema": "x"}', '{"settings": {"$schema": "x"}}'],
    },
    'directive-type': {
      hits: [
        [
          '{"$meeting": 1}',
          'error 1: The value of "$meeting" is a text in double quotes.',
          'Put the number in quotes → {"$meeting": "1"}',
        ],
        ['{"$ifMatch": null}', 'error null: The value of "$ifMatch" is a text in double quotes.'],
        ['{"$user": ["me"]}', 'error ["me"]: The value of "$user" is a text in double quotes.'],
      ],
      misses: ['{"$meeting": "M1"}', '{"$meeting": ', '{"$schema": 1}'],
    },
    'meeting-id': {
      hits: [
        [
          '{"$meeting": "a/b"}',
          'error "a/b": A meeting id has no "/". Copy the "id" of the online meeting again.',
        ],
        [
          '{"$meeting": " MSo= "}',
          'error " MSo= ": A meeting id has no spaces, line breaks or broken characters. Copy the "id" of the online meeting again.',
          'Keep only the id? → {"$meeting": "MSo="}',
        ],
        [
          '{"$meeting": "https://graph.microsoft.com/v1.0/users/u/onlineMeetings/MSo=?x"}',
          'error "https://graph.microsoft.com/v1.0/users/u/onlineMeetings/MSo=?x": This is a link, not a meeting id. Read the online meeting in Graph to get its "id".',
          'Keep only the id? → {"$meeting": "MSo="}',
        ],
      ],
      misses: ['{"$meeting": "MSo="}', '{"meeting": "a/b"}', '{"$meeting": "1234567890"}'],
    },
    'user-id': {
      hits: [
        [
          '{"$user": "a@example.com"}',
          'error "a@example.com": A user is "me" or an Entra object id, a GUID. An address or user name is not found by Graph.',
        ],
      ],
      misses: ['{"$user": "me"}', `{"$user": "${OBJECT_ID}"}`],
    },
    'accept-language': {
      hits: [
        [
          '{"$acceptLanguage": "en\\n"}',
          'error "en\\n": The language is a list such as "en-GB, en;q=0.8".',
          'Write "en" → {"$acceptLanguage": "en"}',
        ],
      ],
      misses: ['{"$acceptLanguage": "de-AT, de;q=0.8, *;q=0.1"}'],
    },
    'if-match': {
      hits: [
        [
          '{"$ifMatch": "W/abc"}',
          'error "W/abc": This is not an entity tag. It should be W/"abc".',
          'Write W/"abc" → {"$ifMatch": "W/\\"abc\\""}',
        ],
        [
          '{"$ifMatch": ""}',
          'error "": This is not an entity tag. One looks like W/"ZfYdV7Me==": fetch the appointment to get its tag.',
        ],
      ],
      misses: ['{"$ifMatch": "W/\\"abc\\""}', '{"$ifMatch": "*"}', '{"$ifMatch": "none"}'],
    },
    'pasted-text': {
      hits: [
        [
          'PATCH /me/onlineMeetings/M1/virtualAppointment HTTP/1.1\r\n\r\n{}',
          'error PATCH /me/onlineMeetings/M1/virtualAppointment HTTP/1.1: This is an HTTP request, and only its body belongs here. In VS Code, New Payload from Clipboard takes it apart.',
        ],
        [
          '@meeting = M1\n\n### Update\n# soon\nPATCH /me/onlineMeetings/{{meeting}}/virtualAppointment\n\n{}',
          'error PATCH /me/onlineMeetings/{{meeting}}/virtualAppointment: This is an HTTP request, and only its body belongs here. In VS Code, New Payload from Clipboard takes it apart.',
        ],
        [
          '#!/bin/sh\nset -e\nexport TOKEN=abc\nBODY=1\ncurl -X PATCH https://x/y',
          'error curl -X PATCH https://x/y: This is a command, and only the body belongs here. In VS Code, New Payload from Clipboard takes it apart.',
        ],
        [
          'Import-Module Microsoft.Graph\r\n$body = 1\r\nInvoke-RestMethod x',
          'error Invoke-RestMethod x: This is a command, and only the body belongs here. In VS Code, New Payload from Clipboard takes it apart.',
        ],
        ['"a": 1', 'error "a":: The braces around the payload are missing: { … }.'],
      ],
      misses: [
        '"a"',
        '{"a": "GET /x"}',
        'PATCH',
        '["a", 1]',
        '// curl x\n{"a": 1}',
        '# PATCH /x\n"a": 1',
        'a=1',
      ],
    },
    'nested-directive': {
      hits: [
        [
          '{"settings": {"$x": 1}}',
          'error "$x": Directives work only at the top level of the file. Move it there.',
        ],
        [
          '{"appointmentClients": [{"$meeting": "M1"}]}',
          'error "$meeting": Directives work only at the top level of the file. Move it there.',
        ],
      ],
      misses: ['{"$meeting": "M1"}', '{"settings": {"x$": 1}}'],
    },
    'meeting-kind': {
      hits: [
        [
          '{"$meeting": "19:meeting_x@thread.v2"}',
          'error "19:meeting_x@thread.v2": This is the id of a chat thread, not of an online meeting. Read the meeting in Graph to get its "id".',
        ],
        [
          '{"$meeting": "MCMxOTptZWV0aW5nX3hAdGhyZWFkLnYyIzA="}',
          'error "MCMxOTptZWV0aW5nX3hAdGhyZWFkLnYyIzA=": This is a meeting id of the Teams JavaScript SDK. Graph refuses it; read the meeting in Graph to get its "id".',
        ],
        [
          '{"$meeting": "AAMkAGUwMDAwMDAwLTAwMDAtNDAwMC04MDAw"}',
          'error "AAMkAGUwMDAwMDAwLTAwMDAtNDAwMC04MDAw": This is the id of a calendar event. Read the event in Graph, and find the online meeting by its join link.',
        ],
      ],
      misses: [
        '{"$meeting": "MSpvcmdpZCowKioxOTptZWV0aW5nX3hAdGhyZWFkLnYy"}',
        '{"$meeting": "orgid_19:meeting_x@thread.v2"}',
        '{"$meeting": "AAMk"}',
        '{"externalAppointmentId": "19:meeting_x@thread.v2"}',
      ],
    },
    'meeting-lookup': {
      hits: [
        [
          '{"$meeting": "123 456 789"}',
          'warning "123 456 789": This is a meeting number. The id of its online meeting belongs here: Select Meeting in VS Code looks it up.',
        ],
        [
          '{"$meeting": "https://teams.microsoft.com/l/meetup-join/19%3ax/0"}',
          'warning "https://teams.microsoft.com/l/meetup-join/19%3ax/0": This is a join link. The id of its online meeting belongs here: Select Meeting in VS Code looks it up.',
        ],
      ],
      misses: [
        '{"$meeting": "12345678"}',
        '{"$meeting": "12345678901234"}',
        '{"$meeting": "https://example.com/"}',
      ],
    },
    'spent-tag': {
      context: { knownTag: 'W/"B"' },
      hits: [
        [
          '{"$ifMatch": "W/\\"A\\"", "settings": null}',
          'warning "W/\\"A\\"": The appointment was last read with another tag. With this one, a 412 is to be expected.',
          'Remove "$ifMatch": the tag that was read last is used? → {"settings": null}',
          'Write the tag that was read last? → {"$ifMatch": "W/\\"B\\"", "settings": null}',
        ],
      ],
      misses: ['{"$ifMatch": "W/\\"B\\""}', '{"$ifMatch": "*"}', '{"$ifMatch": "none"}', '{"$ifMatch": "A"}'],
    },
    'header-in-body': {
      hits: [
        [
          '{"IF-MATCH": "*", "settings": null}',
          'error "IF-MATCH": This is a header. As a part of the body it protects nothing: use "$ifMatch".',
          'Make it the directive "$ifMatch" → {"$ifMatch": "*", "settings": null}',
          'Remove the header? → {"settings": null}',
        ],
        [
          '{"settings": null, "Authorization": "Bearer x"}',
          'error "Authorization": This is a header, and may hold a token. Remove it: you sign in instead.',
          'Remove the header → {"settings": null}',
        ],
        [
          '{"$ifMatch": "*", "If-Match": "W/\\"A\\""}',
          'error "If-Match": This is a header. As a part of the body it protects nothing: use "$ifMatch".',
          'Remove the header? → {"$ifMatch": "*"}',
        ],
      ],
      misses: ['{"ifMatch": "*"}', '{"settings": {"Content-Type": "x"}}'],
    },
    'value-wrapper': {
      hits: [
        [
          '{"value": {"settings": null}}',
          'error "value": "value" is what answers are wrapped in. In an update its members belong at the top level.',
          'Take the members out of "value" → {"settings": null}',
        ],
        [
          '{"value": {"settings": null}, "settings": {}}',
          'error "value": "value" is what answers are wrapped in. In an update its members belong at the top level.',
        ],
        [
          '{"value": "https://example.com/"}',
          'error "value": "value" is what answers are wrapped in. In an update its members belong at the top level.',
        ],
      ],
      misses: ['{"Value": {}}', '{"settings": {"value": {}}}', '{"value"'],
    },
    'response-annotation': {
      hits: [
        [
          '{"@odata.etag": "W/\\"A\\"", "settings": null}',
          'warning "@odata.etag": This is part of an answer, not of an update. Remove it.',
          'Remove it → {"settings": null}',
          'Make it the directive "$ifMatch"? → {"$ifMatch": "W/\\"A\\"", "settings": null}',
        ],
        [
          '{"settings": {"@odata.context": "x" /* why */}}',
          'warning "@odata.context": This is part of an answer, not of an update. Remove it.',
          'Remove it → {"settings": {/* why */}}',
        ],
      ],
      misses: ['{"@odata.type": 1}', '{"odata.etag": "x"}'],
    },
    'unknown-property': {
      hits: [
        [
          '{"Settings": null}',
          'warning "Settings": No such property here. Did you mean "settings"?',
          'Write "settings" → {"settings": null}',
        ],
        [
          '{"setings": null, "settings": null}',
          'warning "setings": No such property here. Did you mean "settings"?',
        ],
        [
          '{"appointmentClients": [{"email": "a@example.com"}]}',
          'warning "email": No such property here. Did you mean "emailAddress"?',
          'Write "emailAddress"? → {"appointmentClients": [{"emailAddress": "a@example.com"}]}',
        ],
        [
          '{"displayName": "A"}',
          'warning "displayName": No such property here. It belongs in a client in "appointmentClients".',
        ],
        [
          '{"attendees": []}',
          'warning "attendees": This belongs to the body of sendVirtualAppointmentSms, which is another request.',
        ],
        [
          '{"settings": {"lobby": 1}}',
          'warning "lobby": No such property here. Known: allowClientToJoinUsingBrowser, @odata.type.',
        ],
      ],
      misses: ['{"settings": null}', '{"id": "x"}', '{"Host": "x"}', '{"x@y": 1}', '{"$x": 1}', '{"sett'],
    },
    'wrong-type': {
      hits: [
        [
          '{"externalAppointmentId": 1e3}',
          'error 1e3: A text in double quotes, or null, belongs here.',
          'Put the number in quotes → {"externalAppointmentId": "1e3"}',
        ],
        ['{"externalAppointmentUrl": {}}', 'error {}: A URL in double quotes, or null, belongs here.'],
        [
          '{"settings": {"allowClientToJoinUsingBrowser": 1}}',
          'error 1: true, false or null belongs here, without quotes.',
          'Write true? → {"settings": {"allowClientToJoinUsingBrowser": true}}',
        ],
        [
          '{"settings": false}',
          'error false: An object or null belongs here.',
          'Make it the setting for joining in a browser? → {"settings": { "allowClientToJoinUsingBrowser": false }}',
        ],
        ['{"appointmentClients": "A"}', 'error "A": A list of clients belongs here: [ { … } ].'],
        [
          '{"appointmentClients": ["a@example.com"]}',
          'error "a@example.com": A client is an object with its name, address and number.',
          'Make it a client with this address? → {"appointmentClients": [{ "emailAddress": "a@example.com" }]}',
        ],
      ],
      misses: [
        '{"externalAppointmentId": null}',
        '{"settings": {"allowClientToJoinUsingBrowser": "true"}}',
        '{"appointmentClients": {}}',
        '{"appointmentClients": [{"emailAddress": {}}]}',
        '{"externalAppointmentId": ',
      ],
    },
    'single-client': {
      hits: [
        [
          '{"appointmentClients": {"displayName": "A"}}',
          'error {: A list belongs here, even for one client: [ { … } ].',
          'Make it a list with this client → {"appointmentClients": [{"displayName": "A"}]}',
        ],
      ],
      misses: ['{"appointmentClients": [{}]}', '{"clients": {}}'],
    },
    'address-object': {
      hits: [
        [
          '{"appointmentClients": [{"emailAddress": {"address": "a@example.com", "name": "A"}}]}',
          'error {"address": "a@example.com", "name": "A"}: The address alone belongs here, as a text. The name has a property of its own.',
          'Write name and address as two properties → {"appointmentClients": [{"displayName": "A", "emailAddress": "a@example.com"}]}',
        ],
        [
          '{"appointmentClients": [{"displayName": "B", "emailAddress": {"address": "a@example.com", "name": "A"}}]}',
          'error {"address": "a@example.com", "name": "A"}: The address alone belongs here, as a text. The name has a property of its own.',
          'Keep only the address? → {"appointmentClients": [{"displayName": "B", "emailAddress": "a@example.com"}]}',
        ],
        [
          '{"appointmentClients": [{"emailAddress": {/* x */ "address": "a@example.com"}}]}',
          'error {/* x */ "address": "a@example.com"}: The address alone belongs here, as a text. The name has a property of its own.',
        ],
      ],
      misses: ['{"appointmentClients": [{"emailAddress": "a@example.com"}]}', '{"emailAddress": {}}'],
    },
    'odata-type': {
      hits: [
        [
          '{"settings": {"@odata.type": "#microsoft.graph.virtualAppointment"}}',
          'warning "#microsoft.graph.virtualAppointment": The type here is "#microsoft.graph.virtualAppointmentSettings". You can leave it out.',
          'Write "#microsoft.graph.virtualAppointmentSettings" → {"settings": {"@odata.type": "#microsoft.graph.virtualAppointmentSettings"}}',
        ],
      ],
      misses: [
        '{"@odata.type": "#microsoft.graph.virtualAppointment"}',
        '{"@odata.type": "microsoft.graph.virtualAppointment"}',
      ],
    },
    'odata-type-hash': {
      hits: [
        [
          '{"@odata.type": "microsoft.graph.virtualAppointment"}',
          'hint "microsoft.graph.virtualAppointment": OData 4.0 writes types with a "#" in front.',
          'Put "#" in front → {"@odata.type": "#microsoft.graph.virtualAppointment"}',
        ],
      ],
      misses: [
        '{"@odata.type": "#microsoft.graph.virtualAppointment"}',
        '{"@odata.type": "microsoft.graph.user"}',
      ],
    },
    'quoted-boolean': {
      hits: [
        [
          '{"settings": {"allowClientToJoinUsingBrowser": "FALSE"}}',
          'warning "FALSE": The type is Boolean: write false without quotes.',
          'Write false without quotes → {"settings": {"allowClientToJoinUsingBrowser": false}}',
        ],
      ],
      misses: [
        '{"settings": {"allowClientToJoinUsingBrowser": false}}',
        '{"settings": {"allowClientToJoinUsingBrowser": "no"}}',
        '{"externalAppointmentId": "true"}',
      ],
    },
    'id-in-body': {
      hits: [
        [
          '{"id": "x", "settings": null}',
          'warning "id": "id" is read-only. Remove it: what another id does is not known.',
          'Remove "id" → {"settings": null}',
        ],
      ],
      misses: ['{"ID": "x"}', '{"appointmentClients": [{"id": "x"}]}'],
    },
    'swapped-name-address': {
      hits: [
        [
          '{"appointmentClients": [{"displayName": "a@example.com", "emailAddress": "A"}]}',
          'warning "A": Name and address seem to be swapped.',
          'Swap name and address → {"appointmentClients": [{"displayName": "A", "emailAddress": "a@example.com"}]}',
        ],
      ],
      misses: [
        '{"appointmentClients": [{"displayName": "a@example.com", "emailAddress": "b@example.com"}]}',
        '{"appointmentClients": [{"displayName": "a@example.com", "emailAddress": ""}]}',
        '{"appointmentClients": [{"displayName": "a@example.com"}]}',
      ],
    },
    'email-format': {
      hits: [
        [
          '{"appointmentClients": [{"emailAddress": "mailto:a@example.com"}]}',
          'warning "mailto:a@example.com": This does not look like an e-mail address.',
          'Keep the address alone → {"appointmentClients": [{"emailAddress": "a@example.com"}]}',
        ],
        [
          '{"appointmentClients": [{"emailAddress": "A <a@example.com>"}]}',
          'warning "A <a@example.com>": This does not look like an e-mail address.',
        ],
      ],
      misses: [
        '{"appointmentClients": [{"emailAddress": "a+b@example"}]}',
        '{"appointmentClients": [{"emailAddress": ""}]}',
        '{"appointmentClients": [{"displayName": "a@example.com", "emailAddress": "A"}]}',
      ],
    },
    'phone-format': {
      hits: [
        [
          '{"appointmentClients": [{"smsCapablePhoneNumber": "+1 202-555-0100"}]}',
          'warning "+1 202-555-0100": This is not in the international form E.164, such as +12025550100.',
          'Keep the plus sign and the digits → {"appointmentClients": [{"smsCapablePhoneNumber": "+12025550100"}]}',
        ],
        [
          '{"appointmentClients": [{"smsCapablePhoneNumber": "202-555-0100"}]}',
          'warning "202-555-0100": This is not in the international form E.164, such as +12025550100.',
        ],
      ],
      misses: [
        '{"appointmentClients": [{"smsCapablePhoneNumber": "+12025550100"}]}',
        '{"appointmentClients": [{"smsCapablePhoneNumber": "123-456-7890"}]}',
        '{"appointmentClients": [{"smsCapablePhoneNumber": null}]}',
      ],
    },
    'sms-country': {
      hits: [
        [
          '{"appointmentClients": [{"smsCapablePhoneNumber": "+442079460000"}, {"smsCapablePhoneNumber": "+4930901820"}]}',
          'information "+442079460000": Graph’s text message actions take US numbers only.',
        ],
      ],
      misses: [
        '{"appointmentClients": [{"smsCapablePhoneNumber": "+12025550100"}]}',
        '{"appointmentClients": [{"smsCapablePhoneNumber": "442079460000"}]}',
      ],
    },
    'url-format': {
      hits: [
        [
          '{"externalAppointmentUrl": "http://sched.example.com/"}',
          'warning "http://sched.example.com/": This is not an absolute https URL, such as https://scheduling.example.com/1.',
          'Write https? → {"externalAppointmentUrl": "https://sched.example.com/"}',
        ],
        [
          '{"appointmentClientJoinWebUrl": "sched.example.com/a"}',
          'warning "sched.example.com/a": This is not an absolute https URL, such as https://scheduling.example.com/1.',
          'Put https:// in front? → {"appointmentClientJoinWebUrl": "https://sched.example.com/a"}',
        ],
        [
          '{"externalAppointmentUrl": "a/b"}',
          'warning "a/b": This is not an absolute https URL, such as https://scheduling.example.com/1.',
        ],
      ],
      misses: [
        '{"externalAppointmentUrl": "https://sched.example.com"}',
        '{"externalAppointmentUrl": null}',
        '{"externalAppointmentId": "a/b"}',
      ],
    },
    'duplicate-client': {
      hits: [
        [
          '{"appointmentClients": [{"displayName": "A"}, {}, {"displayName": "a "}]}',
          'warning {: This is the same client as number 1 in the list.',
          'Remove this client → {"appointmentClients": [{"displayName": "A"}, {}]}',
        ],
      ],
      misses: [
        '{"appointmentClients": [{}, {}]}',
        '{"appointmentClients": [{"displayName": "A"}, {"emailAddress": "A"}]}',
        '{"appointmentClients": [{"displayName": "A", "emailAddress": "x@example.com"}, {"displayName": "B", "emailAddress": "x@example.com"}]}',
      ],
    },
    'clients-replaced': {
      context: { baseClients: [{ displayName: 'A' }, { displayName: 'B', emailAddress: 'b@example.com' }] },
      hits: [
        [
          '{"appointmentClients": [{"displayName": "a"}]}',
          'warning [: This list replaces the one on the server: 1 of 2 clients there are not in it.',
          'Add the clients that are missing? → {"appointmentClients": [{"displayName": "a"}, { "displayName": "B", "emailAddress": "b@example.com" }]}',
        ],
        [
          '{"appointmentClients": []}',
          'warning [: This list replaces the one on the server: 2 of 2 clients there are not in it.',
          'Add the clients that are missing? → {"appointmentClients": [{ "displayName": "A" }, { "displayName": "B", "emailAddress": "b@example.com" }]}',
        ],
      ],
      misses: [
        '{"appointmentClients": [{"displayName": "A"}, {"displayName": "C", "emailAddress": "B@example.com"}]}',
        '{"appointmentClients": null}',
        '{"settings": null}',
      ],
    },
    'null-clients': {
      hits: [
        [
          '{"appointmentClients": null}',
          'information null: It is not known what null does to a list. [] empties it.',
          'Write [] → {"appointmentClients": []}',
        ],
      ],
      misses: ['{"appointmentClients": []}', '{"settings": null}'],
    },
    placeholder: {
      hits: [
        [
          '{"appointmentClients": [{"smsCapablePhoneNumber": "123-456-7890"}]}',
          'warning "123-456-7890": This is the sample value of Microsoft’s page. Write your own.',
        ],
        [
          '{"$meeting": "MSpkYzE3Njc0Yy04MWQ5LTRhZGItYmZi"}',
          'warning "MSpkYzE3Njc0Yy04MWQ5LTRhZGItYmZi": This is the sample value of Microsoft’s page. Write your own.',
        ],
      ],
      misses: [
        '{"externalAppointmentId": "123-456-7890"}',
        '{"appointmentClients": [{"emailAddress": "a@example.com"}]}',
      ],
    },
    'empty-body': {
      hits: [
        ['{}', 'information {: This payload changes nothing. Name the properties to update.'],
        [
          '{"$meeting": "M1", "settings": {}}',
          'information {: This payload changes nothing. Name the properties to update.',
        ],
      ],
      misses: ['{"settings": null}', '{"appointmentClients": []}', '{', '[]'],
    },
    'cloud-support': {
      context: { cloud: 'china' },
      hits: [
        [
          '{"settings": null}',
          'warning {: China (21Vianet) does not have virtual appointments, as far as is known.',
        ],
      ],
      misses: ['[]', ''],
    },
    retired: {
      context: { cloud: 'global' },
      hits: [
        [
          '{"settings": null}',
          'information {: Microsoft retired virtualAppointment on 2023-06-30. For the join link there is getVirtualAppointmentJoinWebUrl.',
        ],
        [
          '{"$meeting": "M1", "appointmentClientJoinWebUrl": null}',
          'information {: Microsoft retired virtualAppointment on 2023-06-30. Get Join Link reads the link by the function that replaces it.',
        ],
      ],
      misses: ['[]', ''],
    },
    'retired-property': {
      context: { cloud: 'global' },
      hits: [
        [
          '{"externalAppointmentId": "x"}',
          'information "externalAppointmentId": The replacement does not keep this. Store it in your own system.',
        ],
      ],
      misses: ['{"appointmentClientJoinWebUrl": null}', '{"x": 1}'],
    },
  };

  it('all have cases here', () => {
    assert.deepStrictEqual(Object.keys(CASES).sort(), RULES.map(({ id }) => id).sort());
  });

  for (const [rule, { hits, misses, context }] of Object.entries(CASES)) {
    describe(rule, () => {
      for (const [text, finding, ...fixes] of hits) {
        it(`complains about ${text.length > 80 ? `${text.slice(0, 60)}…` : text}`, () => {
          const found = shown(text, context).filter((line) => line.startsWith(`${rule} `));
          assert.deepStrictEqual(
            { found, fixes: fixesOf(text, rule, context) },
            { found: [`${rule} ${finding}`], fixes },
          );
        });
      }
      for (const text of misses) {
        it(`control: leaves ${text} alone`, () => {
          const found = shown(text, context).filter((line) => line.startsWith(`${rule} `));
          assert.deepStrictEqual(found, []);
        });
      }
    });
  }

  it('that need to know the host say nothing without', () => {
    const needy = Object.entries(CASES).filter(([, { context }]) => context !== undefined);
    const found = needy.flatMap(([rule, { hits }]) =>
      hits.flatMap(([text]) => shown(text).filter((line) => line.startsWith(`${rule} `))),
    );
    assert.deepStrictEqual({ found, needy: needy.length }, { found: [], needy: 5 });
  });

  it('about the retirement say nothing for the emulator', () => {
    assert.deepStrictEqual(shown('{"settings": null}', { cloud: 'emulator' }), []);
  });
});

describe('the documentation of the rules', () => {
  const documented = RULES.map((rule, index) => ({ rule, docs: RULE_DOCS[index] }));

  it('covers each of them once, in the same order', () => {
    assert.equal(new Set(RULES.map(({ id }) => id)).size, RULES.length);
    const outOfOrder = documented.find(
      ({ rule, docs }) =>
        docs === undefined ||
        (docs.example !== '' &&
          !findingsOf(docs.example, docs.context).some((found) => found.rule === rule.id)),
    );
    assert.equal(outOfOrder?.rule.id, undefined, 'At the place of this rule RULE_DOCS has another');
    assert.equal(RULE_DOCS.length, RULES.length);
  });

  for (const { rule, docs } of documented) {
    // A deep or a large file is no example to read.
    if (docs === undefined || docs.example === '') continue;
    it(`has an example that ${rule.id} complains about`, () => {
      const found = findingsOf(docs.example, docs.context).filter((finding) => finding.rule === rule.id);
      assert.notEqual(found.length, 0);
      const hasFix = found.some(({ fixes, data }) => (fixes?.length ?? 0) > 0 || data !== undefined);
      assert.equal(docs.fix !== undefined, hasFix, 'its fix is described if there is one');
    });
  }
});

describe('runRules', () => {
  it('reports in document order, and at one place in the order of the rules', () => {
    const text = '{"$x": 1, "a": 1, "a": 2, /* c */ "$user": "x", "$x": 2}';
    assert.deepStrictEqual(
      findingsOf(text).map(({ rule, offset }) => `${rule} ${offset}`),
      [
        'unknown-directive 1',
        'unknown-property 10',
        'duplicate-key 18',
        'unknown-property 18',
        'comment 26',
        'user-id 43',
        'duplicate-key 48',
        'unknown-directive 48',
      ],
    );
  });

  it('control: finds nothing in a good payload', () => {
    assert.deepStrictEqual(findingsOf('{"$meeting": "M1", "externalAppointmentId": "x"}'), []);
  });
});

describe('what keeps a file from being sent', () => {
  const CASES: readonly (readonly [text: string, editor: readonly string[], cli: readonly string[]])[] = [
    ['{}', [], []],
    ['{"a": 1,}', ['trailing-comma'], []],
    ['{} // x', ['comment'], []],
    ['{"$schema": "x"}', [], []],
    ['{"a": 1, "a": 2}', ['duplicate-key'], ['duplicate-key']],
    ['{', ['syntax'], ['syntax']],
    ['', ['empty-file'], ['empty-file']],
    ['{"$x": 1}', ['unknown-directive'], ['unknown-directive']],
  ];
  for (const [text, editor, cli] of CASES) {
    it(JSON.stringify(text), () => {
      const findings = findingsOf(text);
      const rules = (host: 'editor' | 'cli') => blocking(findings, host).map(({ rule }) => rule);
      assert.deepStrictEqual({ editor: rules('editor'), cli: rules('cli') }, { editor, cli });
    });
  }

  it('the editor reports syntax, duplicates, comments and trailing commas by itself', () => {
    const findings = findingsOf('{"settings": null, "settings": null, /* c */ "$x": yes,}');
    const ours = (language: string): string[] =>
      findings.filter((finding) => !isReportedByEditor(finding, language)).map(({ rule }) => rule);
    for (const language of ['vappt', 'json']) assert.deepStrictEqual(ours(language), ['unknown-directive']);
    assert.deepStrictEqual(ours('jsonc'), ['comment', 'unknown-directive']);
    assert.deepStrictEqual(
      ours('plaintext'),
      findings.map(({ rule }) => rule),
    );
  });
});
