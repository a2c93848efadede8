import { env, Position } from 'vscode';
import type { ImportResult } from '../../core/import/model';
import { notify } from '../notify';
import { tellNotices } from '../importNotices';
import { say, translate } from '../translate';
import { openUntitledPayload } from '../untitledPayload';
import type { Handler } from './runCommand';

/** New Payload from Clipboard: a request that was copied from somewhere becomes a payload file that is not saved yet. */
export const importPayload: Handler = async (_services, uri) => {
  const copied = await env.clipboard.readText();
  if (copied.trim() === '') {
    notify('warning', say('The clipboard holds no text. Copy a request first, and run the command again.'));
    return;
  }
  const { importRequest } = await import('../../core/import/index');
  const result = importRequest(copied);
  const text = textOf(result, copied);
  if (text === undefined) {
    const reason = result.kind === 'refused' ? translate(result.reason) : NOTHING_KNOWN;
    notify('warning', say('No payload was made of the clipboard. {reason}', { reason }));
    return;
  }
  const editor = await openUntitledPayload(uri);
  await editor.edit((edit) => {
    edit.insert(new Position(0, 0), text);
  });
  if (result.kind === 'payload') tellNotices(result.notices);
};

function textOf(result: ImportResult, copied: string): string | undefined {
  if (result.kind === 'payload') return result.text;
  return result.kind === 'json' ? copied.replace(/^\ufeff/, '') : undefined;
}

const NOTHING_KNOWN = say(
  'It holds no request: copy one as HTTP, cURL or Invoke-MgGraphRequest, or the JSON of a body.',
);
