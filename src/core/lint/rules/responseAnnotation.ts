import { parseIfMatchDirective } from '../../graph/ifMatch';
import { groups, siblings } from '../../payload/places';
import { text as say } from '../../text';
import { replaceWithText } from '../edits';
import { proposal, removal } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** Annotations say something about an answer; on the way in they are at best ignored (OData JSON, 4.5). */
export const rule: Rule = {
  id: 'response-annotation',
  severity: 'warning',
  check(document, report) {
    for (const { kind, name, properties } of groups(document)) {
      if (!name.includes('@') || name === '@odata.type') continue;
      for (const property of properties) {
        const [key, value] = property.children ?? [];
        if (key === undefined) continue;
        const fixes = [removal('Remove it', document, property)];
        const isTag = kind === 'appointment' && name === '@odata.etag' && value?.type === 'string';
        const isFree = (): boolean =>
          siblings(property)?.every((other) => other.name !== '$ifMatch') === true;
        if (isTag && isFree() && parseIfMatchDirective(String(value.value)).kind === 'tag') {
          fixes.push(proposal('Make it the directive "$ifMatch"', [replaceWithText(key, '$ifMatch')]));
        }
        const { offset, length } = key;
        report({
          offset,
          length,
          message: say('This is part of an answer, not of an update. Remove it.'),
          fixes,
        });
      }
    }
  },
};

export const docs: RuleDocs = {
  group: 'Names, types and places',
  finds: '`@odata.context`, `@odata.etag` and other annotations of an answer',
  why: 'They say something about the answer that they came with. In an update they do nothing; the tag in `@odata.etag` is no condition there.',
  example: '{\n  "@odata.etag": "W/\\"AAAA\\"",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Removes it. The editor also proposes to make the tag the directive `$ifMatch`.',
};
