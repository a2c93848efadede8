import type { Target } from '../../core/graph/target';
import type { SharedAppointment } from '../../core/send/perDocument';

/** Where bases are kept: a folder with a file for each appointment, or a file for the only one. */
export interface BasePlace {
  /** The file of an appointment. */
  file(target: Target): string;
  /**
   * @returns `undefined` where nothing has been kept of the appointment yet
   * @throws UsageError when what is there cannot be used
   */
  read(target: Target, url: string): Promise<SharedAppointment | undefined>;
  /** @returns why it could not be kept */
  save(target: Target, url: string, shared: SharedAppointment): Promise<string | undefined>;
  /** What a payload file is called there, wherever the command runs. */
  nameOf(path: string): string;
  /** Whether there is a payload file that is called like this there. */
  has(name: string): boolean;
  /** Makes sure, before anything is sent, that bases can be read from there. @throws UsageError */
  checkReadable(): Promise<void>;
  /** Makes sure, before anything is sent, that bases can be kept there. @throws UsageError */
  makeWritable(): Promise<void>;
}
