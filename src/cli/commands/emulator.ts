import type { Emulator, EmulatorOptions as Start, FaultsInput } from '../../emulator/index';
import { isRecord } from '../../core/graph/reply';
import { announceEmulator, withdrawEmulator } from '../../node/emulatorAnnouncement';
import type { Console } from '../console';
import { UsageError } from '../exitCodes';
import { type KeptState, openKeptState } from '../keptState';
import type { Format } from '../options';
import { fileProblem, readText } from '../payloadFile';

export interface EmulatorOptions {
  readonly port: number;
  readonly data?: string;
  readonly faults?: string;
  readonly retired?: true;
  readonly trustIssuer?: string;
  readonly format: Format;
}

/** `vappt emulator`: runs until it is interrupted. */
export async function runEmulator(options: EmulatorOptions, console: Console): Promise<number> {
  const kept = options.data === undefined ? undefined : await openKeptState(options.data, console);
  try {
    await runUntilAborted(await start(options, kept), options.format, console);
  } finally {
    await kept?.close();
  }
  return 0;
}

async function runUntilAborted(emulator: Emulator, format: Format, console: Console): Promise<void> {
  const announcement = { port: emulator.port, instanceId: emulator.instanceId, pid: process.pid };
  await announceEmulator(announcement, console.env).catch(async (error: unknown) => {
    await emulator.stop();
    throw new UsageError(
      `The emulator cannot be announced in the runtime folder: ${fileProblem(error)}. Check XDG_RUNTIME_DIR.`,
    );
  });
  await printStart(emulator, format, console);
  await aborted(console.signal);
  await withdrawEmulator(announcement, console.env);
  await emulator.stop();
}

async function start(options: EmulatorOptions, kept: KeptState | undefined): Promise<Emulator> {
  const { startEmulator } = await import('../../emulator/index');
  const { port, data, faults, retired, trustIssuer } = options;
  let running = false;
  const given: Start = {
    port,
    initialState: (await kept?.read()) as Start['initialState'],
    faults: { ...(await readFaults(faults)), ...(retired === true && { retired }) },
    trustIssuer,
    // Not before it runs: what keeps it from starting must not have changed the file.
    onStateChange: (state) => {
      if (running) kept?.write(state);
    },
  };
  try {
    const emulator = await startEmulator(given);
    running = true;
    kept?.write(emulator.state());
    // Whoever reads that it listens finds the file, however it may end.
    await kept?.written();
    return emulator;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new UsageError(`Port ${port} is in use. Choose another one with --port, or 0 for a free one.`);
    }
    if (error instanceof Error && error.name === 'IssuerError')
      throw new UsageError(`--trust-issuer: ${error.message}`);
    if (error instanceof Error && error.name === 'GraphError') {
      const files = [data, faults].filter((file) => file !== undefined).join(' or ');
      throw new UsageError(`${files} cannot be used. ${error.message}`);
    }
    throw error;
  }
}

async function readFaults(path: string | undefined): Promise<FaultsInput> {
  if (path === undefined) return {};
  try {
    const faults: unknown = JSON.parse(await readText(path));
    if (isRecord(faults)) return faults;
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`Cannot read ${path}: it is not JSON.`);
    throw error;
  }
  throw new UsageError(`${path} cannot be used: it is not a JSON object.`);
}

async function printStart(emulator: Emulator, format: Format, console: Console): Promise<void> {
  const { SAMPLE_MEETING_ID } = await import('../../emulator/index');
  const { origin, port, instanceId } = emulator;
  console.result(
    format === 'json' ? JSON.stringify({ url: origin, port, instanceId }) : `Listening on ${origin}`,
  );
  console.note(`EMULATOR: everything stays on this machine. Its sample meeting is ${SAMPLE_MEETING_ID}`);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
