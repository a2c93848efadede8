import { readFile, realpath, stat } from 'node:fs/promises';
import { writeFileAtomically } from '../node/atomicFile';
import { fileProblem } from './payloadFile';

const BYTE_ORDER_MARK = '\ufeff';

/**
 * Replaces the text of a payload file at once, and keeps what is not its text: byte order mark, permissions, and a link
 * that leads to it.
 *
 * @param before the text as it was read: what somebody has written since is not overwritten
 * @returns why it could not be written
 */
export async function writeBack(path: string, before: string, after: string): Promise<string | undefined> {
  try {
    const place = await realpath(path);
    const text = await readFile(place, 'utf8');
    const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
    if (text.slice(mark.length) !== before) return 'it has been changed meanwhile';
    const { mode } = await stat(place);
    await writeFileAtomically(place, mark + after, mode & 0o777);
    return undefined;
  } catch (error) {
    return fileProblem(error);
  }
}
