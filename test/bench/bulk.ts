/**
 * Measures `vappt send` with many files, in processes of their own against an emulator in this one, and prints the
 * figures: speed against one at a time and against httpYac, memory, and how long a throttled run takes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toHttp } from '../../src/core/export/http';
import { updateAppointmentRequest } from '../../src/core/graph/requests';
import { type Emulator, startEmulator } from '../../src/emulator';
import { HTTPYAC } from '../support/httpyac';
import type { Figure } from './figures';

const CLI = path.join(import.meta.dirname, '../../dist/cli.js');

interface Figures {
  readonly seconds: number;
  readonly peakMiB: number;
  /** How many changes the emulator has made. */
  readonly changes: number;
}

let folder = '';
let changes = 0;

/** The batch engine beside the ideal, where the server lets only so many requests through. */
export async function batch(): Promise<Figure[]> {
  return await inFolder(async () => {
    const count = 120;
    const ratePerSecond = 30;
    return await withEmulator(count, { ratePerSecond }, async (emulator, payloads) => {
      const { seconds } = await vappt(emulator, payloads, '--if-match', 'none', '--batch');
      return [{ name: 'batch', value: seconds / (count / ratePerSecond), unit: '× the ideal, throttled' }];
    });
  });
}

/** Prints how long many files take, and how much memory: against one at a time and against httpYac. Takes minutes. */
export async function bulk(): Promise<Figure[]> {
  return await inFolder(async () => {
    await speed();
    await throttled();
    await memory();
    return [];
  });
}

async function inFolder<Result>(use: () => Promise<Result>): Promise<Result> {
  folder = await mkdtemp(path.join(tmpdir(), 'vappt-bench-'));
  try {
    await writeFile(
      path.join(folder, 'peak.cjs'),
      `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(path.join(folder, 'peak'))}, String(process.resourceUsage().maxRSS / 1024)));`,
    );
    return await use();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function speed(): Promise<void> {
  console.log('1,000 files, 20 ms latency, --if-match none');
  await withEmulator(1000, { latencyMs: 20 }, async (emulator, payloads) => {
    const send = (...args: string[]) => vappt(emulator, payloads, '--if-match', 'none', ...args);
    const single = await send('--concurrency', '1');
    show('one at a time', single, single);
    show('--concurrency 8', await send('--concurrency', '8'), single);
    show('--batch', await send('--batch'), single);
    show('--batch --concurrency 8', await send('--batch', '--concurrency', '8'), single);
    show('--batch, with a journal', await send('--batch', '--journal', path.join(folder, 'journal')), single);
    show('--batch --if-match auto', await vappt(emulator, payloads, '--batch'), single);
    const yac = (...args: string[]) =>
      measure(
        [HTTPYAC, 'send', 'all.http', '--all', '-o', 'none', ...args],
        { TOKEN: emulator.issueToken().access_token },
        payloads,
      );
    show('httpyac send --all', await yac(), single);
    show('httpyac send --all --parallel 8', await yac('--parallel', '8'), single);
  });
}

async function throttled(): Promise<void> {
  const count = 300;
  console.log(`${count} files, throttled to 30 requests a second: ${count / 30} s at best`);
  await withEmulator(count, { ratePerSecond: 30 }, async (emulator, payloads) => {
    for (const args of [['--concurrency', '8'], ['--batch']]) {
      const { seconds, changes: made } = await vappt(emulator, payloads, '--if-match', 'none', ...args);
      const ratio = seconds / (count / 30);
      console.log(
        `  ${args.join(' ').padEnd(34)} ${seconds.toFixed(2)} s, ${ratio.toFixed(2)} × the ideal, ${made} changes`,
      );
    }
  });
}

async function memory(): Promise<void> {
  console.log('Peak memory');
  for (const args of [['--concurrency', '8'], ['--batch']]) {
    const peaks: number[] = [];
    for (const count of [100, 10_000]) {
      await withEmulator(count, {}, async (emulator, payloads) => {
        const {
          peakMiB,
          seconds,
          changes: made,
        } = await vappt(emulator, payloads, '--if-match', 'none', '--format', 'json', ...args);
        peaks.push(peakMiB);
        console.log(
          `  ${`${count} files ${args.join(' ')}`.padEnd(34)} ${peakMiB.toFixed(0)} MiB (${seconds.toFixed(1)} s, ${made} changes)`,
        );
      });
    }
    const [few = 1, many = 1] = peaks;
    console.log(`  ${'10,000 to 100'.padEnd(34)} ${(many / few).toFixed(2)} ×`);
  }
}

async function withEmulator<Result>(
  count: number,
  faults: Parameters<Emulator['setFaults']>[0],
  use: (emulator: Emulator, payloads: string) => Promise<Result>,
): Promise<Result> {
  const emulator = await startEmulator({
    faults,
    log: (entry) => {
      changes += entry.changed.length;
    },
  });
  const payloads = path.join(folder, `payloads-${count}`);
  await mkdir(payloads, { recursive: true });
  const requests: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { id } = emulator.addMeeting({ appointment: true });
    const body = bodyOf(index);
    await writeFile(
      path.join(payloads, `${String(index).padStart(5, '0')}.vappt.json`),
      JSON.stringify({ $meeting: id, ...body }, null, 2),
    );
    const target = { cloud: 'emulator', user: 'me', meetingId: id } as const;
    requests.push(
      toHttp(emulator.origin, updateAppointmentRequest(target, JSON.stringify(body, null, 2), null, {})),
    );
  }
  await writeFile(path.join(payloads, 'all.http'), requests.join('\n\n###\n\n'));
  try {
    return await use(emulator, payloads);
  } finally {
    await emulator.stop();
  }
}

function bodyOf(index: number): object {
  return {
    externalAppointmentId: `ext-${index}`,
    settings: { allowClientToJoinUsingBrowser: true },
    appointmentClients: Array.from({ length: 3 }, (_, client) => ({
      displayName: `Client ${client}`,
      emailAddress: `client${client}.${index}@example.com`,
      smsCapablePhoneNumber: '+12025550100',
    })),
  };
}

async function vappt(emulator: Emulator, payloads: string, ...args: string[]): Promise<Figures> {
  return await measure([CLI, 'send', payloads, '--endpoint', emulator.origin, ...args], {});
}

async function measure(
  command: readonly string[],
  env: Record<string, string>,
  cwd = folder,
): Promise<Figures> {
  changes = 0;
  const begun = performance.now();
  const child = spawn(process.execPath, ['--require', path.join(folder, 'peak.cjs'), ...command], {
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}`);
  return { seconds, peakMiB: Number(await readFile(path.join(folder, 'peak'), 'utf8')), changes };
}

function show(name: string, { seconds, changes: made }: Figures, single: Figures): void {
  const times = single.seconds / seconds;
  console.log(
    `  ${name.padEnd(34)} ${seconds.toFixed(2)} s, ${times.toFixed(1)} × as fast as one at a time, ${made} changes`,
  );
}
