import type { Base, BaseStore, BaseWrite, KnownAppointment } from '../../core/send/base';
import {
  afterNews,
  behind,
  knownTo,
  type Reader,
  type SharedAppointment,
  withNewcomers,
} from '../../core/send/perDocument';

interface News {
  readonly known: KnownAppointment;
  readonly write: BaseWrite | undefined;
}

/** What is known of the one appointment of a payload file, among the other files that are about it. */
export class FileBases implements BaseStore {
  readonly #reader: Reader;
  readonly #before: SharedAppointment | undefined;
  readonly #others: readonly string[];
  #shared: SharedAppointment | undefined;
  /** Since the appointment was taken, or was forgotten. */
  #news: News[] = [];
  #isForgotten = false;

  /** @param others the names of all files of the run that are about the appointment */
  constructor(reader: Reader, shared: SharedAppointment | undefined, others: Iterable<string> = []) {
    this.#reader = reader;
    this.#others = [...others];
    this.#before = shared && withNewcomers(shared, this.#others);
    this.#shared = this.#before;
  }

  /** What is known to all files now. */
  get shared(): SharedAppointment | undefined {
    return this.#shared;
  }

  get(): KnownAppointment | undefined {
    return this.#shared && knownTo(this.#reader, this.#shared);
  }

  set(_key: string, known: KnownAppointment, write?: BaseWrite): Promise<void> {
    this.#news.push({ known, write });
    this.#shared = told(this.#reader, this.#others, this.#shared, { known, write });
    return Promise.resolve();
  }

  delete(): Promise<void> {
    this.#news = [];
    this.#isForgotten = true;
    this.#shared = undefined;
    return Promise.resolve();
  }

  /** Nothing has been sent: what the file was made from is what it was. */
  restore(): void {
    this.#news = [];
    this.#isForgotten = false;
    this.#shared = this.#before;
  }

  /** The file does not have what others have changed, though it was sent together with that. */
  fallBehind(base: Base): void {
    this.#shared &&= behind(this.#reader.document, this.#shared, base);
  }

  /**
   * The same news where more is known, or less: what another run has kept meanwhile, or a place that this one has not begun
   * with.
   *
   * @param document the name of the file there
   * @param others the names of all files of the run there
   * @param fallenBehind what the file was made from, where it does not have what it was sent together with
   */
  replayed(
    kept: SharedAppointment | undefined,
    document: string,
    others: Iterable<string>,
    fallenBehind: Base | undefined,
  ): SharedAppointment | undefined {
    const reader = { ...this.#reader, document };
    const names = [...others];
    const before = this.#isForgotten ? undefined : kept && withNewcomers(kept, names);
    const shared = this.#news.reduce<SharedAppointment | undefined>(
      (so, news) => told(reader, names, so, news),
      before,
    );
    return shared && fallenBehind !== undefined ? behind(document, shared, fallenBehind) : shared;
  }
}

/** The files of a run that nothing was known of count as made from what the first of them has come to know. */
function told(
  reader: Reader,
  others: readonly string[],
  shared: SharedAppointment | undefined,
  { known, write }: News,
): SharedAppointment {
  const now = afterNews(reader, shared, known, write);
  return shared === undefined ? withNewcomers(now, others) : now;
}
