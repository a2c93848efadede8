import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Memory } from '../../src/core/auth/signIns';
import type { SecretBox } from '../../src/core/auth/secretBox';

/** VS Code's secret storage for tests in one process: values by key, each read and write a turn of its own. */
export class MemorySecrets implements SecretBox {
  readonly values = new Map<string, string>();

  async keys(): Promise<string[]> {
    await turn();
    return [...this.values.keys()];
  }
  async get(key: string): Promise<string | undefined> {
    await turn();
    return this.values.get(key);
  }
  async store(key: string, value: string): Promise<void> {
    await turn();
    this.values.set(key, value);
  }
  async delete(key: string): Promise<void> {
    await turn();
    this.values.delete(key);
  }
}

/**
 * VS Code's secret storage as several windows see it: one store, whole values by key, the last write wins, and no way to
 * write only if nobody else has. VS Code keeps it in a database of its main process; here it is a file for each key.
 */
export class SharedSecrets implements SecretBox {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async keys(): Promise<string[]> {
    const names = await readdir(this.#folder);
    return names.filter((name) => !name.endsWith('.tmp')).map((name) => fromName(name));
  }
  async get(key: string): Promise<string | undefined> {
    try {
      return await readFile(path.join(this.#folder, toName(key)), 'utf8');
    } catch {
      return undefined;
    }
  }
  async store(key: string, value: string): Promise<void> {
    const unfinished = path.join(this.#folder, `${randomUUID()}.tmp`);
    await writeFile(unfinished, value);
    await rename(unfinished, path.join(this.#folder, toName(key)));
  }
  async delete(key: string): Promise<void> {
    await rm(path.join(this.#folder, toName(key)), { force: true });
  }
}

/** VS Code's `globalState`. */
export class MapMemory implements Memory {
  readonly values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.values.keys()];
  }
  get(key: string): unknown {
    return this.values.get(key);
  }
  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const toName = (key: string): string => Buffer.from(key).toString('base64url');
const fromName = (name: string): string => Buffer.from(name, 'base64url').toString();
