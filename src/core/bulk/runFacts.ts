import { type CloudName, isCloudName } from '../graph/clouds';
import { isRecord } from '../graph/reply';

/** What a run of many files is about: what its journal needs beside it to be gone on with. */
export interface RunFacts {
  readonly version: typeof RUN_VERSION;
  /** In milliseconds since the epoch. */
  readonly startedAt: number;
  readonly cloud: CloudName;
  /** Names whom it is sent as, without saying who that is. */
  readonly account: string;
  /** In the order in which they are sent. */
  readonly files: readonly RunFile[];
}

export interface RunFile {
  /** As in the journal. */
  readonly name: string;
  /** Names its appointment, as in the journal. */
  readonly target: string;
}

export const RUN_VERSION = 1;

/** Whether what was stored can be read: it may be damaged, or of another version. */
export function isRunFacts(value: unknown): value is RunFacts {
  if (!isRecord(value) || value['version'] !== RUN_VERSION) return false;
  const { startedAt, cloud, account, files } = value;
  return (
    typeof startedAt === 'number' &&
    typeof cloud === 'string' &&
    isCloudName(cloud) &&
    typeof account === 'string' &&
    Array.isArray(files) &&
    files.every(
      (file) => isRecord(file) && typeof file['name'] === 'string' && typeof file['target'] === 'string',
    )
  );
}
