import { meetingIdProblem, userProblem } from '../../graph/ids';
import { parseIfMatchDirective } from '../../graph/ifMatch';
import { DIRECTIVES } from '../../payload/directives';
import type { PayloadDocument } from '../../payload/model';
import { languageProblem } from '../../graph/acceptLanguage';
import { type Text, text as say } from '../../text';
import type { Complaint, Rule } from '../rule';

/** The directives whose values are texts: all of them. */
const directiveType: Rule = {
  id: 'directive-type',
  severity: 'error',
  *check({ members }) {
    for (const { name, value } of members) {
      if (!Object.hasOwn(DIRECTIVES, name) || value === undefined || value.type === 'string') continue;
      const { offset, length } = value;
      yield { offset, length, message: say('The value of "{name}" is a text in double quotes.', { name }) };
    }
  },
};

/** Values that would break the address or a header, or that mean nothing to Graph. */
export const directiveRules: readonly Rule[] = [
  directiveType,
  forDirective('meeting-id', '$meeting', meetingIdProblem),
  forDirective('user-id', '$user', userProblem),
  forDirective('accept-language', '$acceptLanguage', languageProblem),
  forDirective('if-match', '$ifMatch', (value) => {
    const parsed = parseIfMatchDirective(value);
    return parsed.kind === 'malformed' ? parsed.reason : undefined;
  }),
];

function forDirective(id: string, directive: string, problem: (value: string) => Text | undefined): Rule {
  return { id, severity: 'error', check: (document) => complaints(document, directive, problem) };
}

function* complaints(
  { members }: PayloadDocument,
  directive: string,
  problem: (value: string) => Text | undefined,
): Iterable<Complaint> {
  for (const { name, value } of members) {
    if (name !== directive || value?.type !== 'string') continue;
    const message = problem(String(value.value));
    if (message !== undefined) yield { offset: value.offset, length: value.length, message };
  }
}
