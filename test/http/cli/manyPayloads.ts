import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Emulator } from '../../../src/emulator';
import type { CliExit } from '../../support/runCli';
import type { SendResult } from './sendResult';
import { graphCalls, type Shell } from './support';

/** A folder of payload files that is sent again and again, and the emulator that it is sent to. */
export interface ManyPayloads {
  /** Of the current test; it can be replaced. */
  emulator: Emulator;
  /** Begins anew: an empty folder, and another emulator. */
  readonly restart: () => Promise<void>;
  readonly inFolder: (...names: string[]) => string;
  /** Payload files, each for a meeting of its own unless told. Returns the meetings. */
  readonly payloads: (names: readonly string[], meeting?: string) => Promise<string[]>;
  readonly change: (name: string, content: Record<string, unknown>) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** The value of a payload file. */
  readonly read: (name: string) => Promise<unknown>;
  /** Sends the folder, with JSON results. */
  readonly send: (...args: readonly string[]) => Promise<CliExit>;
  /** What the server has. */
  readonly entity: (meeting: string) => Record<string, unknown>;
  /** Of what the emulator was asked after that many calls. */
  readonly methodsSince: (count: number) => string[];
}

/** Call it in a `describe`: each test has an empty folder and an emulator of its own. */
export function useManyPayloads(shell: Shell): ManyPayloads {
  const inFolder = (...names: string[]): string => path.join(shell.folder, ...names);
  const fileOf = (name: string): string => `p/${name}.vappt.json`;
  let emulator: Emulator;

  const restart = async (): Promise<void> => {
    for (const name of ['p', 'bases', 'run.journal'])
      await rm(inFolder(name), { recursive: true, force: true });
    await mkdir(inFolder('p'));
    emulator = await shell.emulator();
  };
  beforeEach(restart);

  const many: ManyPayloads = {
    get emulator() {
      return emulator;
    },
    set emulator(other) {
      emulator = other;
    },
    restart,
    inFolder,
    async payloads(names, meeting) {
      const meetings = names.map(() => meeting ?? emulator.addMeeting({ appointment: true }).id);
      for (const [index, name] of names.entries()) {
        await many.change(name, { $meeting: meetings[index], externalAppointmentId: `${name}1` });
      }
      return meetings;
    },
    async change(name, content) {
      await shell.write(fileOf(name), JSON.stringify(content, null, 2));
    },
    remove: (name) => rm(inFolder(fileOf(name)), { force: true }),
    read: async (name) => JSON.parse(await readFile(inFolder(fileOf(name)), 'utf8')) as unknown,
    send: (...args) => shell.run(['send', 'p', '--endpoint', emulator.origin, '--format', 'json', ...args]),
    entity(meeting) {
      const found = emulator.state().meetings.find(({ id }) => id === meeting)?.appointment;
      return { ...found?.entity };
    },
    methodsSince: (count) =>
      graphCalls(emulator)
        .slice(count)
        .map(({ method }) => method),
  };
  return many;
}

export const results = ({ stdout }: CliExit): SendResult[] =>
  (JSON.parse(stdout) as { results: SendResult[] }).results;

export const outcomes = (exit: CliExit): unknown[] => results(exit).map(({ outcome }) => outcome);
