import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import envPaths from 'env-paths';
import * as v from 'valibot';

/** Where `vappt emulator` tells the other commands which port it has. The id tells it from whoever has the port later. */
const ANNOUNCEMENT = v.object({
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  instanceId: v.string(),
});

export type EmulatorAnnouncement = v.InferOutput<typeof ANNOUNCEMENT>;

type Env = Readonly<Record<string, string | undefined>>;

/** The user's own runtime folder: never one that other users can write to. */
function announcementFile(env: Env): string {
  const runtime = env['XDG_RUNTIME_DIR'];
  const folder =
    runtime === undefined || runtime === ''
      ? envPaths('vappt', { suffix: '' }).cache
      : path.join(runtime, 'vappt');
  return path.join(folder, 'emulator.json');
}

/** Writes down where the emulator of a shell is, for the other commands of this user alone. */
export async function announceEmulator(announcement: EmulatorAnnouncement, env: Env): Promise<void> {
  const file = announcementFile(env);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  // Removed first: the mode below counts only for a new file.
  await rm(file, { force: true });
  await writeFile(file, JSON.stringify(announcement), { mode: 0o600 });
}

/** Takes the announcement back, unless another emulator has replaced it. */
export async function withdrawEmulator({ instanceId }: EmulatorAnnouncement, env: Env): Promise<void> {
  const current = await findEmulator(env);
  if (current?.instanceId === instanceId) await rm(announcementFile(env), { force: true });
}

/** The emulator announced last; it may have ended without saying so. */
export async function findEmulator(env: Env): Promise<EmulatorAnnouncement | undefined> {
  try {
    return v.parse(ANNOUNCEMENT, JSON.parse(await readFile(announcementFile(env), 'utf8')));
  } catch {
    return undefined;
  }
}
