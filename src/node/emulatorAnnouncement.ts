import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import envPaths from 'env-paths';
import * as v from 'valibot';
import { isProcessAlive } from './processAlive';

/** Where `vappt emulator` tells the other commands which port it has. The id tells it from whoever has the port later. */
const ANNOUNCEMENT = v.object({
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  instanceId: v.string(),
  /** The process: it may have ended without saying so. */
  pid: v.number(),
});

export type EmulatorAnnouncement = v.InferOutput<typeof ANNOUNCEMENT>;

type Env = Readonly<Record<string, string | undefined>>;

/** In the user's own runtime folder, never one that other users can write to: a file for each emulator. */
function announcementsFolder(env: Env): string {
  const runtime = env['XDG_RUNTIME_DIR'];
  const folder =
    runtime === undefined || runtime === ''
      ? envPaths('vappt', { suffix: '' }).cache
      : path.join(runtime, 'vappt');
  return path.join(folder, 'emulators');
}

function announcementFile({ instanceId }: Pick<EmulatorAnnouncement, 'instanceId'>, env: Env): string {
  return path.join(announcementsFolder(env), `${instanceId}.json`);
}

/** Writes down where the emulator of a shell is, for the other commands of this user alone. */
export async function announceEmulator(announcement: EmulatorAnnouncement, env: Env): Promise<void> {
  const file = announcementFile(announcement, env);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(announcement), { mode: 0o600, flag: 'wx' });
}

/** Takes the announcement back: one that was made before and still holds counts again. */
export async function withdrawEmulator(announcement: EmulatorAnnouncement, env: Env): Promise<void> {
  await rm(announcementFile(announcement, env), { force: true });
}

/** The emulator announced last whose process is still there. What is left of others is cleared away. */
export async function findEmulator(env: Env): Promise<EmulatorAnnouncement | undefined> {
  const folder = announcementsFolder(env);
  const names = await readdir(folder).catch(() => []);
  let newest: { readonly announcement: EmulatorAnnouncement; readonly at: number } | undefined;
  for (const name of names) {
    const file = path.join(folder, name);
    const announcement = await read(file);
    if (announcement === undefined) continue;
    if (!isProcessAlive(announcement.pid)) {
      await rm(file, { force: true });
      continue;
    }
    const at = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (at !== undefined && (newest === undefined || at > newest.at)) newest = { announcement, at };
  }
  return newest?.announcement;
}

async function read(file: string): Promise<EmulatorAnnouncement | undefined> {
  try {
    return v.parse(ANNOUNCEMENT, JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
