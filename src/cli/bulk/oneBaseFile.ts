import { access, constants } from 'node:fs/promises';
import type { Target } from '../../core/graph/target';
import type { SharedAppointment } from '../../core/send/perDocument';
import { checkBaseTarget, readOwnBase, saveBaseFile } from '../baseFile';
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

  async read(_target: Target, url: string): Promise<SharedAppointment> {
    return { base: await readOwnBase(this.path, url) };
  }

  async save(_target: Target, url: string, { base }: SharedAppointment): Promise<string | undefined> {
    return await saveBaseFile(this.path, { base }, url);
  }

  nameOf(): string {
    return 'the only one';
  }

  has(): boolean {
    return true;
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
