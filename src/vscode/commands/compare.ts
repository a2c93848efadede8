import { commands } from 'vscode';
import { compareDocuments } from '../../core/merge/compareDocuments';
import { bodyValue } from '../../core/payload/body';
import { personalValues } from '../../core/payload/personalValues';
import { fetchReport, fetchTexts } from '../../core/report/fetchReport';
import { readFromServer } from '../../core/send/fetchAppointment';
import { notify, notifyOutcome } from '../notify';
import { slowProgress, tellWait } from '../slowProgress';
import { say, translate } from '../translate';
import { failureSteps } from './failureSteps';
import { stampOf } from './pageInFront';
import { isTrusted, prepare } from './prepare';
import type { Handler } from './runCommand';

/**
 * Compare with Server: what the server has now beside what it will have after this patch. The comparison is in memory
 * only, and moves no base: looking is not yet building on what was seen.
 */
export const compare: Handler = async (services, uri, earlier) => {
  if (!isTrusted()) return;
  const prepared = await prepare(services, uri, 'compare', earlier);
  if (prepared === undefined) return;
  const { analysis, document, name, plan } = prepared;
  const title = say('Comparing with the server');
  const record = await slowProgress(title, async (signal, tell) => {
    const client = await services.connect(plan.target.cloud, tellWait(tell));
    return await readFromServer({ client, clock: services.clock }, plan, signal);
  });
  const { result } = record;
  if (result.kind === 'read') {
    const stamp = stampOf(prepared);
    const { server, after } = compareDocuments(result.base.appointment, bodyValue(analysis.payload));
    await commands.executeCommand(
      'vscode.diff',
      services.documents.provide(`${name} (server).json`, server, document.uri, stamp),
      services.documents.provide(`${name} (after this patch).json`, after, document.uri, stamp),
      say('{name}: on the server ↔ after this patch', { name }),
      { preview: false },
    );
    if (server === after) {
      notify('information', say('Nothing differs: the server has all of this already.'));
    }
    return;
  }
  services.report.add(`${title}: ${name}`, fetchReport(record, translate, personalValues(analysis.payload)));
  notifyOutcome(
    result.kind,
    fetchTexts(record),
    record.request.endpoint.cloud === 'emulator',
    failureSteps(services, result.kind, prepared.document.uri),
  );
};
