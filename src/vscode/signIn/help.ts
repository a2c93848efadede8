import { window } from 'vscode';
import type { Registration } from '../../core/auth/registration';
import type { FlowWay } from './runFlow';
import { notify } from '../notify';
import type { Services } from '../services';
import { say, translate } from '../translate';

/** What somebody may want who runs Sign In while one is under way. */
export async function helpWhileWaiting(
  services: Services,
  registration: Registration,
  signInBy: (way: FlowWay) => Promise<void>,
): Promise<void> {
  const items: readonly { label: string; run: () => unknown }[] = [
    {
      label: say('The browser shows an error…'),
      run: () => explainError(services, registration),
    },
    { label: say('Start again with the browser'), run: () => signInBy('browser') },
    { label: say('Start again with a code'), run: () => signInBy('deviceCode') },
    {
      label: say('Cancel the sign-in'),
      run: () => {
        services.flow.cancel();
      },
    },
  ];
  const choice = await window.showQuickPick(items, { title: say('A sign-in is under way') });
  await choice?.run();
}

/** Explains the number on an error page: the extension sees nothing of what the browser shows. */
export async function explainError(services: Services, registration: Registration): Promise<void> {
  const shown = await window.showInputBox({
    title: say('What does the browser show?'),
    prompt: say('Paste the message, or its number, such as AADSTS50011.'),
    ignoreFocusOut: true,
  });
  if (shown === undefined || shown.trim() === '') return;
  const explanation = (await services.engine()).explainNumber(shown, registration);
  notify(
    explanation === undefined ? 'warning' : 'information',
    explanation === undefined
      ? say('There is no number in that text. Error pages of Microsoft have one, such as AADSTS50011.')
      : translate(explanation),
  );
}
