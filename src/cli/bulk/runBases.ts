import type { GraphClient } from '../../core/graph/graphClient';
import { appointmentPath, type Target } from '../../core/graph/target';
import type { Appointment } from '../../core/graph/appointment';
import { type SharedAppointment, withoutVanished } from '../../core/send/perDocument';
import type { SendRecord } from '../../core/send/record';
import { type Knowledge, outdatedBase, savedAll, whatToKeep } from '../keepBase';
import { isUsageError } from '../exitCodes';
import { BaseFolder, isFolderName } from './baseFolder';
import type { BasePlace } from './basePlace';
import { FileBases } from './fileBases';
import { OneBaseFile } from './oneBaseFile';

/** The payload files of a run that are about one appointment. */
interface Group {
  readonly paths: Set<string>;
  /** How many are still to come. */
  left: number;
  /** What is known, once the first of several has been sent; a file holds it otherwise. */
  shared?: SharedAppointment | undefined;
}

/**
 * What a run knows of appointments before and after it sends to them. What one payload file has taken over from others,
 * or overwritten, the next one of the same appointment meets as a conflict of its own.
 */
export class RunBases {
  readonly #client: GraphClient;
  readonly #from: BasePlace | undefined;
  readonly #to: BasePlace | undefined;
  readonly #groups = new Map<string, Group>();

  /** @param isOne whether one payload file is sent, which was named as such */
  constructor(
    client: GraphClient,
    { base, saveBase }: { readonly base?: string; readonly saveBase?: string },
    isOne: boolean,
  ) {
    const place = (name: string): BasePlace =>
      isOne && !isFolderName(name) ? new OneBaseFile(name) : new BaseFolder(name);
    this.#client = client;
    this.#from = base === undefined ? undefined : place(base);
    this.#to = saveBase === undefined ? undefined : place(saveBase);
  }

  /** Whether what is known after a send is kept. */
  get keeps(): boolean {
    return this.#to !== undefined;
  }

  /** Makes sure of the folders, before anything is sent. @throws UsageError */
  async check(): Promise<void> {
    await this.#to?.makeWritable();
    // The first of many runs has nothing to begin with: its folder has just been made.
    await this.#from?.checkReadable();
  }

  /** Makes sure that what was kept of an appointment can be used. @throws UsageError */
  async checkBase(target: Target): Promise<void> {
    await this.#from?.read(target, this.#url(target));
  }

  /**
   * Tells which files a run is about: an appointment with several is known from one to the next.
   *
   * @param isSent whether it goes out, and is not left out because of its errors
   */
  expect(path: string, target: Target, isSent: boolean): void {
    const place = this.#place;
    if (place === undefined) return;
    const key = place.file(target);
    const group = this.#groups.get(key) ?? { paths: new Set(), left: 0 };
    group.paths.add(path);
    if (isSent) group.left += 1;
    this.#groups.set(key, group);
  }

  /** What is known of an appointment before a file is sent to it. @throws UsageError */
  async take(path: string, target: Target, body: Appointment): Promise<FileBases> {
    // By the names that what is read has them under.
    const place = this.#from ?? this.#to;
    if (place === undefined) return new FileBases({ document: path, body }, undefined);
    const group = this.#groupOf(target);
    const shared = group?.shared ?? (await this.#from?.read(target, this.#url(target)));
    const reader = { document: place.nameOf(path), body };
    return new FileBases(reader, shared, namesAt(place, group));
  }

  /** Whether a success is read again: for the new tag, where that is to be kept or is needed by the next file. */
  readsBack(target: Target): boolean {
    return this.#to !== undefined || (this.#groupOf(target)?.left ?? 0) > 1;
  }

  /**
   * Keeps what is known of an appointment after a file was sent to it. What is there by now counts: another run may have
   * kept something meanwhile, and of a place that this one has not begun with, more files may be about the appointment.
   *
   * @param bases what `take` has given for the file
   * @returns what could not be kept, and why
   */
  async keep(
    path: string,
    target: Target,
    bases: FileBases,
    record: SendRecord,
    knowledge: Omit<Knowledge, 'now'>,
  ): Promise<string | undefined> {
    const outdated = record.merge?.isFileBehind === true ? outdatedBase(knowledge) : undefined;
    const kept = whatToKeep(record, { ...knowledge, now: bases.get() });
    if (kept.kind === 'nothing') bases.restore();
    else if (outdated !== undefined) bases.fallBehind(outdated);
    const group = this.#groupOf(target);
    this.#pass(target, bases.shared);
    const to = this.#to;
    if (to === undefined || kept.kind === 'nothing') return undefined;
    const url = this.#url(target);
    const save = async (): Promise<string | undefined> => {
      const there = await to.read(target, url).catch(ignoreUnusable);
      const names = namesAt(to, group);
      const shared = bases.replayed(there, to.nameOf(path), names, outdated);
      if (shared === undefined) return undefined;
      const left = withoutVanished(shared, (name) => to.has(name));
      return savedAll(await to.save(target, url, left), record);
    };
    const problem = kept.kind === 'lost' ? kept.why : await save();
    return problem === undefined ? undefined : `${to.file(target)} was not written: ${problem}.`;
  }

  #pass(target: Target, shared: SharedAppointment | undefined): void {
    const group = this.#groupOf(target);
    if (group === undefined) return;
    group.left -= 1;
    // Many appointments must not mean many of them in memory.
    if (group.left > 0) group.shared = shared;
    else delete group.shared;
  }

  get #place(): BasePlace | undefined {
    return this.#to ?? this.#from;
  }

  #groupOf(target: Target): Group | undefined {
    return this.#place && this.#groups.get(this.#place.file(target));
  }

  #url(target: Target): string {
    return this.#client.url(appointmentPath(target));
  }
}

function namesAt(place: BasePlace, group: Group | undefined): string[] {
  return [...(group?.paths ?? [])].map((path) => place.nameOf(path));
}

/** What cannot be used is replaced. */
function ignoreUnusable(error: unknown): undefined {
  if (!isUsageError(error)) throw error;
}
