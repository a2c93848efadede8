import { commands, type Uri, window } from 'vscode';
import type { Target } from '../../core/graph/target';
import { historyEntry } from '../../core/history/entry';
import { buildBody } from '../../core/payload/body';
import type { PayloadDocument } from '../../core/payload/model';
import { personalValues } from '../../core/payload/personalValues';
import { isOthersMeeting } from '../../core/report/explanations';
import { outcomeTexts } from '../../core/report/outcomeTexts';
import { sendReport } from '../../core/report/sendReport';
import type { ServerChanges } from '../../core/send/outcome';
import type { SendRecord } from '../../core/send/record';
import { COMMANDS, type CommandName } from '../../manifest';
import { sha256 } from '../../node/sha256';
import { resultOf } from '../bulk/fileResult';
import { closeComparisons } from '../merge/closeComparisons';
import { type Action, notifyOutcome } from '../notify';
import type { Services } from '../services';
import { say, translate } from '../translate';
import type { Prepared } from './prepare';
import { failureSteps } from './failureSteps';
import { refusalOf } from './refusal';
import { guard } from './runCommand';
import { showReportStep } from './showReportStep';

/**
 * Shows what became of a send: report, notification with the next steps, complaints in the file, results, history.
 *
 * @param sent the payload that went out, where that is not the one that was prepared: a merge
 */
export async function showOutcome(
  services: Services,
  prepared: Prepared,
  record: SendRecord,
  title: string,
  sent: PayloadDocument = prepared.analysis.payload,
): Promise<void> {
  const { analysis, document, name: fileName } = prepared;
  services.serverWord.show(document, analysis.version, refusalOf(record, analysis.payload));
  const personal = [...new Set([...personalValues(analysis.payload), ...personalValues(sent)])];
  const report = sendReport(record, translate, personal);
  services.report.add(`${title}: ${fileName}`, report);
  const { outcome, call, request } = record;
  if (outcome.kind === 'updated') services.steps.done('hasSaved');
  if (outcome.kind === 'conflict') services.steps.done('hasConflict');
  notifyOutcome(
    outcome.kind,
    outcomeTexts(outcome, call.reply),
    request.endpoint.cloud === 'emulator',
    nextSteps(services, prepared, record),
    {
      saysMore: outcome.kind !== 'updated' || outcome.readBack.kind !== 'asSent',
      // Sent from a page that lies over it, such as the walkthrough.
      name: window.activeTextEditor?.document === document ? undefined : fileName,
    },
  );
  // They show what the server had before.
  if (outcome.kind === 'updated') await closeComparisons(document);
  const name = document.uri.toString();
  const result = resultOf(name, { kind: 'sent', record, personal });
  await (await services.bulk()).results.replace(result);
  await services.history.add(
    historyEntry(record, {
      at: services.clock.now(),
      document: name,
      bodyHash: sha256(buildBody(sent)),
      report,
    }),
  );
}

function nextSteps(
  services: Services,
  { document, plan }: Prepared,
  { call, outcome, request }: SendRecord,
): Action[] {
  const { uri } = document;
  const step = (title: string, command: CommandName): Action => ({
    title,
    run: () => commands.executeCommand(COMMANDS[command], uri, plan.target),
  });
  const fetch = step(say('Fetch from Server'), 'fetch');
  const create = step(say('Create on Server'), 'create');
  const send = step(say('Send Patch'), 'send');
  const showReport = showReportStep(services);
  switch (outcome.kind) {
    case 'updated':
      // What there is to know has been said, and the report is in view: buttons would only cover it.
      if (outcome.readBack.kind === 'asSent' && outcome.lostAnswer === undefined) return [];
      return outcome.readBack.kind === 'different' ? [fetch, showReport] : [showReport];
    case 'conflict':
      return conflictSteps(outcome.changes, { fetch, create, step });
    case 'notApplied':
      return [step(say('Send Again'), 'send'), showReport];
    case 'unknown':
      return [fetch, step(say('Compare'), 'compare'), showReport];
    case 'cancelled':
      return outcome.requestSent ? [fetch, showReport] : [showReport];
    case 'notFound':
      if (isOthersMeeting(call.reply)) return [showReport];
      if (plan.target.cloud === 'emulator') {
        return [createInEmulator(services, plan.target, uri), showReport];
      }
      return outcome.missing === 'meeting' ? [showReport] : [create, showReport];
    case 'signInNeeded':
    case 'retired':
      return failureSteps(services, outcome.kind, uri);
    case 'invalid':
      if (request.condition === 'create') return [send, showReport];
      return request.condition === 'stored' ? [fetch, showReport] : [showReport];
    default:
      return [showReport];
  }
}

/** The report is in view already: its button, or one that only closes the notification, would cut the others short. */
function conflictSteps(
  changes: ServerChanges,
  steps: {
    readonly fetch: Action;
    readonly create: Action;
    readonly step: (title: string, command: CommandName) => Action;
  },
): Action[] {
  const { step, fetch, create } = steps;
  if (changes.kind === 'deleted') return [create];
  if (changes.kind === 'weakTagMeant' || changes.kind === 'sameTag') return [fetch];
  return [
    step(say('Compare'), 'compare'),
    step(say('Merge and Resend'), 'merge'),
    step(say('Overwrite'), 'overwrite'),
  ];
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
