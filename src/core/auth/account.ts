import type { Account } from '../ports';
import { oneLine } from '../report/redact';
import { type Text, text as say, type Translate } from '../text';

/** "name (tenant)", or as much of it as is known. */
export function accountName({ label, tenant }: Account, translate: Translate): string {
  const name = typeof label === 'string' ? label : translate(label);
  return oneLine(tenant === undefined ? name : `${name} (${tenant})`);
}

/** Who, how and until when: the line of a report. */
export function accountLine(account: Account, translate: Translate): Text {
  const name = accountName(account, translate);
  const { label, way, expiresAt } = account;
  if (way === undefined) return say('{name}', { name });
  if (way !== 'token') return WAYS[way](name);
  // A token that cannot be read has a name that says the same.
  if (expiresAt === undefined && typeof label !== 'string') return say('unknown, by a pasted token');
  return expiresAt === undefined
    ? say('{name}, by a pasted token', { name })
    : say('{name}, by a pasted token that is valid until {time}', {
        name,
        time: new Date(expiresAt).toISOString().replace('.000', ''),
      });
}

/** These are renewed without asking for as long as the identity provider lets them. */
const WAYS = {
  browser: (name: string) => say('{name}, signed in with the browser until you sign out', { name }),
  deviceCode: (name: string) => say('{name}, signed in with a code until you sign out', { name }),
  vscode: (name: string) => say('{name}, signed in by VS Code', { name }),
} as const;
