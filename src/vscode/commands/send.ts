import { commands, type Uri } from 'vscode';
import { appointmentPath, type Target } from '../../core/graph/target';
import { historyEntry } from '../../core/history/entry';
import { buildBody } from '../../core/payload/body';
import type { Account } from '../../core/ports';
import { personalValues } from '../../core/payload/personalValues';
import { outcomeTexts } from '../../core/report/outcomeTexts';
import { sendReport } from '../../core/report/sendReport';
import { createAppointment } from '../../core/send/createAppointment';
import type { SendRecord } from '../../core/send/record';
import { sendPatch } from '../../core/send/sendPatch';
import { COMMANDS } from '../../manifest';
import { sha256 } from '../../node/sha256';
import { readConfig } from '../config';
import { type Action, notify, notifyOutcome } from '../notify';
import type { Services } from '../services';
import { slowProgress, tellWait } from '../slowProgress';
import { say, translate } from '../translate';
import { confirmRealCloud } from './confirmRealCloud';
import { isTrusted, prepare, type Prepared } from './prepare';
import { guard, type Handler } from './runCommand';
import { signInStep } from './signInCommands';

/** Send Patch: sends the open document as it is now, and shows what became of it. */
export const send: Handler = (services, uri, earlier) =>
  write(services, uri, earlier, sendPatch, say('Sending the patch'));

/** Create on Server: the payload becomes the meeting's appointment; the next step after a 404. */
export const create: Handler = (services, uri, earlier) =>
  write(services, uri, earlier, createAppointment, say('Creating the appointment'));

async function write(
  services: Services,
  uri: unknown,
  earlier: unknown,
  operation: typeof sendPatch,
  title: string,
): Promise<void> {
  if (!isTrusted()) return;
  const prepared = await prepare(services, uri, 'send', earlier);
  if (prepared === undefined) return;
  const { analysis, plan } = prepared;
  const account = await services.accountOf(plan.target.cloud);
  if (!(await isConfirmed(services, prepared, account))) return;
  const target = `${plan.target.cloud}${appointmentPath(plan.target)}`;
  const record = await services.targets.once(
    target,
    async () =>
      await slowProgress(title, async (signal, tell) => {
        const parts = {
          // As whom it was confirmed, whoever signs in or out meanwhile.
          client: await services.connect(plan.target.cloud, tellWait(tell), { account }),
          bases: services.bases,
          clock: services.clock,
        };
        return await operation(parts, plan, analysis.payload, signal);
      }),
  );
  if (record === undefined) {
    notify('warning', say('This appointment is being sent already. Wait for its answer.'));
    return;
  }
  await showOutcome(services, prepared, record, title);
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

async function showOutcome(
  services: Services,
  prepared: Prepared,
  record: SendRecord,
  title: string,
): Promise<void> {
  const { analysis, document, name } = prepared;
  services.serverWord.show(document, analysis, record);
  const report = sendReport(record, translate, personalValues(analysis.payload));
  services.report.add(`${title}: ${name}`, report);
  const { outcome, call, request } = record;
  const showReport = {
    title: say('Show Report'),
    run: () => {
      services.report.show();
    },
  };
  notifyOutcome(
    outcome.kind,
    outcomeTexts(outcome, call.reply),
    request.endpoint.cloud === 'emulator',
    [...nextSteps(services, prepared, record), showReport],
    outcome.kind !== 'updated' || outcome.readBack.kind !== 'asSent',
  );
  await services.history.add(
    historyEntry(record, {
      at: services.clock.now(),
      document: document.uri.toString(),
      bodyHash: sha256(buildBody(analysis.payload)),
      report,
    }),
  );
}

function nextSteps(services: Services, { document, plan }: Prepared, { outcome }: SendRecord): Action[] {
  const { uri } = document;
  const fetch = {
    title: say('Fetch from Server'),
    run: () => commands.executeCommand(COMMANDS.fetch, uri, plan.target),
  };
  const create = {
    title: say('Create on Server'),
    run: () => commands.executeCommand(COMMANDS.create, uri, plan.target),
  };
  switch (outcome.kind) {
    case 'updated':
      return outcome.readBack.kind === 'different' ? [fetch] : [];
    case 'conflict':
      return outcome.changes.kind === 'deleted' ? [create] : [fetch];
    case 'unknown':
      return [fetch];
    case 'cancelled':
      return outcome.requestSent ? [fetch] : [];
    case 'notFound':
      return plan.target.cloud === 'emulator' ? [createInEmulator(services, plan.target, uri)] : [create];
    case 'signInNeeded':
      return [signInStep()];
    default:
      return [];
  }
}

/** In the emulator even the meeting can be made up, under the very id that the payload names. */
function createInEmulator(services: Services, target: Target, uri: Uri): Action {
  const { meetingId, user } = target;
  const title = say('Create It in the Emulator and Send');
  return {
    title,
    run: () =>
      guard(services, title, async () => {
        const emulator = await services.emulator.start();
        emulator.addMeeting({ id: meetingId, ...(user !== 'me' && { user }) });
        await commands.executeCommand(COMMANDS.create, uri, target);
      }),
  };
}
