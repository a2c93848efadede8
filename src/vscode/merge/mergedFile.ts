// The payload file while it is merged: saved if it was saved before, and never overwritten where somebody goes on typing.
import type { TextDocument } from 'vscode';
import { blocking } from '../../core/lint/blocking';
import type { MergeStep } from '../../core/send/mergeAndResend';
import { notify } from '../notify';
import { analyse } from '../payloads';
import { say } from '../translate';
import { closeComparisons } from './closeComparisons';
import type { Decision } from './situation';
import { writeEdits } from './writeEdits';

/** Whether a file still has a text that edits are made for. If not, the user knows. */
export function isStill(document: TextDocument, text: string): boolean {
  if (!document.isClosed && document.getText() === text) return true;
  notify('warning', say('The file was changed meanwhile. Nothing was sent: run Merge and Resend again.'));
  return false;
}

/** Whether all of a document is on disk. */
export function isSaved({ isDirty, isUntitled }: TextDocument): boolean {
  return !isDirty && !isUntitled;
}

/** Writes a text over the one that was there when the user was asked. Returns whether that was done. */
export async function rewrite(document: TextDocument, before: string, content: string): Promise<boolean> {
  const whole = { offset: 0, length: before.length, content };
  return isStill(document, before) && (await writeEdits(document, [whole]));
}

/**
 * Ends a round: what was compared is closed. A merge is written into the file, so one that was saved before stays saved.
 *
 * @param isWritten false: the merge ends here
 */
export async function settled(
  document: TextDocument,
  step: MergeStep,
  isWritten: boolean,
  wasSaved: boolean,
): Promise<Decision> {
  // What was looked at goes out, and not what saving makes of it.
  const decision = isWritten ? sendable(document) : undefined;
  if (isWritten && wasSaved) await document.save();
  if (isWritten) await step.keep();
  // VS Code may ask before it closes one. What is decided goes out all the same.
  void closeComparisons(document);
  return decision;
}

function sendable(document: TextDocument): Decision {
  if (document.isClosed) return undefined;
  const { findings, payload } = analyse(document);
  return blocking(findings, 'editor').length === 0 ? payload : undefined;
}
