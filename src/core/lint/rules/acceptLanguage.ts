import { languageProblem } from '../../graph/acceptLanguage';
import { directiveTexts } from '../directiveTexts';
import { replaceWithText } from '../edits';
import { safe } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** The value becomes a header: nothing may stand in it that could end one. */
export const rule: Rule = {
  id: 'accept-language',
  severity: 'error',
  check(document, report) {
    for (const { value, offset, length } of directiveTexts(document, '$acceptLanguage')) {
      const message = languageProblem(value);
      if (message === undefined) continue;
      const meant = value.trim().replaceAll('_', '-');
      report({
        offset,
        length,
        message,
        ...(languageProblem(meant) === undefined && {
          fixes: [safe('Write "{meant}"', [replaceWithText({ offset, length }, meant)], { meant })],
        }),
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Directives',
  finds: 'an `$acceptLanguage` that is no list of languages',
  why: 'It is sent as the `Accept-Language` header: a list of language tags (RFC 9110, 12.5.4). Control characters and line breaks would break the request.',
  example: '{\n  "$acceptLanguage": "de_AT, de;q=0.8",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Writes hyphens for underscores.',
};
