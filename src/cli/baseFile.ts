import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Base, BaseStore, KnownAppointment } from '../core/send/base';
import type { SharedAppointment } from '../core/send/perDocument';
import { writeFileAtomically } from '../node/atomicFile';
import { writtenPlace } from '../node/writtenPlace';
import { isRecord } from '../core/graph/reply';
import { UsageError } from './exitCodes';
import { fileProblem, readText } from './payloadFile';

const ETAG = v.nullable(v.pipe(v.string(), v.regex(/^[\x21-\x7e\x80-\xff]+$/)));
const TIME = v.pipe(
  v.string(),
  v.check((time) => !Number.isNaN(Date.parse(time))),
);
const APPOINTMENT = v.custom<Record<string, unknown>>(isRecord);

/** The payload files that share a base of a folder, by their paths from there. */
const FILES = v.object({
  readers: v.array(v.string()),
  /** What those were made from that do not have what the base has. */
  outdated: v.record(v.string(), v.object({ etag: ETAG, fetchedAt: TIME, appointment: APPOINTMENT })),
});

/** What `fetch --format json` prints and `--base` reads; a contract with scripts. */
const BASE_FILE = v.object({
  /** Nothing writes one so far; what a newer vappt writes with one is not understood. */
  version: v.optional(v.literal(1)),
  etag: ETAG,
  url: v.pipe(v.string(), v.url()),
  fetchedAt: TIME,
  appointment: APPOINTMENT,
  files: v.optional(FILES),
});

export type BaseFile = v.InferOutput<typeof BASE_FILE>;

/** What `fetch` prints as JSON and `--save-base` writes: with the URL, since a base belongs to one appointment. */
export function toBaseFile({ base, readers, outdated = {} }: SharedAppointment, url: string): BaseFile {
  const { etag, appointment, readAt } = base;
  const file = { etag, url, fetchedAt: time(readAt), appointment };
  if (readers === undefined) return file;
  const older = Object.entries(outdated).map(([name, { readAt: at, ...rest }]) => [
    name,
    { ...rest, fetchedAt: time(at) },
  ]);
  return { ...file, files: { readers: [...readers], outdated: Object.fromEntries(older) as Older } };
}

type Older = v.InferOutput<typeof FILES>['outdated'];

function time(at: number): string {
  return new Date(at).toISOString();
}

/**
 * Reads a base for a send to `url`. The base is compared with the target and never decides it.
 * @throws UsageError when it is no base, or another appointment's
 */
export async function readBaseFile(path: string, url: string): Promise<Base> {
  return (await readSharedBase(path, url)).base;
}

/**
 * The same, for the only payload file that is about it.
 * @throws UsageError for one that payload files share, too: each of them may have been made from another one
 */
export async function readOwnBase(path: string, url: string): Promise<Base> {
  const shared = await readSharedBase(path, url);
  if (shared.readers !== undefined) throw isShared('--base', path);
  return shared.base;
}

function isShared(option: string, path: string): UsageError {
  const folder = `${dirname(path)}/`;
  return new UsageError(
    `${path} belongs to the bases of many payload files. Name their folder, with the slash: ${option} ${folder}. Nothing was sent.`,
  );
}

/** The same, with what is known of the payload files that share it. @throws UsageError */
export async function readSharedBase(path: string, url: string): Promise<SharedAppointment> {
  const file = parseBase(await readText(path));
  if (file === undefined) {
    throw new UsageError(
      `${path} is not what "vappt fetch --format json" prints. Fetch the appointment again.`,
    );
  }
  if (!isSameAppointment(file.url, url)) {
    throw new UsageError(`${path} was read from another appointment (${file.url}). Fetch this one.`);
  }
  const { files } = file;
  const older = Object.entries(files?.outdated ?? {}).map(([name, each]) => [name, toBase(each)] as const);
  return {
    base: toBase(file),
    ...(files !== undefined && { readers: files.readers }),
    ...(older.length > 0 && { outdated: Object.fromEntries(older) }),
  };
}

function toBase({
  etag,
  appointment,
  fetchedAt,
}: Pick<BaseFile, 'etag' | 'appointment' | 'fetchedAt'>): Base {
  return { etag, appointment, readAt: Date.parse(fetchedAt) };
}

/** Makes sure, before anything is sent, that a base can be kept there. @throws UsageError */
export async function checkBaseTarget(path: string): Promise<void> {
  try {
    await access(`${dirname(await writtenPlace(path))}/.`, constants.W_OK);
  } catch (error) {
    const isFolder = error instanceof Error && 'code' in error && error.code === 'EISDIR';
    const next = isFolder
      ? ' Name a file, or leave --save-base out: the next "vappt send" of a folder reads it.'
      : '';
    throw new UsageError(`Cannot write ${path}: ${fileProblem(error)}. Nothing was sent.${next}`);
  }
  // Whatever else is there is replaced.
  const there = await readText(path).then(parseBase, () => undefined);
  if (there?.files !== undefined) throw isShared('--save-base', path);
}

/**
 * Writes a base so that a reader never sees half of one. It holds personal data: only the user may read it.
 *
 * @returns why it could not be written
 */
export async function saveBaseFile(
  path: string,
  base: SharedAppointment,
  url: string,
): Promise<string | undefined> {
  try {
    await writeFileAtomically(path, `${JSON.stringify(toBaseFile(base, url), null, 2)}\n`);
    return undefined;
  } catch (error) {
    return fileProblem(error);
  }
}

function parseBase(text: string): BaseFile | undefined {
  try {
    return v.parse(BASE_FILE, JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The emulator has another port each time it starts. */
function isSameAppointment(a: string, b: string): boolean {
  // An emulator that is not running has no address, only a path.
  const [first, second] = [new URL(a), new URL(b, 'http://127.0.0.1')];
  const sameHost = first.host === second.host || (isLoopback(first) && isLoopback(second));
  return sameHost && first.pathname === second.pathname;
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === '[::1]');
}

/** The base of the one appointment that a command is about. */
export class SingleBase implements BaseStore {
  #known: KnownAppointment | undefined;

  constructor(base: Base | undefined) {
    this.#known = base === undefined ? undefined : { base };
  }

  get(): KnownAppointment | undefined {
    return this.#known;
  }

  set(_key: string, known: KnownAppointment): Promise<void> {
    this.#known = known;
    return Promise.resolve();
  }

  delete(): Promise<void> {
    this.#known = undefined;
    return Promise.resolve();
  }
}
