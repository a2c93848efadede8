import { commands, type Uri } from 'vscode';
import type { Emulator, FaultsInput } from '../../../src/emulator/index';
import type { Services } from '../../../src/vscode/services';
import { MINE, SECRETS } from '../../http/leaks/canaries';
import { reportOf } from '../support/report';

/** A server that repeats what it was sent, and more, in all its words. */
const GOSSIP = [
  `Client ${MINE.displayName} <${MINE.emailAddress ?? ''}> ${MINE.smsCapablePhoneNumber ?? ''} is not known.`,
  `refresh_token=${SECRETS['a refresh token'] ?? ''}&device_code=${SECRETS['a code for a device'] ?? ''}`,
  "A value of 'appointmentClients' is wrong.",
].join(' ');
const said = { code: GOSSIP, message: GOSSIP };

/** The same without names, which cannot be told from other words where there is no file that says them. */
export const NAMELESS = GOSSIP.replaceAll(MINE.displayName, 'somebody');

export type Fault = Omit<NonNullable<FaultsInput['queue']>[number], 'match' | 'times'>;

/** What can become of each request, by name. */
export const OUTCOMES: Readonly<Record<string, Fault | undefined>> = {
  ok: undefined,
  '400': { status: 400, ...said },
  '401': { status: 401, ...said },
  '404': { status: 404, ...said },
  '412': { status: 412, ...said },
  '500': { status: 500, ...said },
  'no JSON': { body: 'garbage' },
  'a lost answer': { cut: 'before' },
};

/** What a drive acts on. */
export interface Scene {
  readonly uri: Uri;
  readonly emulator: Emulator;
  readonly product: Services;
  /** What becomes of requests; nothing else than usual where it is missing. */
  readonly fault: Fault | undefined;
}

/** Runs a command, and waits for what it reports. */
export async function reported(command: string, ...args: unknown[]): Promise<void> {
  await reportOf(() => commands.executeCommand(command, ...args));
}
