import { CLOUDS } from '../graph/clouds';
import { type Text, text as say } from '../text';
import { consentLink } from './explainProblem';
import { PERMISSION } from './permissions';
import type { Registration } from './registration';

/**
 * How to register an app, as the paragraphs of a Markdown document with values to copy. With the ids at hand it has the
 * link for the administrator too.
 */
export function registrationHelp(
  registration: Partial<Registration> & Pick<Registration, 'cloud'>,
): readonly Text[] {
  const { cloud, clientId, tenant } = registration;
  const link =
    clientId === undefined
      ? `${CLOUDS[cloud].authority}/TENANT/adminconsent?client_id=CLIENT-ID`
      : consentLink({ cloud, clientId, tenant: tenant ?? 'TENANT' });
  return [
    say('# Register an app to sign in with'),
    say(
      'An app registration in your tenant says what may be done in your name. It takes five minutes, and once. Neither of its two ids is a secret, and there is no client secret.',
    ),
    say('1. Open {portal}, then App registrations, New registration. Any name will do.', {
      portal: CLOUDS[cloud].portal,
    }),
    say(
      '2. Under Authentication, add the platform "Mobile and desktop applications" with this redirect address, without a port: `http://localhost`',
    ),
    say(
      '3. Further down on the same page, set "Allow public client flows" to Yes: sign-in with a code needs it.',
    ),
    say('4. Under API permissions, add Microsoft Graph, Delegated permissions: `{permission}`', {
      permission: PERMISSION,
    }),
    say(
      '5. Under Overview, copy two ids into your settings: "Application (client) ID" into `vappt.auth.clientId`, "Directory (tenant) ID" into `vappt.auth.tenant`. With a multi-tenant app the tenant may stay `organizations`.',
    ),
    say('Then run "Virtual Appointment: Sign In".'),
    say('If the page says that an administrator must approve, send them this link: {link}', { link }),
  ];
}
