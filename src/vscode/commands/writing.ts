import { commands, workspace } from 'vscode';
import type { Target } from '../../core/graph/target';
import type { Account } from '../../core/ports';
import type { SendParts } from '../../core/send/fetchAppointment';
import { COMMANDS } from '../../manifest';
import { readConfig } from '../config';
import { readerOf } from '../payloads';
import { payloadState } from '../payloadState';
import { notify } from '../notify';
import type { Services } from '../services';
import { slowProgress, type Tell, tellWait } from '../slowProgress';
import { isSameAppointment } from '../targets';
import { say } from '../translate';
import { confirmRealCloud } from './confirmRealCloud';
import type { Prepared } from './prepare';

/**
 * Runs what writes to an appointment: confirmed where that is wanted, with progress and cancel, and never twice at
 * once.
 *
 * @param tell shows a message beside the progress
 * @returns `undefined` when it did not run; the user knows why
 */
export async function writing<Result>(
  services: Services,
  prepared: Prepared,
  title: string,
  task: (parts: SendParts, signal: AbortSignal, tell: Tell) => Promise<Result>,
): Promise<Result | undefined> {
  const { target } = prepared.plan;
  // The question too: a double click would ask twice, and send once for each answer.
  const ran = await services.targets.writing(target, async () => {
    const account = await services.accountOf(target.cloud);
    if (!(await isConfirmed(services, prepared, account))) return { result: undefined };
    const result = await slowProgress(title, async (signal, tell) => {
      // As whom it was confirmed, whoever signs in or out meanwhile.
      const client = await services.connect(target.cloud, tellWait(tell), { account });
      const bases = services.bases.of(readerOf(prepared.document));
      return await task({ client, bases, clock: services.clock }, signal, tell);
    });
    return { result };
  });
  if (ran === undefined) await tellBusy(services, target);
  return ran?.result;
}

/** Says what keeps an appointment from being sent: a request on its way, or a merge of another file that waits. */
async function tellBusy(services: Services, target: Target): Promise<void> {
  for (const [uri, { name }] of services.questions.all()) {
    const document = workspace.textDocuments.find((each) => each.uri.toString() === uri);
    const other = document && (await payloadState(services, document)).target;
    if (document === undefined || other === undefined || !isSameAppointment(other, target)) continue;
    const message = say('A merge of {name} for the same appointment waits for you. Finish it first.', {
      name,
    });
    notify('warning', message, [
      {
        title: say('Finish the Merge…'),
        run: () => commands.executeCommand(COMMANDS.merge, document.uri),
      },
    ]);
    return;
  }
  notify('warning', say('This appointment is being sent already. Wait for its answer.'));
}

async function isConfirmed(
  services: Services,
  { plan, document }: Prepared,
  account: Account | undefined,
): Promise<boolean> {
  const { cloud } = plan.target;
  if (cloud === 'emulator' || !readConfig(document.uri).confirmRealCloud) return true;
  // Nothing will be sent: the report says that a sign-in is needed.
  if (account === undefined) return true;
  return await confirmRealCloud(services.memento, cloud, account);
}
