import { commands, window } from 'vscode';
import { checkRegistration, type Registration } from '../../core/auth/registration';
import type { RealCloud } from '../../core/graph/clouds';
import { COMMANDS, SECTION, SETTINGS } from '../../manifest';
import { readConfig, writeClientId } from '../config';
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
      const enter = say('Enter ID…');
      const register = say('How to Register');
      const paste = say('Use a Token…');
      const answer = await window.showInformationMessage(
        say(
          'To sign in you need an app registration of your tenant. It takes five minutes, once. Enter its client ID, or see how to register one.',
        ),
        enter,
        register,
        paste,
      );
      if (answer === paste) await commands.executeCommand(COMMANDS.setToken);
      if (answer === register) await showRegistrationHelp(services, cloud);
      if (answer === enter && (await askForClientId(cloud))) await signIn();
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
async function askForClientId(cloud: RealCloud): Promise<boolean> {
  const id = await window.showInputBox({
    title: say('Application (client) ID'),
    prompt: say('From the overview page of the app registration. It goes into "{setting}".', {
      setting: `${SECTION}.${SETTINGS.clientId}`,
    }),
    ignoreFocusOut: true,
    validateInput: (value) => {
      const check = checkRegistration(cloud, value, '');
      return check.kind === 'wrong' ? translate(check.reason) : undefined;
    },
  });
  const check = checkRegistration(cloud, id ?? '', '');
  if (check.kind !== 'usable') return false;
  await writeClientId(check.registration.clientId);
  return true;
}
