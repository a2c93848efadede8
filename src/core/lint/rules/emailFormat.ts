import { text as say } from '../../text';
import { clientTexts } from '../clientTexts';
import { replaceWithText } from '../edits';
import { safe } from '../fix';
import { looksLikeAddress } from '../looks';
import type { Rule, RuleDocs } from '../rule';
import { isSwapped } from './swappedNameAddress';

/** No format is documented (1.5): a text that is no address is probably wrong, no more. */
export const rule: Rule = {
  id: 'email-format',
  severity: 'warning',
  *check(document) {
    for (const { displayName, emailAddress } of clientTexts(document)) {
      if (emailAddress === undefined || emailAddress.text === '' || looksLikeAddress(emailAddress.text))
        continue;
      if (isSwapped(displayName?.text, emailAddress.text)) continue;
      const { offset, length, text } = emailAddress;
      const meant = text.trim().replace(/^mailto:/i, '');
      yield {
        offset,
        length,
        message: say('This does not look like an e-mail address.'),
        ...(looksLikeAddress(meant) && {
          fixes: [safe('Keep the address alone', [replaceWithText({ offset, length }, meant)])],
        }),
      };
    }
  },
};

export const docs: RuleDocs = {
  finds: 'an `emailAddress` that does not look like one',
  why: 'No format is documented, and nothing is known of how Graph checks it. Without an `@` it is no address that could be reached.',
  example: '{\n  "appointmentClients": [{ "emailAddress": "mailto:a@example.com" }]\n}\n',
  fix: 'Takes away spaces around it, and `mailto:`.',
};
