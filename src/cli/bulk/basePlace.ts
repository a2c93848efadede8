import type { Target } from '../../core/graph/target';
import type { Base } from '../../core/send/base';

/** Where bases are kept: a folder with a file for each appointment, or a file for the only one. */
export interface BasePlace {
  /** The file of an appointment. */
  file(target: Target): string;
  /**
   * @returns `undefined` where nothing has been kept of the appointment yet
   * @throws UsageError when what is there cannot be used
   */
  read(target: Target, url: string): Promise<Base | undefined>;
  /** Makes sure, before anything is sent, that bases can be read from there. @throws UsageError */
  checkReadable(): Promise<void>;
  /** Makes sure, before anything is sent, that bases can be kept there. @throws UsageError */
  makeWritable(): Promise<void>;
}
