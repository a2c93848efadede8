import type { CloudName } from '../../core/graph/clouds';
import type { MeetingLookup } from '../../core/lint/rule';
import { findMeetingReport, findMeetingTexts } from '../../core/report/findMeetingReport';
import { findMeeting, type FindMeetingRecord } from '../../core/send/findMeeting';
import { notifyOutcome } from '../notify';
import type { Services } from '../services';
import { slowProgress, tellWait } from '../slowProgress';
import { say, translate } from '../translate';
import { isTrusted } from './prepare';
import { showReportStep } from './showReportStep';
import { signInStep } from './signInCommands';

export type Lookup = Pick<MeetingLookup, 'by' | 'value'>;

/** Where a meeting is looked for: Graph finds only what this user has organised. */
export interface Organiser {
  readonly cloud: CloudName;
  /** `me` or an object id. */
  readonly user: string;
  /** Clients' data in the file that it is for: kept out of the report, whatever the server says. */
  readonly personal?: readonly string[];
}

/** Looks up the id of a meeting by its join link or number. `undefined`: not found; the user has been told why. */
export async function lookUpMeeting(
  services: Services,
  { cloud, user, personal }: Organiser,
  lookup: Lookup,
): Promise<string | undefined> {
  if (!isTrusted()) return undefined;
  const title = say('Looking up the meeting');
  const record = await slowProgress(title, async (signal, tell) => {
    const client = await services.connect(cloud, tellWait(tell));
    return await findMeeting(client, user, lookup, signal);
  });
  services.report.add(title, findMeetingReport(record, translate, personal));
  if (record.result.kind === 'meeting') return record.result.meeting.id;
  tellFailure(services, record);
  return undefined;
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
