import type { Node } from 'jsonc-parser';
import { clientLists, places, type PlaceMember } from '../../payload/places';
import type { PayloadDocument } from '../../payload/model';
import { holds, type Holds } from '../../payload/shape';
import { type Text, text as say } from '../../text';
import { replace, replaceWithText } from '../edits';
import { proposal, safe } from '../fix';
import type { Fix, Rule, RuleDocs } from '../rule';
import { isQuotedBoolean, looksLikeAddress } from '../looks';

/**
 * A value that JSON cannot turn into the documented type. Graph refuses such values elsewhere with "Cannot convert the
 * literal" (microsoftgraph/msgraph-sdk-powershell#3202, OBSERVED). Quoted booleans are another matter: C1a.
 */
export const rule: Rule = {
  id: 'wrong-type',
  severity: 'error',
  *check(document) {
    for (const { kind, members } of places(document)) {
      for (const member of members) {
        const expected = holds(kind, member.name);
        if (expected === undefined || member.value === undefined || fits(expected, member)) continue;
        const { offset, length } = member.value;
        const fixes = fixesFor(document, expected, member.value);
        yield { offset, length, message: MESSAGES[expected], ...(fixes.length > 0 && { fixes }) };
      }
    }
    for (const list of clientLists(document)) {
      for (const item of list.children ?? []) {
        if (item.type === 'object') continue;
        const { offset, length } = item;
        const isAddress = item.type === 'string' && looksLikeAddress(String(item.value));
        yield {
          offset,
          length,
          message: say('A client is an object with its name, address and number.'),
          ...(isAddress && {
            fixes: [
              proposal('Make it a client with this address', [
                replace(item, `{ "emailAddress": ${document.text.slice(offset, offset + length)} }`),
              ]),
            ],
          }),
        };
      }
    }
  },
};

const MESSAGES: Readonly<Record<Holds, Text>> = {
  text: say('A text in double quotes, or null, belongs here.'),
  link: say('A URL in double quotes, or null, belongs here.'),
  boolean: say('true, false or null belongs here, without quotes.'),
  settings: say('An object or null belongs here.'),
  clients: say('A list of clients belongs here: [ { … } ].'),
};

/** Whether it is right, or a matter for a rule of its own. */
function fits(expected: Holds, { name, value }: PlaceMember): boolean {
  if (value === undefined || value.type === 'null') return true;
  switch (expected) {
    case 'text':
      return value.type === 'string' || (value.type === 'object' && name === 'emailAddress');
    case 'link':
      return value.type === 'string';
    case 'boolean':
      return value.type === 'boolean' || isQuotedBoolean(value);
    case 'settings':
      return value.type === 'object';
    case 'clients':
      return value.type === 'array' || value.type === 'object';
  }
}

function fixesFor({ text }: PayloadDocument, expected: Holds, value: Node): Fix[] {
  const written = text.slice(value.offset, value.offset + value.length);
  if (expected === 'text' && value.type === 'number') {
    return [safe('Put the number in quotes', [replaceWithText(value, written)])];
  }
  if (expected === 'boolean' && (written === '0' || written === '1')) {
    const meant = String(written === '1');
    return [proposal('Write {meant}', [replace(value, meant)], { meant })];
  }
  if (expected === 'settings' && value.type === 'boolean') {
    const edit = replace(value, `{ "allowClientToJoinUsingBrowser": ${written} }`);
    return [proposal('Make it the setting for joining in a browser', [edit])];
  }
  return [];
}

export const docs: RuleDocs = {
  finds: 'a value of another JSON type than the property has',
  why: 'The types are documented. Elsewhere Graph refuses a value that it cannot convert ([#3202](https://github.com/microsoftgraph/msgraph-sdk-powershell/issues/3202)). As a JSON number, a phone number loses its plus sign and leading zeros.',
  example: '{\n  "externalAppointmentId": 4711\n}\n',
  fix: 'Puts a number in quotes where a text belongs.',
};
