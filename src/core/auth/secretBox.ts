/** VS Code's secret storage, as far as it is needed: whole values by key, seen by all windows, without transactions. */
export interface SecretBox {
  keys(): PromiseLike<string[]>;
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** A secret that is JSON. What is missing, damaged or cannot be decrypted is `undefined`: as good as signed out. */
export async function readSecret(secrets: SecretBox, key: string): Promise<unknown> {
  try {
    return JSON.parse((await secrets.get(key)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
