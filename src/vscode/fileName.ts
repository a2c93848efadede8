import type { Uri } from 'vscode';
import { PAYLOAD_SUFFIX } from '../manifest';

/** The last part of a document's path; the whole of it for an untitled one. */
export function fileName({ path }: Uri): string {
  return path.split('/').at(-1) ?? '';
}

/** The name of a file for a narrow view: what nearly all payload files end in tells nothing. */
export function fileLabel(uri: Uri): string {
  const name = fileName(uri);
  return name.endsWith(PAYLOAD_SUFFIX) && name !== PAYLOAD_SUFFIX
    ? name.slice(0, -PAYLOAD_SUFFIX.length)
    : name;
}
