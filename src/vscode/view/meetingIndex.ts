import type { Uri } from 'vscode';

/** Where an index gets what it knows. */
export interface IndexedFiles {
  /** The first files by their paths, no more than `most`. */
  find(most: number): Promise<readonly Uri[]>;
  /** The meeting that a file is about, if it is about one and can be read. */
  meetingIn(uri: Uri): Promise<string | undefined>;
}

interface Indexed {
  readonly uri: Uri;
  readonly meeting: string;
}

/** Which file is about which meeting. Looked for when somebody asks; after a change only that file is read again. */
export class MeetingIndex {
  readonly #files: IndexedFiles;
  readonly #most: number;
  /** What is known is up to date then, but for what has changed since. Missing: nobody has asked yet. */
  #read: Promise<void> | undefined;
  readonly #known = new Map<string, Indexed>();
  /** Whether there may be more files than were found. */
  #isCut = false;
  readonly #changed = new Map<string, Uri>();

  /** @param most somebody with more files than this finds them by other means */
  constructor(files: IndexedFiles, most: number) {
    this.#files = files;
    this.#most = most;
  }

  /** A file is new, or another, or gone. @returns whether answers may be others than those that were given */
  change(...uris: readonly Uri[]): boolean {
    if (this.#read === undefined || uris.length === 0) return false;
    const isNews = this.#changed.size === 0;
    for (const uri of uris) this.#changed.set(uri.toString(), uri);
    return isNews;
  }

  /** A folder is gone, with all that is in it. @returns as `change` does */
  changeBelow(folder: Uri): boolean {
    const prefix = `${folder.toString()}/`;
    const below = [...this.#known.values()].map(({ uri }) => uri);
    return this.change(...below.filter((uri) => uri.toString().startsWith(prefix)));
  }

  /** All can be other files now. @returns as `change` does */
  forget(): boolean {
    const isNews = this.#read !== undefined && this.#changed.size === 0;
    this.#read = undefined;
    this.#changed.clear();
    return isNews;
  }

  /** The first file about each meeting, by their paths. */
  async byMeeting(): Promise<Map<string, Uri>> {
    const changed = [...this.#changed.values()];
    this.#changed.clear();
    this.#read = this.#read === undefined ? this.#readAll() : this.#read.then(() => this.#readAgain(changed));
    await this.#read;
    const found = new Map<string, Uri>();
    const files = [...this.#known.values()].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
    for (const { meeting, uri } of files) if (!found.has(meeting)) found.set(meeting, uri);
    return found;
  }

  async #readAll(): Promise<void> {
    const uris = await this.#files.find(this.#most);
    this.#isCut = uris.length >= this.#most;
    const read: [string, Indexed][] = [];
    for (const uri of uris) {
      const meeting = await this.#files.meetingIn(uri);
      if (meeting !== undefined) read.push([uri.toString(), { uri, meeting }]);
    }
    this.#known.clear();
    for (const [name, indexed] of read) this.#known.set(name, indexed);
  }

  async #readAgain(changed: readonly Uri[]): Promise<void> {
    let hasRoom = false;
    for (const uri of changed) {
      const name = uri.toString();
      const meeting = await this.#files.meetingIn(uri);
      if (meeting === undefined) hasRoom = this.#known.delete(name) || hasRoom;
      else if (this.#known.has(name) || this.#known.size < this.#most)
        this.#known.set(name, { uri, meeting });
    }
    // For one that was not looked at.
    if (hasRoom && this.#isCut) await this.#readAll();
  }
}
