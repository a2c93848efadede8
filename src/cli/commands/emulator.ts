import { announceEmulator, withdrawEmulator } from '../../node/emulatorAnnouncement';
import { UsageError } from '../exitCodes';
import { addFormat, type Format, parsePort } from '../options';
import type { Subcommand } from '../program';

interface Options {
  readonly port: number;
  readonly format: Format;
}

/** `vappt emulator`: runs until it is interrupted. */
export const emulatorCommand: Subcommand = (program, console, exit) => {
  addFormat(
    program
      .command('emulator')
      .description('Runs a local Graph for virtual appointments on 127.0.0.1 until it is interrupted.'),
  )
    .option('--port <n>', 'the port; 0 picks a free one', parsePort, 0)
    .action(async ({ port, format }: Options) => {
      const { startEmulator, SAMPLE_MEETING_ID } = await import('../../emulator/index');
      const emulator = await startEmulator({ port }).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
          throw new UsageError(
            `Port ${port} is in use. Choose another one with --port, or 0 for a free one.`,
          );
        }
        throw error;
      });
      const announcement = { port: emulator.port, instanceId: emulator.instanceId };
      await announceEmulator(announcement, console.env);
      console.result(
        format === 'json'
          ? JSON.stringify({ url: emulator.origin, port: emulator.port, instanceId: emulator.instanceId })
          : `Listening on ${emulator.origin}`,
      );
      console.note(`EMULATOR: everything stays on this machine. Its sample meeting is ${SAMPLE_MEETING_ID}`);
      await aborted(console.signal);
      await withdrawEmulator(announcement, console.env);
      await emulator.stop();
      exit(0);
    });
};

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
