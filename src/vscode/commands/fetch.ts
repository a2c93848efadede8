import { commands } from 'vscode';
import { isRecord } from '../../core/graph/reply';
import { type Target, targetOfKey } from '../../core/graph/target';
import { undoneChanges } from '../../core/merge/undoneChanges';
import { bodyValue } from '../../core/payload/body';
import { personalValues } from '../../core/payload/personalValues';
import { fetchReport, fetchTexts } from '../../core/report/fetchReport';
import { fetchAppointment } from '../../core/send/fetchAppointment';
import { planRequest } from '../../core/send/plan';
import { COMMANDS } from '../../manifest';
import { readConfig } from '../config';
import { notifyOutcome } from '../notify';
import { readerOf } from '../payloads';
import { payloadState } from '../payloadState';
import { slowProgress, tellWait } from '../slowProgress';
import { say, translate } from '../translate';
import { failureSteps } from './failureSteps';
import { isStillMeant, isTrusted, prepare, type Prepared } from './prepare';
import { guard, type Handler } from './runCommand';
import { showReportStep } from './showReportStep';

/** Fetch from Server: reads the appointment and stores it with its tag, for the next send to build on. */
export const fetch: Handler = async (services, uri, earlier) => {
  if (!isTrusted()) return;
  // A row whose appointment has a file comes as that.
  const target = targetOfItem(uri);
  const prepared =
    target === undefined ? await prepare(services, uri, 'read', earlier) : plannedForItem(target);
  if (prepared === undefined) return;
  const { analysis, document, plan, name } = prepared;
  const personal = analysis === undefined ? [] : personalValues(analysis.payload);
  const before = document && (await payloadState(services, document, plan.target)).known;
  const title = say('Fetching the appointment');
  const record = await slowProgress(title, async (signal, tell) => {
    const parts = {
      client: await services.connect(plan.target.cloud, tellWait(tell)),
      bases: document === undefined ? services.bases : services.bases.of(readerOf(document)),
      clock: services.clock,
    };
    return await fetchAppointment(parts, plan, signal);
  });
  const { result } = record;
  // From now on the payload counts as made from what was read: nothing would stop it any more.
  const undone =
    analysis !== undefined && before !== undefined && result.kind === 'read'
      ? undoneChanges(before.base.appointment, bodyValue(analysis.payload), result.base.appointment)
      : [];
  services.report.add(`${title}: ${name}`, fetchReport(record, translate, personal, undefined, undone));

  const isEmulator = record.request.endpoint.cloud === 'emulator';
  const texts = fetchTexts(record, undone);
  if (result.kind !== 'read') {
    notifyOutcome(result.kind, texts, isEmulator, failureSteps(services, result.kind, document?.uri));
    return;
  }
  const { appointment, etag } = result.base;
  if (undone.length > 0) {
    const compare = {
      title: say('Compare'),
      run: () => commands.executeCommand(COMMANDS.compare, document?.uri, plan.target),
    };
    notifyOutcome('updated', texts, isEmulator, [compare, showReportStep(services)], { saysMore: true });
    return;
  }
  const showAppointment = {
    title: say('Show Appointment'),
    run: () =>
      guard(services, 'Show Appointment', () =>
        services.documents.show(
          `${name} (server).json`,
          JSON.stringify(appointment, null, 2),
          prepared.document?.uri,
        ),
      ),
  };
  notifyOutcome('updated', texts, isEmulator, [showAppointment, showReportStep(services)], {
    saysMore: etag === null,
  });
};

/** The appointment that a row of the view stands for. */
export function targetOfItem(argument: unknown): Target | undefined {
  const key = isRecord(argument) ? argument['key'] : undefined;
  return typeof key === 'string' ? targetOfKey(key)?.target : undefined;
}

/** An appointment that no file is about. Where it cannot be read from the chosen cloud, the user has been told. */
function plannedForItem(
  target: Target,
):
  | (Pick<Prepared, 'plan' | 'name'> & { readonly analysis: undefined; readonly document: undefined })
  | undefined {
  const { user, meetingId: meeting } = target;
  const settings = readConfig();
  // The view offers it for the chosen cloud only, and that can have changed since.
  if (!isStillMeant(target, { ...target, cloud: settings.cloud })) return undefined;
  const result = planRequest({}, { meeting, user, ifMatch: { kind: 'auto' } }, settings);
  return result.kind === 'plan'
    ? { plan: result.plan, name: meeting, analysis: undefined, document: undefined }
    : undefined;
}
