// One send beside the bare `fetch` that it comes down to, in turns, to an emulator in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { GraphClient } from '../../src/core/graph/graphClient';
import { appointmentPath } from '../../src/core/graph/target';
import { parsePayload } from '../../src/core/payload/parse';
import { sendPatch } from '../../src/core/send/sendPatch';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { fetchTransport } from '../../src/node/fetchTransport';
import { systemClock, systemIds } from '../../src/node/system';
import { ACCOUNT, RecordingLogger, TransparentBaseStore } from '../support/fakes';
import { type Figure, inTurns, median } from './figures';
import { payloadOf } from './payloads';

const CLI = path.join(__dirname, '../../dist/cli.js');

export async function send(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vappt-bench-'));
  const emulator = spawn(process.execPath, [CLI, 'emulator', '--format', 'json'], {
    env: { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [line] = (await once(createInterface(emulator.stdout), 'line')) as [string];
    const root = (JSON.parse(line) as { url: string }).url;
    const over = await measure(root);
    return [{ name: 'send', value: over, unit: 'ms over bare fetch' }];
  } finally {
    emulator.kill();
    await once(emulator, 'close');
    await rm(folder, { recursive: true });
  }
}

async function measure(root: string): Promise<number> {
  const answer = await fetch(`${root}/_emulator/token`, { method: 'POST' });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const plan = {
    target: { cloud: 'emulator', user: 'me', meetingId: SAMPLE_MEETING_ID },
    ifMatch: { kind: 'none' },
    options: {},
  } as const;
  const document = parsePayload(JSON.stringify({ ...payloadOf(0), $meeting: SAMPLE_MEETING_ID }, null, 2));
  const body = JSON.stringify({ ...payloadOf(0), $meeting: undefined }, null, 2);
  const client = new GraphClient({
    endpoint: { cloud: 'emulator', root },
    transport: fetchTransport,
    tokens: { getToken: () => Promise.resolve({ value: token, account: ACCOUNT }) },
    clock: systemClock,
    ids: systemIds,
    logger: new RecordingLogger(),
    timeoutMs: 10_000,
  });
  const parts = { client, bases: new TransparentBaseStore(), clock: systemClock, readsBack: false };
  const times = await inTurns(
    {
      async bare() {
        const { status } = await fetch(root + appointmentPath(plan.target), {
          method: 'PATCH',
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
          body,
        });
        if (status !== 204) throw new Error(`The bare fetch was answered ${status}.`);
      },
      async ours() {
        const { outcome } = await sendPatch(parts, plan, document);
        if (outcome.kind !== 'updated') throw new Error(`The send ended as ${outcome.kind}.`);
      },
    },
    { rounds: 400, warmUp: 100 },
  );
  return median(times.ours.map((time, round) => time - (times.bare[round] ?? NaN)));
}
