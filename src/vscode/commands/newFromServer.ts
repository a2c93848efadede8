import { Position } from 'vscode';
import { fetchReport, fetchTexts } from '../../core/report/fetchReport';
import { fetchAppointment } from '../../core/send/fetchAppointment';
import { targetKey } from '../../core/graph/target';
import { planRequest } from '../../core/send/plan';
import { payloadFromAppointment } from '../../core/templates/fromAppointment';
import { readConfig } from '../config';
import { notify, notifyOutcome } from '../notify';
import type { Services } from '../services';
import { slowProgress, tellWait } from '../slowProgress';
import { say, translate } from '../translate';
import { openUntitledPayload } from '../untitledPayload';
import { chooseMeeting } from './askMeeting';
import { isTrusted } from './prepare';
import { signInStep } from './signInCommands';
import { showReportStep } from './showReportStep';

/**
 * Reads an appointment as Fetch does, its tag included, so that a send of the new payload is refused when somebody has
 * changed the appointment since; and writes a payload that says what the server has.
 */
export async function newFromServer(services: Services, near: unknown): Promise<void> {
  if (!isTrusted()) return;
  const { cloud, user, ifMatch, acceptLanguage } = readConfig();
  const meeting = await chooseMeeting(
    services,
    { cloud, user },
    {
      why: say('The payload will be about this meeting.'),
      canList: cloud === 'emulator',
      canLookUp: true,
    },
  );
  if (meeting === undefined) return;
  const planned = planRequest({}, { meeting }, { cloud, user, ifMatch, acceptLanguage });
  if (planned.kind !== 'plan') {
    if (planned.kind === 'unusable') notify('error', translate(planned.reason));
    return;
  }
  const { plan } = planned;
  const title = say('Reading the appointment');
  const record = await slowProgress(title, async (signal, tell) => {
    const client = await services.connect(cloud, tellWait(tell));
    return await fetchAppointment({ client, bases: services.bases, clock: services.clock }, plan, signal);
  });
  services.report.add(`${title}: ${say('New Payload File')}`, fetchReport(record, translate));
  const { result } = record;
  if (result.kind !== 'read') {
    notifyOutcome(result.kind, fetchTexts(record), record.request.endpoint.cloud === 'emulator', [
      ...(result.kind === 'signInNeeded' ? [signInStep()] : []),
      showReportStep(services),
    ]);
    return;
  }
  const text = payloadFromAppointment(meeting, plan.target.user, result.base.appointment);
  const editor = await openUntitledPayload(near);
  await editor.edit((edit) => {
    edit.insert(new Position(0, 0), text);
  });
  // A payload of the same name may have been behind, or another one may be.
  const { account } = record.call;
  if (account !== undefined) {
    const key = targetKey(plan.target, account.id);
    await services.bases.madeFrom(editor.document.uri.toString(), key);
  }
}
