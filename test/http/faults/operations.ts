import { runBulk } from '../../../src/core/bulk/runBulk';
import type { JobResult } from '../../../src/core/bulk/job';
import type { Clock } from '../../../src/core/ports';
import { findMeetingReport } from '../../../src/core/report/findMeetingReport';
import type { SendParts } from '../../../src/core/send/fetchAppointment';
import { findMeeting } from '../../../src/core/send/findMeeting';
import type { Plan } from '../../../src/core/send/plan';
import { english } from '../../../src/core/text';
import { SAMPLE_MEETING_ID } from '../../../src/emulator';
import { DOCUMENT, OPERATIONS, type Operation, type Told, told } from '../matrix/operations';
import { SteppingClock } from '../matrix/world';

/** A join link that somebody has pasted: a key to the meeting, so that it is in no report. */
const LINK = 'https://teams.microsoft.com/l/meetup-join/canary-link';

/** What a user can ask for, each with the request that the fault meets. */
export const FAULT_OPERATIONS: readonly Operation[] = [
  ...OPERATIONS.filter(({ name }) => ['fetch', 'send', 'create'].includes(name)),
  {
    name: 'batch',
    method: 'POST',
    body: '"method":"PATCH"',
    meetingId: SAMPLE_MEETING_ID,
    knows: 'present',
    run: batch,
  },
  ...OPERATIONS.filter(({ name }) => name === 'join-link'),
  { name: 'find-meeting', method: 'GET', meetingId: SAMPLE_MEETING_ID, knows: 'nothing', run: find },
];

async function find({ client }: SendParts): Promise<Told> {
  const record = await findMeeting(client, 'me', { by: 'joinWebUrl', value: LINK });
  return { result: record.result, report: findMeetingReport(record, english) };
}

/** One file as a batch: with more, each waits and is answered in the same way. */
async function batch(parts: SendParts, plan: Plan): Promise<Told> {
  const results: JobResult[] = [];
  const job = {
    name: 'a.vappt.json',
    plan,
    targetHash: 't',
    bodyHash: 'b',
    load: () => Promise.resolve({ kind: 'document' as const, document: DOCUMENT }),
  };
  await runBulk({ ...parts, clock: goingOn(parts.clock) }, [job], {
    concurrency: 1,
    batch: true,
    onResult: (_job, result) => {
      results.push(result);
    },
  });
  const [result] = results;
  if (results.length !== 1 || result?.kind !== 'sent') throw new Error('The file has no result.');
  return told(result.record);
}

/** A clock on which the time that was slept has passed, for whoever looks whether a pause is over. */
function goingOn(clock: Clock): Clock {
  const slept = clock instanceof SteppingClock ? clock.slept : [];
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic() + slept.reduce((sum, each) => sum + each, 0),
    sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
  };
}
