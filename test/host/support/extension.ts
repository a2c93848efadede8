import assert from 'node:assert/strict';
import { type ExtensionContext, extensions, type Uri } from 'vscode';
import { SAMPLE_MEETING_ID } from '../../../src/emulator/constants';
import type { Emulator } from '../../../src/emulator/index';
import type { TestApi } from '../../../src/extension';
import type { Services } from '../../../src/vscode/services';

/** The parts of the extension under test, activated. */
export async function services(): Promise<Services> {
  return (await testApi()).services;
}

/** Where the extension keeps what is left of a run. */
export async function bulkFolder(): Promise<Uri> {
  return (await testApi()).place.folder;
}

/** What VS Code has given the extension: where it keeps things. */
export async function extensionContext(): Promise<ExtensionContext> {
  return (await testApi()).context;
}

async function testApi(): Promise<TestApi> {
  const extension = extensions.getExtension<TestApi>('vappt.vappt');
  assert.ok(extension !== undefined);
  return await extension.activate();
}

/** Starts the window's emulator anew: an empty log, the sample, and nothing stored about it. */
export async function freshEmulator(): Promise<Emulator> {
  const { emulator: host, bases } = await services();
  await host.stop();
  const emulator = await host.start();
  emulator.reset();
  await bases.delete(JSON.stringify(['emulator', 'me:emulator', SAMPLE_MEETING_ID]));
  return emulator;
}

/** The Graph requests that an emulator has received so far, without the reads. */
export function writes(emulator: Emulator): string[] {
  return emulator
    .log()
    .filter(({ method, path }) => method !== 'GET' && !path.startsWith('/_emulator'))
    .map(({ method, status }) => `${method} ${status ?? 'cut'}`);
}
