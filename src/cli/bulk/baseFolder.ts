import { existsSync, realpathSync, statSync } from 'node:fs';
import { access, constants, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { appointmentPath, type Target } from '../../core/graph/target';
import type { SharedAppointment } from '../../core/send/perDocument';
import { sha256 } from '../../node/sha256';
import { readSharedBase, saveBaseFile } from '../baseFile';
import { UsageError } from '../exitCodes';
import { fileProblem } from '../payloadFile';
import { shownPath } from '../printable';
import type { BasePlace } from './basePlace';

/**
 * Whether a name can only be a folder's. One payload file has a file as base unless the folder is named like this: a folder
 * in which nothing is known of its appointment would not protect anything.
 *
 * @throws UsageError for a folder that is named like a file
 */
export function isFolderName(name: string | undefined): boolean {
  if (name === undefined) return false;
  if (name.endsWith('/') || name.endsWith(path.sep)) return true;
  if (statSync(name, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  throw new UsageError(
    `${shownPath(name)} is a folder, and one payload file has a file as base. For a folder with a base for each appointment, name it ${shownPath(name)}/.`,
  );
}

/** A folder with what was read of many appointments: for each a file like the one that `fetch` prints. */
export class BaseFolder implements BasePlace {
  /** Many files can be about one appointment, and each of them asks for the names of all. */
  readonly #names = new Map<string, string>();
  readonly #there = new Map<string, boolean>();
  #real: string | undefined;

  constructor(readonly folder: string) {}

  /** A base belongs to an appointment, so its file is named after that, and not after one of its payload files. */
  file(target: Target): string {
    return path.join(
      this.folder,
      `${sha256(`${target.cloud} ${appointmentPath(target)}`).slice(0, 32)}.json`,
    );
  }

  async read(target: Target, url: string): Promise<SharedAppointment | undefined> {
    const file = this.file(target);
    if (!(await exists(file))) return undefined;
    return await readSharedBase(file, url);
  }

  async save(target: Target, url: string, shared: SharedAppointment): Promise<string | undefined> {
    return await saveBaseFile(this.file(target), shared, url);
  }

  /** By the way from the folder: where both lie in a repository, it is the same in every clone. Links are followed. */
  nameOf(file: string): string {
    const known = this.#names.get(file);
    if (known !== undefined) return known;
    this.#real ??= real(this.folder);
    const name = path.relative(this.#real, real(file)).split(path.sep).join('/');
    this.#names.set(file, name);
    return name;
  }

  has(name: string): boolean {
    const known = this.#there.get(name);
    if (known !== undefined) return known;
    this.#real ??= real(this.folder);
    const isThere = existsSync(path.join(this.#real, name));
    this.#there.set(name, isThere);
    return isThere;
  }

  async checkReadable(): Promise<void> {
    const found = await stat(this.folder).catch((error: unknown) => {
      throw new UsageError(
        `Cannot read ${shownPath(this.folder)}: ${fileProblem(error)}. --base is the folder that an earlier run has written with --save-base. Nothing was sent.`,
      );
    });
    if (found.isDirectory()) return;
    throw new UsageError(
      `${shownPath(this.folder)} is a file. For several payload files, --base is a folder with a base for each appointment. Nothing was sent.`,
    );
  }

  /** Makes the folder, for the user only, and makes sure that bases can be kept there. @throws UsageError */
  async makeWritable(): Promise<void> {
    const refuse = (problem: string): UsageError =>
      new UsageError(`Cannot keep bases in ${shownPath(this.folder)}: ${problem}. Nothing was sent.`);
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await access(this.folder, constants.W_OK);
    } catch (error) {
      const isFile = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      throw refuse(isFile ? 'it is a file, and several payload files need a folder' : fileProblem(error));
    }
  }
}

/** A file may be gone by now: then what leads there counts. */
function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    (error: unknown) => !(error instanceof Error && 'code' in error && error.code === 'ENOENT'),
  );
}
