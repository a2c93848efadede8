import assert from 'node:assert/strict';
import { GraphClient } from '../../src/core/graph/graphClient';
import type { MeetingLookup } from '../../src/core/lint/rule';
import { findMeetingReport } from '../../src/core/report/findMeetingReport';
import { findMeeting, type FindMeetingRecord } from '../../src/core/send/findMeeting';
import { english } from '../../src/core/text';
import type { Emulator } from '../../src/emulator';
import { fetchTransport } from '../../src/node/fetchTransport';
import { ACCOUNT, countingIds, FakeClock, RecordingLogger } from '../support/fakes';
import { PATIENT_MS } from '../support/patience';
import { start } from './emulator/support';

async function find(emulator: Emulator, by: MeetingLookup['by'], value: string): Promise<FindMeetingRecord> {
  const client = new GraphClient({
    endpoint: { cloud: 'emulator', root: emulator.origin },
    transport: fetchTransport,
    tokens: {
      getToken: () => Promise.resolve({ value: emulator.issueToken().access_token, account: ACCOUNT }),
    },
    clock: new FakeClock(),
    ids: countingIds(),
    logger: new RecordingLogger(),
    timeoutMs: PATIENT_MS,
  });
  return await findMeeting(client, 'me', { by, value });
}

describe('findMeeting', () => {
  it('finds a meeting by its join link and by its number', async () => {
    const emulator = await start();
    const { id, joinWebUrl, joinMeetingId } = emulator.addMeeting({ subject: 'Check-up' });
    for (const [by, value] of [
      ['joinWebUrl', joinWebUrl],
      ['joinMeetingId', joinMeetingId],
    ] as const) {
      const { result } = await find(emulator, by, value);
      assert.deepEqual(result, { kind: 'meeting', meeting: { id, subject: 'Check-up' } });
    }
  });

  it('says so when there is none', async () => {
    const record = await find(await start(), 'joinMeetingId', '000000000000');
    assert.deepEqual(record.result, { kind: 'none' });
    assert.match(findMeetingReport(record, english), /No such meeting/);
  });

  it('keeps the link out of the report, and quotes what has an apostrophe', async () => {
    const emulator = await start();
    const record = await find(emulator, 'joinWebUrl', "https://teams.microsoft.com/canary's");
    assert.deepEqual(record.result, { kind: 'none' });
    assert.doesNotMatch(findMeetingReport(record, english), /canary/);
    assert.doesNotMatch(JSON.stringify(record), /canary/);
    const sought = emulator.log().find(({ path }) => path.includes('filter'))?.path ?? '';
    assert.match(sought, /canary''s|canary%27%27s/);
  });

  it('tells a refusal from a meeting that is not there', async () => {
    const emulator = await start();
    emulator.setFaults({ queue: [{ match: { method: 'GET' }, times: 1, status: 403 }] });
    const { result } = await find(emulator, 'joinMeetingId', '1234567890');
    assert.equal(result.kind, 'forbidden');
  });
});
