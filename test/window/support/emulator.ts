// The emulator of a window, from outside.
import type { Page } from 'playwright-core';
import type { FaultsInput, LogEntry } from '../../../src/emulator/index';
import { SAMPLE_MEETING_ID } from '../../../src/emulator/constants';
import { notification } from './notifications';
import { runCommand } from './quickInput';

/** Starts the window's emulator unless it runs. Returns its address. */
export async function emulatorOf(page: Page): Promise<string> {
  await runCommand(page, 'Virtual Appointment: Start Emulator');
  const toast = await notification(page, 'EMULATOR: running at http://127.0.0.1:');
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec((await toast.textContent()) ?? '')?.[0];
  if (origin === undefined) throw new Error('The notification names no address.');
  return origin;
}

export async function setFaults(origin: string, faults: FaultsInput): Promise<void> {
  const answer = await fetch(`${origin}/_emulator/faults`, { method: 'PUT', body: JSON.stringify(faults) });
  if (!answer.ok) throw new Error(`The emulator refused the faults: ${await answer.text()}`);
}

/** What the emulator has answered so far, such as "PATCH 204", without the reads. */
export async function writesOf(origin: string): Promise<string[]> {
  const answer = await fetch(`${origin}/_emulator/log`);
  const entries = (await answer.json()) as LogEntry[];
  return entries
    .filter(({ method, path }) => method !== 'GET' && !path.startsWith('/_emulator'))
    .map(({ method, status }) => `${method} ${status ?? 'cut'}`);
}

/** Changes the sample appointment as somebody else would. */
export async function touch(origin: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const body = JSON.stringify({ meetingId: SAMPLE_MEETING_ID, changes });
  const answer = await fetch(`${origin}/_emulator/touch`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`The emulator refused the change: ${await answer.text()}`);
}

/** The whole state of the emulator, as text. */
export async function stateOf(origin: string): Promise<string> {
  return await (await fetch(`${origin}/_emulator/state`)).text();
}
