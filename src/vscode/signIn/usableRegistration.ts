import { commands, window } from 'vscode';
import {
  ANY_TENANT,
  checkRegistration,
  type Registration,
  type RegistrationCheck,
} from '../../core/auth/registration';
import type { RealCloud } from '../../core/graph/clouds';
import { COMMANDS, SECTION, SETTINGS } from '../../manifest';
import { readConfig, writeRegistration } from '../config';
import { notify } from '../notify';
import type { Services } from '../services';
import { say, translate } from '../translate';

/**
 * The app to sign in with. `undefined` where there is none: then the user has been told what is wrong with the settings,
 * or was helped to a first one, and signs in as soon as there is one.
 */
export async function usableRegistration(
  services: Services,
  cloud: RealCloud,
  signIn: () => Promise<void>,
): Promise<Registration | undefined> {
  const { clientId, tenant } = readConfig();
  const check = checkRegistration(cloud, clientId, tenant);
  switch (check.kind) {
    case 'usable':
      return check.registration;
    case 'wrong':
      notify('error', translate(check.reason), [
        {
          title: say('Open Settings'),
          run: () => commands.executeCommand('workbench.action.openSettings', `${SECTION}.auth`),
        },
      ]);
      return undefined;
    case 'missing': {
      const enter = say('Enter IDs…');
      const register = say('How to Register');
      const paste = say('Use a Token…');
      const answer = await window.showInformationMessage(
        say(
          'To sign in you need an app registration of your tenant. It takes five minutes, once. Enter its IDs, or see how to register one.',
        ),
        enter,
        register,
        paste,
      );
      if (answer === paste) await commands.executeCommand(COMMANDS.setToken);
      if (answer === register) await showRegistrationHelp(services, cloud);
      if (answer === enter && (await askForRegistration(cloud))) await signIn();
      return undefined;
    }
  }
}

async function showRegistrationHelp(services: Services, cloud: RealCloud): Promise<void> {
  const { clientId, tenant } = readConfig();
  const check = checkRegistration(cloud, clientId, tenant);
  const engine = await services.engine();
  const paragraphs = engine.registrationHelp(check.kind === 'usable' ? check.registration : { cloud });
  await services.documents.showPage('Register an app.md', `${paragraphs.map(translate).join('\n\n')}\n`);
}

/** Returns whether there is one now. */
async function askForRegistration(cloud: RealCloud): Promise<boolean> {
  const clientId = await askForId({
    title: say('Application (client) ID'),
    prompt: say('From the overview page of the app registration. It goes into "{setting}".', {
      setting: `${SECTION}.${SETTINGS.clientId}`,
    }),
    check: (value) => checkRegistration(cloud, value, ''),
  });
  if (clientId?.kind !== 'usable') return false;
  const { clientId: id } = clientId.registration;
  const tenant = await askForId({
    title: say('Directory (tenant) ID'),
    prompt: say('From the same page, for "{setting}". With an app for any tenant: {any}.', {
      setting: `${SECTION}.${SETTINGS.tenant}`,
      any: ANY_TENANT,
    }),
    value: readConfig().tenant,
    check: (value) => checkRegistration(cloud, id, value),
  });
  if (tenant?.kind !== 'usable') return false;
  await writeRegistration(tenant.registration);
  return true;
}

/** Asks for one of the ids. `undefined`: no answer. */
async function askForId({
  check,
  ...words
}: {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly check: (value: string) => RegistrationCheck;
}): Promise<RegistrationCheck | undefined> {
  const text = await window.showInputBox({
    ...words,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const checked = check(value);
      return checked.kind === 'wrong' ? translate(checked.reason) : undefined;
    },
  });
  return text === undefined ? undefined : check(text);
}
