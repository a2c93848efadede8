import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileSystemError,
  type FileSystemProvider,
  type FileStat,
  FileType,
  Uri,
  workspace,
} from 'vscode';

/** A file system of flat files in memory, as a virtual workspace has them: nothing is on disk. */
export class MemoryFiles implements FileSystemProvider, Disposable {
  readonly #scheme: string;
  readonly #files = new Map<string, Uint8Array>();
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #registration: Disposable;
  readonly onDidChangeFile = this.#changed.event;

  constructor(scheme: string) {
    this.#scheme = scheme;
    this.#registration = workspace.registerFileSystemProvider(scheme, this);
  }

  add(name: string, text: string): Uri {
    const uri = Uri.from({ scheme: this.#scheme, path: `/${name}` });
    this.#files.set(uri.path, new TextEncoder().encode(text));
    return uri;
  }

  textOf(uri: Uri): string {
    return new TextDecoder().decode(this.readFile(uri));
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  stat(uri: Uri): FileStat {
    if (uri.path === '/') return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    return { type: FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length };
  }

  readFile(uri: Uri): Uint8Array {
    const content = this.#files.get(uri.path);
    if (content === undefined) throw FileSystemError.FileNotFound(uri);
    return content;
  }

  writeFile(uri: Uri, content: Uint8Array): void {
    this.#files.set(uri.path, content);
  }

  readDirectory(): [string, FileType][] {
    return [...this.#files.keys()].map((file) => [file.slice(1), FileType.File]);
  }

  delete(uri: Uri): void {
    this.#files.delete(uri.path);
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  createDirectory(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }
}
