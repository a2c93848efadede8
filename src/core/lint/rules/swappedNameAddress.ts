import { text as say } from '../../text';
import { type ClientText, clientTexts, otherText } from '../clientTexts';
import { replace } from '../edits';
import { safe } from '../fix';
import { isSwapped } from '../looks';
import type { Rule, RuleDocs } from '../rule';

/** The GET sample of the reference has them the wrong way round (C2). */
export const rule: Rule = {
  id: 'swapped-name-address',
  severity: 'warning',
  check(document, report) {
    for (const name of clientTexts(document, 'displayName', (text) => text.includes('@'))) {
      const address = otherText(name, 'emailAddress');
      if (address === undefined || !isSwapped(name.text, address.text)) continue;
      const written = ({ value: { offset, length } }: ClientText): string =>
        document.text.slice(offset, offset + length);
      const edits = [replace(name.value, written(address)), replace(address.value, written(name))];
      const { offset, length } = address.value;
      report({
        offset,
        length,
        message: say('Name and address seem to be swapped.'),
        fixes: [
          safe(
            'Swap name and address',
            edits.sort((a, b) => a.offset - b.offset),
          ),
        ],
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Values',
  finds: 'the name of a client in place of the address, and the address in place of the name',
  why: "Microsoft's GET sample has the two swapped, and whoever copies it writes them back that way.",
  example: '{\n  "appointmentClients": [{ "displayName": "a@example.com", "emailAddress": "Client A" }]\n}\n',
  fix: 'Swaps the two values.',
};
