import path from 'node:path';
import type { GraphClient } from '../../core/graph/graphClient';
import { appointmentPath, type Target } from '../../core/graph/target';
import type { Base } from '../../core/send/base';
import type { SendRecord } from '../../core/send/record';
import { saveBaseFile, SingleBase } from '../baseFile';
import { keepBase, type Knowledge } from '../keepBase';
import { BaseFolder, isFolderName } from './baseFolder';
import type { BasePlace } from './basePlace';
import { OneBaseFile } from './oneBaseFile';
import { SharedBase } from './sharedBase';

/** What a run knows of appointments before and after it sends to them. */
export class RunBases {
  readonly #client: GraphClient;
  readonly #from: BasePlace | undefined;
  readonly #to: BasePlace | undefined;
  readonly #shared = new Map<string, SharedBase>();
  /** What is known of appointments of which more files are to come; a file of the folder holds the others. */
  readonly #known = new Map<string, SingleBase>();

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

  /** Makes sure of the folders, before anything is sent. @throws UsageError */
  async check(): Promise<void> {
    await this.#to?.makeWritable();
    // The first of many runs has nothing to begin with: its folder has just been made.
    await this.#from?.checkReadable();
  }

  /** Makes sure that what was kept of an appointment can be used. @throws UsageError */
  async checkBase(target: Target): Promise<void> {
    await this.#read(target);
  }

  /** Tells what will be sent: an appointment with several files is known from one to the next. */
  expect(targets: Iterable<Target>): void {
    if (this.#from === undefined && this.#to === undefined) return;
    for (const target of targets) {
      const key = this.#key(target);
      const shared = this.#shared.get(key) ?? new SharedBase();
      shared.expect();
      this.#shared.set(key, shared);
    }
  }

  /** What is known of an appointment before a file is sent to it. @throws UsageError */
  async take(target: Target): Promise<SingleBase> {
    return this.#known.get(this.#key(target)) ?? new SingleBase(await this.#read(target));
  }

  /** Whether a success is read again: for the new tag, where that is to be kept or is needed by the next file. */
  readsBack(target: Target): boolean {
    return this.#to !== undefined || this.#shared.get(this.#key(target))?.hasMoreToCome === true;
  }

  /**
   * Keeps what is known of an appointment after a file was sent to it.
   *
   * @param bases what `take` has given for the file
   * @returns what could not be kept, and why
   */
  async keep(
    target: Target,
    bases: SingleBase,
    record: SendRecord,
    knowledge: Omit<Knowledge, 'now'>,
  ): Promise<string | undefined> {
    const key = this.#key(target);
    const shared = this.#shared.get(key);
    const hasMore = shared?.hasMoreToCome === true;
    const now = bases.get();
    const next = shared?.pass(record, knowledge);
    if (next !== undefined) await bases.set('', { base: next });
    if (hasMore) {
      this.#known.set(key, bases);
    } else {
      this.#shared.delete(key);
      this.#known.delete(key);
    }
    if (this.#to === undefined) return undefined;
    const file = this.#to.file(target);
    const url = this.#url(target);
    const problem =
      next === undefined
        ? await keepBase(file, record, { ...knowledge, now }, url)
        : await keepShared(file, record, next, url);
    return problem === undefined ? undefined : `${file} was not written: ${problem}.`;
  }

  async #read(target: Target): Promise<Base | undefined> {
    return await this.#from?.read(target, this.#url(target));
  }

  #url(target: Target): string {
    return this.#client.url(appointmentPath(target));
  }

  #key(target: Target): string {
    return path.basename((this.#to ?? this.#from)?.file(target) ?? '');
  }
}

/** Of a file that was not saved, nothing is to be kept: the base is what it was. */
async function keepShared(
  file: string,
  { outcome }: SendRecord,
  base: Base,
  url: string,
): Promise<string | undefined> {
  return outcome.kind === 'updated' ? await saveBaseFile(file, base, url) : undefined;
}
