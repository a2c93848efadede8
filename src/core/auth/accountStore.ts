import { isRecord } from '../graph/reply';
import type { Account, SignInWay } from '../ports';
import type { EngineSession } from './engine';
import { ANY_TENANT, type Registration } from './registration';
import { readSecret, type SecretBox } from './secretBox';

/** An account that has signed in, as it is kept. */
export interface StoredAccount {
  readonly registration: Registration;
  readonly way: SignInWay;
  readonly session: EngineSession;
  /** Its refresh token is of no use any more: only a new sign-in helps. */
  readonly ended: boolean;
}

const PREFIX = 'vappt.account.v1:';

/**
 * Accounts in the secret storage: one secret for each account, cloud, tenant and client id, because the storage has no
 * transactions. Two windows that sign in at once write two secrets, and none overwrites the other's.
 */
export class AccountStore {
  readonly #secrets: SecretBox;

  constructor(secrets: SecretBox) {
    this.#secrets = secrets;
  }

  /** The accounts of one registration, or all. What is damaged is left out. */
  async list(registration?: Registration): Promise<StoredAccount[]> {
    const keys = await this.#keys(registration);
    const accounts = await Promise.all(keys.map((key) => this.get(key)));
    return accounts.filter((account) => account !== undefined);
  }

  async get(key: string): Promise<StoredAccount | undefined> {
    const stored = await readSecret(this.#secrets, key);
    return isStored(stored) && keyOf(stored) === key ? stored : undefined;
  }

  /** Keeps a new sign-in, in place of an earlier one of the same account. */
  async put(account: StoredAccount): Promise<void> {
    await this.#write(account);
  }

  /** Brings an account up to date, unless it was signed out or signed in anew since it was read. */
  async update(before: StoredAccount, changes: Partial<StoredAccount>): Promise<void> {
    const now = await this.get(keyOf(before));
    if (now?.session.cache === before.session.cache) await this.#write({ ...before, ...changes });
  }

  async forget(key: string): Promise<void> {
    await this.#secrets.delete(key);
  }

  /** Forgets all accounts, the damaged ones too. */
  async forgetAll(): Promise<void> {
    for (const key of await this.#keys()) await this.#secrets.delete(key);
  }

  async #write(account: StoredAccount): Promise<void> {
    await this.#secrets.store(keyOf(account), JSON.stringify(account));
  }

  async #keys(registration?: Registration): Promise<string[]> {
    const prefix = registration === undefined ? PREFIX : prefixOf(registration);
    return (await this.#secrets.keys()).filter((key) => key.startsWith(prefix)).sort();
  }
}

/** The key of an account's secret. */
export function keyOf({ registration, session }: Pick<StoredAccount, 'registration' | 'session'>): string {
  return prefixOf(registration) + session.homeAccountId;
}

function prefixOf({ cloud, tenant, clientId }: Registration): string {
  return `${PREFIX}${cloud}|${tenant}|${clientId}|`;
}

/** Who it is, for reports and stores; the same person with a pasted token has the same id. */
export function describeAccount({ registration, session, way }: StoredAccount): Account {
  const { tenant } = registration;
  // A domain says more to people than an id.
  const named = tenant !== ANY_TENANT && tenant.includes('.');
  return {
    id: `${session.objectId}.${session.tenantId}`,
    label: session.username,
    tenant: named ? tenant : session.tenantId,
    way,
  };
}

function isStored(value: unknown): value is StoredAccount {
  if (!isRecord(value)) return false;
  const { registration, session, way, ended } = value;
  return (
    hasTexts(registration, ['cloud', 'clientId', 'tenant']) &&
    hasTexts(session, ['cache', 'homeAccountId', 'objectId', 'tenantId', 'username']) &&
    typeof way === 'string' &&
    typeof ended === 'boolean'
  );
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  return isRecord(value) && names.every((name) => typeof value[name] === 'string');
}
