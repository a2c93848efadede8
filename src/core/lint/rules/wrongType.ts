import type { Node } from 'jsonc-parser';
import { type Group, groups, otherItems } from '../../payload/places';
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
  check(document, report) {
    for (const { kind, name, type, properties } of groups(document)) {
      const expected = holds(kind, name);
      if (expected === undefined || fits(expected, name, type)) continue;
      for (const { children } of properties) {
        const value = children?.[1];
        if (value === undefined || isQuotedBoolean(value, expected)) continue;
        const { offset, length } = value;
        const fixes = fixesFor(document, expected, value);
        report({ offset, length, message: MESSAGES[expected], ...(fixes.length > 0 && { fixes }) });
      }
    }
    for (const item of otherItems(document)) {
      const { offset, length } = item;
      const isAddress = item.type === 'string' && looksLikeAddress(String(item.value));
      const client = `{ "emailAddress": ${document.text.slice(offset, offset + length)} }`;
      report({
        offset,
        length,
        message: say('A client is an object with its name, address and number.'),
        ...(isAddress && {
          fixes: [proposal('Make it a client with this address', [replace(item, client)])],
        }),
      });
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
function fits(expected: Holds, name: string, type: Group['type']): boolean {
  if (type === 'missing' || type === 'null') return true;
  switch (expected) {
    case 'text':
      return type === 'string' || (type === 'object' && name === 'emailAddress');
    case 'link':
      return type === 'string';
    case 'boolean':
      return type === 'boolean';
    case 'settings':
      return type === 'object';
    case 'clients':
      return type === 'array' || type === 'object';
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
  group: 'Names, types and places',
  finds: 'a value of another JSON type than the property has',
  why: 'The types are documented. Elsewhere Graph refuses a value that it cannot convert ([#3202](https://github.com/microsoftgraph/msgraph-sdk-powershell/issues/3202)). As a JSON number, a phone number loses its plus sign and leading zeros.',
  example: '{\n  "externalAppointmentId": 4711\n}\n',
  fix: 'Puts a number in quotes where a text belongs.',
};
