import { text as say } from '../../text';
import { clientTexts } from '../clientTexts';
import { replace } from '../edits';
import { safe } from '../fix';
import { looksLikeAddress } from '../looks';
import type { Rule, RuleDocs } from '../rule';

/** The GET sample of the reference has them the wrong way round (C2). */
export const rule: Rule = {
  id: 'swapped-name-address',
  severity: 'warning',
  *check(document) {
    for (const { displayName, emailAddress } of clientTexts(document)) {
      if (!isSwapped(displayName?.text, emailAddress?.text)) continue;
      if (displayName === undefined || emailAddress === undefined) continue;
      const written = ({ offset, length }: typeof displayName): string =>
        document.text.slice(offset, offset + length);
      const edits = [
        replace(displayName, written(emailAddress)),
        replace(emailAddress, written(displayName)),
      ].sort((a, b) => a.offset - b.offset);
      const { offset, length } = emailAddress;
      yield {
        offset,
        length,
        message: say('Name and address seem to be swapped.'),
        fixes: [safe('Swap name and address', edits)],
      };
    }
  },
};

/** Whether the address stands where the name belongs, and something else where the address does. */
export function isSwapped(displayName: string | undefined, emailAddress: string | undefined): boolean {
  if (displayName === undefined || emailAddress === undefined || emailAddress.trim() === '') return false;
  return looksLikeAddress(displayName.trim()) && !emailAddress.includes('@');
}

export const docs: RuleDocs = {
  finds: 'the name of a client in place of the address, and the address in place of the name',
  why: "Microsoft's GET sample has the two swapped, and whoever copies it writes them back that way.",
  example: '{\n  "appointmentClients": [{ "displayName": "a@example.com", "emailAddress": "Client A" }]\n}\n',
  fix: 'Swaps the two values.',
};
