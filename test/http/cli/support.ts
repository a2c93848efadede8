import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../../../scripts/paths';
import { SAMPLE_MEETING_ID, startEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator';
import {
  startFakeEmulator,
  startFakeServer,
  type FakeServer,
  type Handler,
} from '../../support/fakeEmulator';
import { CliProcess, killCliProcesses, type CliExit, type CliOptions, runCli } from '../../support/runCli';
import { type HereOptions, runCliHere } from '../../support/runCliHere';

export const APPOINTMENT_PATH = `/beta/me/onlineMeetings/${SAMPLE_MEETING_ID}/virtualAppointment`;

/** A command line to try: its own folder to run in, its own runtime folder, nothing left of either afterwards. */
export interface Shell {
  /** Where commands run. */
  readonly folder: string;
  /** The folder with the announcements of `vappt emulator`, a file for each. */
  readonly announcements: string;
  /** Writes a file into the folder; returns its name. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** Writes a payload file for the sample meeting. */
  payload(content?: Record<string, unknown>, name?: string): Promise<string>;
  /** In this process: many times as fast, and all the same but for the bundle and what a process is. */
  run(args: readonly string[], options?: HereOptions): Promise<CliExit>;
  /** In a process of its own, as users run it. */
  runProcess(args: readonly string[], options?: CliOptions): Promise<CliExit>;
  spawn(args: readonly string[], options?: CliOptions): CliProcess;
  /** An emulator in this process, to be named with --endpoint. */
  emulator(options?: EmulatorOptions): Promise<Emulator>;
  fakeEmulator(handler: Handler): Promise<FakeServer>;
  fakeServer(handler: Handler, port?: number): Promise<FakeServer>;
  /** `vappt emulator --port 0`, listening and announced. `args`: more of its options. */
  emulatorProcess(options?: CliOptions, args?: readonly string[]): Promise<RunningEmulator>;
}

export interface RunningEmulator {
  readonly cli: CliProcess;
  readonly origin: string;
  readonly port: number;
}

/** Call it in a `describe`: the folder is made before its tests, and everything is ended after each. */
export function useShell(): Shell {
  let root = '';
  const servers: { stop(): Promise<void> }[] = [];
  const keep = <Kept extends { stop(): Promise<void> }>(server: Kept): Kept => {
    servers.push(server);
    return server;
  };
  const environment = (env: CliOptions['env']): NonNullable<CliOptions['env']> => ({
    HOME: root,
    XDG_RUNTIME_DIR: path.join(root, 'run'),
    ...env,
  });
  const inFolder = ({ env, ...rest }: CliOptions = {}): CliOptions => ({
    cwd: root,
    ...rest,
    env: environment(env),
  });

  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'vappt-cli-'));
    process.chdir(root);
  });
  afterEach(async () => {
    await killCliProcesses();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    await rm(path.join(root, 'run'), { recursive: true, force: true });
  });
  after(async () => {
    process.chdir(repositoryRoot);
    await rm(root, { recursive: true, force: true });
  });

  const shell: Shell = {
    get folder() {
      return root;
    },
    get announcements() {
      return path.join(root, 'run', 'vappt', 'emulators');
    },
    async write(name, content) {
      await writeFile(path.join(root, name), content);
      return name;
    },
    payload: (content = { externalAppointmentId: 'ext-2' }, name = 'a.vappt.json') =>
      shell.write(name, JSON.stringify({ $meeting: SAMPLE_MEETING_ID, ...content }, null, 2)),
    run: (args, { env, stdin = '' } = {}) => runCliHere(args, { env: environment(env), stdin }),
    runProcess: (args, options) => runCli(args, inFolder(options)),
    spawn: (args, options) => new CliProcess(args, inFolder(options)),
    emulator: async (options) => keep(await startEmulator(options)),
    fakeEmulator: async (handler) => keep(await startFakeEmulator(handler)),
    fakeServer: async (handler, port) => keep(await startFakeServer(handler, port)),
    async emulatorProcess(options, args = []) {
      const cli = shell.spawn(['emulator', '--port', '0', ...args], options);
      const origin = /^Listening on (http:\/\/127\.0\.0\.1:(\d+))$/.exec(await cli.firstLine());
      assert.ok(origin, 'the first line says where it listens');
      return { cli, origin: String(origin[1]), port: Number(origin[2]) };
    },
  };
  return shell;
}

/** The appointment of the sample meeting as the emulator has it. */
export function sampleAppointment(emulator: Emulator): { etag: string; entity: Record<string, unknown> } {
  const found = emulator.state().meetings.find(({ id }) => id === SAMPLE_MEETING_ID)?.appointment;
  assert.ok(found);
  return { etag: found.etag, entity: { ...found.entity } };
}

/** What the emulator was asked, without the control calls. */
export function graphCalls(emulator: Emulator): { method: string; path: string; status: number | null }[] {
  return emulator
    .log()
    .filter(({ path: asked }) => !asked.startsWith('/_emulator/'))
    .map(({ method, path: asked, status }) => ({ method, path: asked, status }));
}

/** Bad input is answered with a sentence: a stack trace, or a dump of an object, is a bug. */
export function assertNoStackTrace({ stdout, stderr }: CliExit): void {
  assert.doesNotMatch(
    stdout + stderr,
    /^\s+at .+[:(]|node:internal|Node\.js v\d|\[object Object\]|undefined/m,
  );
}

/** The command was refused as wrong use: exit 2, a sentence on standard error, no result. */
export function assertWrongUse(exit: CliExit, sentence: RegExp): void {
  assertNoStackTrace(exit);
  assert.match(exit.stderr, sentence);
  assert.deepEqual({ code: exit.code, stdout: exit.stdout }, { code: 2, stdout: '' }, exit.stderr);
}

/** No byte that a terminal acts on, and no line that a pipeline takes for a command of the build system. */
export function assertHarmless({ stdout, stderr }: CliExit): void {
  const printed = stdout + stderr;
  assert.doesNotMatch(printed, /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
  assert.doesNotMatch(printed, /^[^\S\n]*(::|\[command\])/m);
  assert.doesNotMatch(printed, /##\w*\[/);
}
