import type { Base, BaseStore, BaseWrite, KnownAppointment } from '../../core/send/base';
import { afterNews, behind, knownTo, type Reader, type SharedAppointment } from '../../core/send/perDocument';

/** What is known of the one appointment of a payload file, among the other files that are about it. */
export class FileBases implements BaseStore {
  readonly #reader: Reader;
  readonly #before: SharedAppointment | undefined;
  #shared: SharedAppointment | undefined;

  constructor(reader: Reader, shared: SharedAppointment | undefined) {
    this.#reader = reader;
    this.#before = shared;
    this.#shared = shared;
  }

  /** What is known to all files now. */
  get shared(): SharedAppointment | undefined {
    return this.#shared;
  }

  get(): KnownAppointment | undefined {
    return this.#shared && knownTo(this.#reader, this.#shared);
  }

  set(_key: string, known: KnownAppointment, write?: BaseWrite): Promise<void> {
    this.#shared = afterNews(this.#reader, this.#shared, known, write);
    return Promise.resolve();
  }

  delete(): Promise<void> {
    this.#shared = undefined;
    return Promise.resolve();
  }

  /** Nothing has been sent: what the file was made from is what it was. */
  restore(): void {
    this.#shared = this.#before;
  }

  /** The file does not have what others have changed, though it was sent together with that. */
  fallBehind(base: Base): void {
    this.#shared &&= behind(this.#reader.document, this.#shared, base);
  }
}
