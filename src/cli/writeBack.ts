import { access, constants, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFileAtomically } from '../node/atomicFile';
import { writtenPlace } from '../node/writtenPlace';
import { fileProblem } from './payloadFile';

const BYTE_ORDER_MARK = '\ufeff';

/**
 * Looks whether a payload file could be replaced, before anything is sent for its sake.
 *
 * @returns why not
 */
export async function unwritable(path: string): Promise<string | undefined> {
  try {
    const place = await writtenPlace(path);
    await access(place, constants.W_OK);
    await access(dirname(place), constants.W_OK);
    return undefined;
  } catch (error) {
    return fileProblem(error);
  }
}

/**
 * Replaces the text of a payload file at once, and keeps what is not its text: byte order mark, owner, permissions, and a
 * link that leads to it.
 *
 * @param before the text as it was read: what somebody has written since is not overwritten
 * @returns why it could not be written
 */
export async function writeBack(path: string, before: string, after: string): Promise<string | undefined> {
  try {
    // Before it is read: a pipe would be waited for.
    const place = await writtenPlace(path);
    // A file can be put in the place of one that nobody may write to.
    await access(place, constants.W_OK);
    const text = await readFile(place, 'utf8');
    const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
    if (text.slice(mark.length) !== before) return 'it has been changed meanwhile';
    await writeFileAtomically(place, mark + after, await stat(place));
    return undefined;
  } catch (error) {
    return fileProblem(error);
  }
}
