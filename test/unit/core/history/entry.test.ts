import assert from 'node:assert/strict';
import {
  historyEntry,
  type HistoryEntry,
  readHistory,
  withEntries,
} from '../../../../src/core/history/entry';
import { answer } from '../../../support/scriptedTransport';
import { NOW } from '../../../support/fakes';
import { playSend } from '../../../support/sending';

const SENT = { at: NOW, document: 'file:///a.vappt.json', bodyHash: 'abc', report: 'the report' };

async function entry(): Promise<HistoryEntry> {
  const payload =
    '{ "externalAppointmentId": "canary", "appointmentClients": [{ "displayName": "Canary" }] }';
  const { record } = await playSend({
    server: [answer(400, { error: { code: 'BadRequest', message: 'canary' } }, { 'request-id': 'r1' })],
    payload,
    ifMatch: { kind: 'none' },
  });
  return historyEntry(record, SENT);
}

describe('the history', () => {
  it('keeps what finds a send again and what support asks for, and nothing of what was sent', async () => {
    const made = await entry();
    assert.deepEqual(
      { ...made, path: '', clientRequestId: '' },
      {
        ...SENT,
        cloud: 'emulator',
        method: 'PATCH',
        path: '',
        outcome: 'rejected',
        status: 400,
        etagSent: null,
        etagNow: null,
        requestId: 'r1',
        clientRequestId: '',
        properties: ['externalAppointmentId', 'appointmentClients'],
      },
    );
    assert.doesNotMatch(JSON.stringify(made), /canary/i);
  });

  it('has the newest first, and no more than its limit', async () => {
    const made = await entry();
    const added = (...times: number[]): HistoryEntry[] => times.map((at) => ({ ...made, at }));
    const three = withEntries(withEntries([], added(1), 2), added(2, 3), 2);
    assert.deepEqual(
      three.map(({ at }) => at),
      [3, 2],
    );
  });

  it('is read back as it was stored, without what is damaged', async () => {
    const made = await entry();
    const stored: unknown = JSON.parse(JSON.stringify([made, { ...made, at: 'x' }, null, 5]));
    assert.deepEqual(readHistory(stored), [made]);
    for (const other of [undefined, null, 'x', { v: 2 }]) assert.deepEqual(readHistory(other), []);
  });
});
