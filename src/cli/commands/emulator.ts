import type { Emulator, EmulatorOptions as Start, FaultsInput } from '../../emulator/index';
import { isRecord } from '../../core/graph/reply';
import { announceEmulator, withdrawEmulator } from '../../node/emulatorAnnouncement';
import { StateFile } from '../../node/stateFile';
import type { Console } from '../console';
import { UsageError } from '../exitCodes';
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
  const stateFile = options.data === undefined ? undefined : keptIn(options.data, console);
  const emulator = await start(options, stateFile);
  const announcement = { port: emulator.port, instanceId: emulator.instanceId, pid: process.pid };
  await announceEmulator(announcement, console.env).catch(async (error: unknown) => {
    await emulator.stop();
    throw new UsageError(
      `The emulator cannot be announced in the runtime folder: ${fileProblem(error)}. Check XDG_RUNTIME_DIR.`,
    );
  });
  await printStart(emulator, options.format, console);
  await aborted(console.signal);
  await withdrawEmulator(announcement, console.env);
  await emulator.stop();
  await stateFile?.flush();
  return 0;
}

async function start(options: EmulatorOptions, stateFile: StateFile | undefined): Promise<Emulator> {
  const { startEmulator } = await import('../../emulator/index');
  const { port, data, faults, retired, trustIssuer } = options;
  let running = false;
  const given: Start = {
    port,
    initialState: (await readState(data, stateFile)) as Start['initialState'],
    faults: { ...(await readFaults(faults)), ...(retired === true && { retired }) },
    trustIssuer,
    // Not before it runs: what keeps it from starting must not have changed the file.
    onStateChange: (state) => {
      if (running) stateFile?.write(state);
    },
  };
  try {
    const emulator = await startEmulator(given);
    running = true;
    stateFile?.write(emulator.state());
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

function keptIn(path: string, console: Console): StateFile {
  return new StateFile(path, (error) => {
    console.note(`The state was not written to ${path}: ${fileProblem(error)}.`);
  });
}

/** A damaged file is left as it is: it may hold what somebody wants back. */
async function readState(path: string | undefined, stateFile: StateFile | undefined): Promise<unknown> {
  try {
    return await stateFile?.read();
  } catch (error) {
    const problem = error instanceof SyntaxError ? 'it is not JSON' : fileProblem(error);
    throw new UsageError(`Cannot read ${path ?? ''}: ${problem}. Move it away to start with a fresh state.`);
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
