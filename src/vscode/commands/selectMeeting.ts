import { type TextDocument, Uri } from 'vscode';
import { isRecord } from '../../core/graph/reply';
import { readDirectives } from '../../core/payload/directives';
import type { MeetingLookup } from '../../core/lint/rule';
import { findMeetingReport, findMeetingTexts } from '../../core/report/findMeetingReport';
import { findMeeting, type FindMeetingRecord } from '../../core/send/findMeeting';
import { readConfig } from '../config';
import { notify, notifyOutcome } from '../notify';
import { payloadOf, pickDocument } from '../payloads';
import type { Services } from '../services';
import { slowProgress, tellWait } from '../slowProgress';
import { say, translate } from '../translate';
import { chooseMeeting } from './askMeeting';
import { isTrusted } from './prepare';
import type { Handler } from './runCommand';
import { signInStep } from './signInCommands';
import { writeMeeting } from './writeMeeting';
import { showReportStep } from './showReportStep';

type Lookup = Pick<MeetingLookup, 'by' | 'value'>;

/**
 * Select Meeting: writes the id of an online meeting into the payload. It is chosen, typed, or looked up by its join
 * link or number, which a quick fix hands over.
 */
export const selectMeeting: Handler = async (services, uri, given) => {
  const document = await pickDocument(uri instanceof Uri ? uri : undefined);
  if (document === undefined) {
    notify('warning', say('Open a payload file (*.vappt.json) first.'));
    return;
  }
  const chosen = isLookup(given) ? given : await ask(services, document);
  if (chosen === undefined) return;
  if (typeof chosen === 'string') {
    await writeMeeting(document.uri, chosen);
    return;
  }
  await lookUp(services, document, chosen);
};

async function ask(services: Services, { uri }: TextDocument): Promise<string | undefined> {
  const canList = readConfig(uri).cloud === 'emulator';
  return await chooseMeeting(services, canList, say('Its id is written into the payload as "$meeting".'));
}

async function lookUp(services: Services, document: TextDocument, lookup: Lookup): Promise<void> {
  if (!isTrusted()) return;
  const { cloud, user } = readConfig(document.uri);
  const title = say('Looking up the meeting');
  const record = await slowProgress(title, async (signal, tell) => {
    const client = await services.connect(cloud, tellWait(tell));
    return await findMeeting(client, readDirectives(payloadOf(document)).user ?? user, lookup, signal);
  });
  services.report.add(title, findMeetingReport(record, translate));
  if (record.result.kind === 'meeting') await writeMeeting(document.uri, record.result.meeting.id);
  else tellFailure(services, record);
}

function tellFailure(services: Services, record: FindMeetingRecord): void {
  const { result, request } = record;
  if (result.kind === 'meeting') return;
  const showReport = showReportStep(services);
  const signIn = result.kind === 'signInNeeded' ? [signInStep()] : [];
  notifyOutcome(
    result.kind === 'none' ? 'notFound' : result.kind,
    findMeetingTexts(record),
    request.endpoint.cloud === 'emulator',
    [...signIn, showReport],
  );
}

function isLookup(value: unknown): value is Lookup {
  if (!isRecord(value)) return false;
  const { by, value: sought } = value;
  return (by === 'joinWebUrl' || by === 'joinMeetingId') && typeof sought === 'string';
}
