import { languageProblem } from '../../graph/acceptLanguage';
import { parseIfMatchDirective } from '../../graph/ifMatch';
import { appointment, type PlaceMember } from '../../payload/places';
import type { PayloadDocument } from '../../payload/model';
import { text as say } from '../../text';
import { replaceWithText } from '../edits';
import { claiming, proposal, removal, safe } from '../fix';
import { isHeader } from '../headers';
import type { Fix, Rule, RuleDocs } from '../rule';

/**
 * Pasted with the body, a header does nothing: an `If-Match` that is a part of the body is no condition, and the send
 * is not protected as it seems to be (C4, M15). Whether Graph refuses or ignores it, it cannot do what it says.
 */
export const rule: Rule = {
  id: 'header-in-body',
  severity: 'error',
  check(document, report) {
    const top = appointment(document);
    for (const member of top) {
      const header = member.name.toLowerCase();
      if (!isHeader(header)) continue;
      const { offset, length } = member.key;
      report({ offset, length, message: message(header), fixes: fixes(document, top, member, header) });
    }
  },
};

function message(header: string): ReturnType<typeof say> {
  if (header === 'if-match')
    return say('This is a header. As a part of the body it protects nothing: use "$ifMatch".');
  if (header === 'accept-language')
    return say('This is a header. In a payload file it is written "$acceptLanguage".');
  if (header === 'authorization')
    return say('This is a header, and may hold a token. Remove it: you sign in instead.');
  return say('This is a header, not a part of the body. Remove it.');
}

function fixes(
  document: PayloadDocument,
  top: readonly PlaceMember[],
  { property, key, value }: PlaceMember,
  header: string,
): Fix[] {
  const has = (directive: string): boolean => top.some(({ name }) => name === directive);
  const text = value?.type === 'string' ? String(value.value) : undefined;
  const remove = removal('Remove the header', document, property);

  if (header === 'if-match' && text !== undefined && value !== undefined && !has('$ifMatch')) {
    const parsed = parseIfMatchDirective(text);
    const tag = parsed.kind === 'malformed' ? parsed.suggestion : text;
    if (tag !== undefined) {
      const edits = [
        replaceWithText(key, '$ifMatch'),
        ...(tag === text ? [] : [replaceWithText(value, tag)]),
      ];
      return [
        claiming(safe('Make it the directive "$ifMatch"', edits), property.parent, ['$ifMatch']),
        proposal('Remove the header', remove.edits),
      ];
    }
  }
  if (
    header === 'accept-language' &&
    text !== undefined &&
    !has('$acceptLanguage') &&
    !languageProblem(text)
  ) {
    const edits = [replaceWithText(key, '$acceptLanguage')];
    return [
      claiming(safe('Make it the directive "$acceptLanguage"', edits), property.parent, ['$acceptLanguage']),
      proposal('Remove the header', remove.edits),
    ];
  }
  // What cannot become a directive was still meant to protect something.
  return [header === 'if-match' ? proposal('Remove the header', remove.edits) : remove];
}

export const docs: RuleDocs = {
  group: 'Names, types and places',
  finds: 'a header of HTTP among the members of the body',
  why: "A header that is pasted into the body is not sent as a header. `If-Match` would not protect the update, and `Authorization` may give a token away. `ETag` belongs to answers (in [Microsoft's PUT sample](https://learn.microsoft.com/graph/api/virtualappointment-put?view=graph-rest-beta) it stands on the request by mistake).",
  example:
    '{\n  "Content-Type": "application/json",\n  "If-Match": "W/\\"AAAA\\"",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Turns `If-Match` and `Accept-Language` into directives, removes others.',
};
