import { text as say } from '../../text';
import { clientTexts } from '../clientTexts';
import { replaceWithText } from '../edits';
import { safe } from '../fix';
import { isE164 } from '../looks';
import { placeholderTest } from '../placeholders';
import type { Rule, RuleDocs } from '../rule';

/** No format is documented (1.5); the newer SMS actions show E.164. A guess, so a warning. */
export const rule: Rule = {
  id: 'phone-format',
  severity: 'warning',
  check(document, report) {
    for (const { text, value } of clientTexts(
      document,
      'smsCapablePhoneNumber',
      (number) => !isE164(number),
    )) {
      if (text === '' || placeholderTest('smsCapablePhoneNumber')?.(text) === true) continue;
      const { offset, length } = value;
      const meant = text.replace(/^tel:/i, '').replaceAll(/[\s().\-/\u2010-\u2015]/g, '');
      // A trunk zero, as in +44 (0)20, is not dialled from abroad: what to make of it is not for us to say.
      const isPlain = isE164(meant) && !text.includes('(0)');
      report({
        offset,
        length,
        message: say('This is not in the international form E.164, such as +12025550100.'),
        ...(isPlain && {
          fixes: [safe('Keep the plus sign and the digits', [replaceWithText({ offset, length }, meant)])],
        }),
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Values',
  finds: 'a phone number that is not in the international form',
  why: 'No format is documented. E.164, a plus sign and digits, is what the newer SMS actions show, and the only form without doubt.',
  example: '{\n  "appointmentClients": [{ "smsCapablePhoneNumber": "+1 (202) 555-0100" }]\n}\n',
  fix: 'Takes away spaces, brackets and dashes where a plus sign and digits remain.',
};
