import { fetchReport, fetchTexts } from '../../core/report/fetchReport';
import { fetchAppointment } from '../../core/send/fetchAppointment';
import { notifyOutcome } from '../notify';
import { slowProgress, tellWait } from '../slowProgress';
import { say, translate } from '../translate';
import { failureSteps } from './failureSteps';
import { isTrusted, prepare } from './prepare';
import { guard, type Handler } from './runCommand';
import { showReportStep } from './showReportStep';

/** Fetch from Server: reads the appointment and stores it with its tag, for the next send to build on. */
export const fetch: Handler = async (services, uri, earlier) => {
  if (!isTrusted()) return;
  const prepared = await prepare(services, uri, 'read', earlier);
  if (prepared === undefined) return;
  const { plan, name } = prepared;
  const title = say('Fetching the appointment');
  const record = await slowProgress(title, async (signal, tell) => {
    const parts = {
      client: await services.connect(plan.target.cloud, tellWait(tell)),
      bases: services.bases,
      clock: services.clock,
    };
    return await fetchAppointment(parts, plan, signal);
  });
  services.report.add(`${title}: ${name}`, fetchReport(record, translate));

  const isEmulator = record.request.endpoint.cloud === 'emulator';
  const texts = fetchTexts(record);
  const { result } = record;
  if (result.kind !== 'read') {
    notifyOutcome(result.kind, texts, isEmulator, failureSteps(services, result.kind, prepared.document.uri));
    return;
  }
  const { appointment, etag } = result.base;
  const showAppointment = {
    title: say('Show Appointment'),
    run: () =>
      guard(services, 'Show Appointment', () =>
        services.documents.show(`${name} (server).json`, JSON.stringify(appointment, null, 2)),
      ),
  };
  notifyOutcome('updated', texts, isEmulator, [showAppointment, showReportStep(services)], etag === null);
};
