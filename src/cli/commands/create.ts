import { createAppointment } from '../../core/send/createAppointment';
import type { Console } from '../console';
import { namedFile } from '../files';
import { write, type WriteOptions } from '../write';

/** `vappt create FILE` */
export async function create(path: string, options: WriteOptions, console: Console): Promise<number> {
  return await write(createAppointment, 'PUT', await namedFile(path), options, console);
}
