import type { Node } from 'jsonc-parser';
import { groupOf, siblings } from '../../payload/places';
import type { PayloadDocument } from '../../payload/model';
import { text as say } from '../../text';
import { gapBefore, hasComment, replace } from '../edits';
import { claiming, safe, safeIf } from '../fix';
import type { Fix, Rule, RuleDocs } from '../rule';

/** Mail and calendar have an object with name and address; a virtualAppointmentUser has a plain text (resource page). */
export const rule: Rule = {
  id: 'address-object',
  severity: 'error',
  check(document, report) {
    for (const property of groupOf(document, 'client', 'emailAddress', 'object')?.properties ?? []) {
      const value = property.children?.[1];
      if (value === undefined) continue;
      const fix = flatten(document, property, value);
      report({
        offset: value.offset,
        length: value.length,
        message: say('The address alone belongs here, as a text. The name has a property of its own.'),
        ...(fix !== undefined && { fixes: [fix] }),
      });
    }
  },
};

function flatten(document: PayloadDocument, property: Node, object: Node): Fix | undefined {
  const texts = new Map<unknown, string>();
  for (const { children } of object.children ?? []) {
    const [key, inner] = children ?? [];
    if (key === undefined || inner?.type !== 'string') return undefined;
    texts.set(key.value, document.text.slice(inner.offset, inner.offset + inner.length));
  }
  const address = texts.get('address');
  const name = texts.get('name');
  const isAll = texts.size === (name === undefined ? 1 : 2);
  if (address === undefined || !isAll || hasComment(document, property)) return undefined;

  const beside = siblings(property);
  if (beside === undefined) return undefined;
  const named = beside.find((other) => other.name === 'displayName');
  if (name === undefined || named !== undefined) {
    const isSame = name === undefined || named?.value?.value === JSON.parse(name);
    return safeIf('Keep only the address', isSame, [replace(object, address)]);
  }
  const fix = safe('Write name and address as two properties', [
    {
      offset: property.offset,
      length: 0,
      newText: `"displayName": ${name},${gapBefore(document.text, property.offset)}`,
    },
    replace(object, address),
  ]);
  return claiming(fix, property.parent, ['displayName']);
}

export const docs: RuleDocs = {
  group: 'Names, types and places',
  finds: '`{ "name", "address" }` where the address alone belongs',
  why: 'That object is the `emailAddress` of mail and calendar. The one of a client is a plain string (documented), and an object cannot be read as one.',
  example:
    '{\n  "appointmentClients": [\n    { "emailAddress": { "name": "Client A", "address": "a@example.com" } }\n  ]\n}\n',
  fix: 'Writes the address as a text, and the name as `displayName` where there is none.',
};
