import { Disposable, type Memento, type Uri } from 'vscode';

const KEY = 'vappt.merging.v1';

/** An answer, as a button and as a line of a list. */
export interface Answer {
  readonly title: string;
  /** What it does. */
  readonly detail: string;
}

/** A question of a notification, and how to answer it from elsewhere. */
export interface OpenQuestion {
  /** The file's name. */
  readonly name: string;
  /** What it is about, in one line. */
  readonly summary: string;
  readonly answers: readonly Answer[];
  /** Brings into view what is to be decided. */
  readonly show: () => Promise<unknown>;
  /** With the title of an answer; `undefined` stops what has asked. */
  readonly answer: (answer: string | undefined) => void;
}

/** The questions about payloads that wait for an answer: a notification hides itself, what it asks stays reachable. */
export class OpenQuestions {
  readonly #open = new Map<string, OpenQuestion>();
  readonly #changed: () => void;
  readonly #memento: Memento;
  /** The documents that an earlier window has asked about without getting an answer. */
  readonly interrupted: readonly string[];

  /**
   * @param changed is told when a question was asked or answered
   * @param memento the workspace's own storage: a window that is loaded anew has no questions any more
   */
  constructor(changed: () => void, memento: Memento) {
    this.#changed = changed;
    this.#memento = memento;
    const stored = memento.get<unknown>(KEY);
    this.interrupted = Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
    if (stored !== undefined) this.#keep();
  }

  /** Keeps a question until what is returned is disposed of. */
  add(document: Uri, question: OpenQuestion): Disposable {
    const key = document.toString();
    this.#open.set(key, question);
    this.#keep();
    this.#changed();
    return new Disposable(() => {
      if (this.#open.get(key) !== question) return;
      this.#open.delete(key);
      this.#keep();
      this.#changed();
    });
  }

  /** The question about a document; without a document, the only question there is. */
  about(document: Uri | undefined): OpenQuestion | undefined {
    if (document !== undefined) return this.#open.get(document.toString());
    return this.#open.size === 1 ? [...this.#open.values()][0] : undefined;
  }

  /** All of them, with the URIs of their documents. */
  all(): readonly (readonly [document: string, question: OpenQuestion])[] {
    return [...this.#open];
  }

  #keep(): void {
    void this.#memento.update(KEY, this.#open.size === 0 ? undefined : [...this.#open.keys()]);
  }
}
