import { text as say } from '../../text';
import { clientTexts, otherText } from '../clientTexts';
import { replaceWithText } from '../edits';
import { safe } from '../fix';
import { isSwapped, looksLikeAddress } from '../looks';
import type { Rule, RuleDocs } from '../rule';

/** No format is documented (1.5): a text that is no address is probably wrong, no more. */
export const rule: Rule = {
  id: 'email-format',
  severity: 'warning',
  check(document, report) {
    for (const address of clientTexts(
      document,
      'emailAddress',
      (text) => !looksLikeAddress(text) && text !== '',
    )) {
      if (isSwapped(otherText(address, 'displayName')?.text, address.text)) continue;
      const { text } = address;
      const { offset, length } = address.value;
      const meant = text.trim().replace(/^mailto:/i, '');
      report({
        offset,
        length,
        message: say('This does not look like an e-mail address.'),
        ...(looksLikeAddress(meant) && {
          fixes: [safe('Keep the address alone', [replaceWithText({ offset, length }, meant)])],
        }),
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Values',
  finds: 'an `emailAddress` that does not look like one',
  why: 'No format is documented, and nothing is known of how Graph checks it. Without an `@` it is no address that could be reached.',
  example: '{\n  "appointmentClients": [{ "emailAddress": "mailto:a@example.com" }]\n}\n',
  fix: 'Takes away spaces around it, and `mailto:`.',
};
