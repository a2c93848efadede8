import { commands } from 'vscode';
import { accountName } from '../../core/auth/account';
import type { SignInEngine, SignInResult } from '../../core/auth/engine';
import { checkRegistration, type Registration } from '../../core/auth/registration';
import { CLOUDS, type RealCloud } from '../../core/graph/clouds';
import { describeAccount } from '../../core/auth/accountStore';
import type { Text } from '../../core/text';
import { COMMANDS } from '../../manifest';
import { askForSession } from '../auth/sessions';
import { readConfig } from '../config';
import { type Action, notify } from '../notify';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { guard, type Handler } from '../commands/runCommand';
import { chooseWay } from './chooseWay';
import { explainError, helpWhileWaiting } from './help';
import { nowSignedIn } from './nowSignedIn';
import { type FlowWay, runFlow } from './runFlow';
import { usableRegistration } from './usableRegistration';

/** Sign In: to the chosen cloud, in the way that the settings say. */
export const signIn: Handler = async (services) => {
  const cloud = realCloud();
  if (cloud !== undefined) await signInTo(services, cloud, {});
};

/** The chosen cloud, unless it is the emulator, where there is nothing to sign in to. */
export function realCloud(): RealCloud | undefined {
  const { cloud } = readConfig();
  if (cloud !== 'emulator') return cloud;
  notify(
    'information',
    say('The emulator needs no sign-in: it gives out its own tokens. Signing in is for real clouds.'),
    [{ title: say('Select Cloud'), run: () => commands.executeCommand(COMMANDS.selectCloud) }],
  );
  return undefined;
}

/** @param wish `another`: asks which account, whoever is signed in; `way`: another one than the settings say */
export async function signInTo(
  services: Services,
  cloud: RealCloud,
  wish: { readonly another?: boolean; readonly way?: FlowWay },
): Promise<void> {
  const { flow } = services;
  if (flow.registration !== undefined && wish.way === undefined) {
    await helpWhileWaiting(services, flow.registration, (way) => signInTo(services, cloud, { way }));
    return;
  }
  const way = wish.way ?? chooseWay(readConfig().authMethod);
  if (way === 'token') {
    await commands.executeCommand(COMMANDS.setToken);
    return;
  }
  const registration = await usableRegistration(services, cloud, () => signInTo(services, cloud, {}));
  if (registration === undefined) return;
  const { caveat } = CLOUDS[cloud];
  if (caveat !== undefined) notify('warning', translate(caveat));
  if (way === 'vscode') {
    await signInWithVsCode(services, registration);
    return;
  }
  const engine = await services.engine();
  const current = await (await services.signIns()).current(cloud);
  const again = wish.another === true ? undefined : current;
  const result = await runFlow(services.flow, engine, registration, way, {
    loginHint: again?.account.session.username,
    claims: again?.claims,
    chooseAccount: wish.another,
  });
  await finish(services, engine, registration, way, result);
}

async function finish(
  services: Services,
  engine: SignInEngine,
  registration: Registration,
  way: FlowWay,
  result: SignInResult,
): Promise<void> {
  const { cloud } = registration;
  const step = (title: string, run: () => unknown): Action => ({
    title,
    run: () => guard(services, title, run),
  });
  const another = way === 'browser' ? 'deviceCode' : 'browser';
  const instead = step(
    another === 'browser' ? say('Use the Browser Instead') : say('Use a Code Instead'),
    () => signInTo(services, cloud, { way: another }),
  );
  const again = step(say('Sign In'), () => signInTo(services, cloud, { way }));
  const showsError = step(say('The Browser Shows an Error…'), () => explainError(services, registration));
  switch (result.kind) {
    case 'signedIn': {
      const account = await (await services.signIns()).keep(registration, way, result.session);
      nowSignedIn(services);
      const who = accountName(describeAccount(account), translate);
      if (sameAsNow(registration)) {
        notify('information', say('Signed in to {cloud} as {who}.', { cloud, who }));
      } else {
        notify(
          'warning',
          say(
            'Signed in as {who}, but the settings have changed since: this sign-in is for the earlier ones.',
            {
              who,
            },
          ),
        );
      }
      return;
    }
    case 'cancelled':
      notify('information', say('The sign-in was cancelled. Nothing was changed.'), [showsError, instead]);
      return;
    case 'timedOut':
      notify('warning', say('Nobody finished the sign-in in time. Nothing was changed.'), [
        showsError,
        instead,
      ]);
      return;
    case 'failed': {
      const text = engine.explain(result.problem, registration);
      notify('error', translate(text), [...linkStep(services, text), again, instead]);
    }
  }
}

/** The link that an administrator needs, where the explanation has one. */
function linkStep(services: Services, { template, args }: Text): Action[] {
  const link = args['consentLink'];
  if (!template.includes('{consentLink}') || link === undefined) return [];
  const title = say('Copy the Administrator’s Link');
  return [{ title, run: () => guard(services, title, () => services.copy(String(link))) }];
}

function sameAsNow({ cloud, clientId, tenant }: Registration): boolean {
  const now = readConfig();
  const check = checkRegistration(cloud, now.clientId, now.tenant);
  return (
    now.cloud === cloud &&
    check.kind === 'usable' &&
    check.registration.clientId === clientId &&
    check.registration.tenant === tenant
  );
}

async function signInWithVsCode(services: Services, registration: Registration): Promise<void> {
  let session: Awaited<ReturnType<typeof askForSession>>;
  try {
    session = await askForSession(registration);
  } catch (error) {
    services.logger.warn(`VS Code gave no session: ${String(error)}`);
  }
  if (session === undefined) {
    notify('warning', say('VS Code did not sign in. Nothing was changed; the log may say more.'), [
      {
        title: say('Show Log'),
        run: () => {
          services.showLog();
        },
      },
    ]);
    return;
  }
  await (await services.signIns()).useSession(registration, session.id);
  nowSignedIn(services);
  notify(
    'information',
    say('Signed in to {cloud} as {who}.', { cloud: registration.cloud, who: session.label }),
  );
}
