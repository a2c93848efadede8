import type { Node } from 'jsonc-parser';
import { isDirective } from '../../payload/directives';
import { groups, type PlaceKind, siblings } from '../../payload/places';
import { holds, PROPERTIES } from '../../payload/shape';
import { type Text, text as say } from '../../text';
import { replaceWithText } from '../edits';
import { claiming, safeIf } from '../fix';
import { isHeader } from '../headers';
import { type Meant, whatIsMeant } from '../propertyNames';
import type { Complaint, Rule, RuleDocs } from '../rule';

/**
 * None of the types is open (resource pages), so that other members are invalid; what the service does with one is
 * UNVERIFIED, and so is whether case counts. That is why it is a warning.
 */
export const rule: Rule = {
  id: 'unknown-property',
  severity: 'warning',
  check(document, report) {
    for (const { kind, name, type, properties } of groups(document)) {
      // Without a value, the name may still be being typed.
      if (type === 'missing' || isJudgedElsewhere(kind, name)) continue;
      const meant = whatIsMeant(kind, name);
      for (const property of properties) {
        const key = property.children?.[0];
        if (key !== undefined) report(complaint(kind, property, key, meant));
      }
    }
  },
};

function isJudgedElsewhere(kind: PlaceKind, name: string): boolean {
  if (holds(kind, name) !== undefined || isDirective(name) || name.includes('@')) return true;
  return kind === 'appointment' && (name === 'id' || name === 'value' || isHeader(name));
}

function complaint(kind: PlaceKind, property: Node, key: Node, meant: Meant | undefined): Complaint {
  const { offset, length } = key;
  const message = describe(kind, meant);
  const isMisspelt = meant?.kind === 'misspelt' || meant?.kind === 'otherName';
  if (!isMisspelt || siblings(property)?.every(({ name }) => name !== meant.name) !== true)
    return { offset, length, message };
  const edits = [replaceWithText(key, meant.name)];
  const fix = safeIf('Write "{meant}"', meant.kind === 'misspelt', edits, { meant: meant.name });
  return { offset, length, message, fixes: [claiming(fix, property.parent, [meant.name])] };
}

function describe(kind: PlaceKind, meant: Meant | undefined): Text {
  switch (meant?.kind) {
    case 'misspelt':
    case 'otherName':
      return say('No such property here. Did you mean "{meant}"?', { meant: meant.name });
    case 'otherPlace':
      return PLACES[meant.place];
    case 'sms':
      return say('This belongs to the body of sendVirtualAppointmentSms, which is another request.');
    case undefined:
      return say('No such property here. Known: {known}.', {
        known: [...Object.keys(PROPERTIES[kind]), '@odata.type'].join(', '),
      });
  }
}

const PLACES: Readonly<Record<PlaceKind, Text>> = {
  appointment: say('No such property here. It belongs at the top level.'),
  settings: say('No such property here. It belongs in "settings".'),
  client: say('No such property here. It belongs in a client in "appointmentClients".'),
};

export const docs: RuleDocs = {
  group: 'Names, types and places',
  finds: 'a property that the type does not have: misspelt, in the wrong case or place, or of something else',
  why: 'None of the three types is open, so that other members are invalid (documented). Whether Graph refuses them or passes over them is not verified, nor whether case counts; either way they do not update what was meant.',
  example: '{\n  "externalAppointmentID": "booking-1"\n}\n',
  fix: 'Writes the name that is nearest. For names of mail and Bookings, such as `email`, the editor proposes ours.',
};
