import { access, constants } from 'node:fs/promises';
import type { Target } from '../../core/graph/target';
import type { Base } from '../../core/send/base';
import { checkBaseTarget, readBaseFile } from '../baseFile';
import { UsageError } from '../exitCodes';
import { fileProblem } from '../payloadFile';
import { shownPath } from '../printable';
import type { BasePlace } from './basePlace';

/** The base of the only payload file that is sent, in a file that the user has named. */
export class OneBaseFile implements BasePlace {
  constructor(readonly path: string) {}

  file(): string {
    return this.path;
  }

  async read(_target: Target, url: string): Promise<Base | undefined> {
    return await readBaseFile(this.path, url);
  }

  async checkReadable(): Promise<void> {
    await access(this.path, constants.R_OK).catch((error: unknown) => {
      throw new UsageError(`Cannot read ${shownPath(this.path)}: ${fileProblem(error)}. Nothing was sent.`);
    });
  }

  async makeWritable(): Promise<void> {
    await checkBaseTarget(this.path);
  }
}
