import { applyEdits } from 'jsonc-parser';
import { commands, type TextDocument } from 'vscode';
import { applyMerged } from '../../core/merge/applyMerged';
import type { Appointment } from '../../core/graph/appointment';
import { bodyValue } from '../../core/payload/body';
import { parsePayload } from '../../core/payload/parse';
import type { MergeStep } from '../../core/send/mergeAndResend';
import type { ReadOnlyDocuments } from '../readOnlyDocuments';
import { say } from '../translate';

/**
 * Opens VS Code's merge editor on what was read, what the server has now, and the payload, each written as the payload
 * file is, so that only values differ. The file itself is the result. The command is internal to VS Code (its Git
 * extension uses it): where it is missing, two versions are shown side by side instead.
 */
export async function openMergeEditor(
  documents: ReadOnlyDocuments,
  { uri }: TextDocument,
  name: string,
  { base, theirs, document }: MergeStep,
): Promise<void> {
  const server = documents.provide(`${name} (server).json`, asPayload(document.text, theirs.appointment));
  const mine = documents.provide(`${name} (yours).json`, document.text);
  const common = base === undefined ? document.text : asPayload(document.text, base.appointment);
  try {
    await commands.executeCommand('_open.mergeEditor', {
      base: documents.provide(`${name} (as read before).json`, common),
      input1: { uri: server, title: say('Server'), description: say('as it is now') },
      input2: { uri: mine, title: say('Yours'), description: name },
      output: uri,
    });
  } catch {
    await commands.executeCommand('vscode.diff', server, uri, say('{name}: on the server ↔ yours', { name }));
  }
}

/** The payload's text with the values that an appointment has for its properties. */
function asPayload(text: string, appointment: Appointment): string {
  const document = parsePayload(text);
  const values = Object.fromEntries(
    Object.entries(bodyValue(document)).map(([property, value]) => [
      property,
      Object.hasOwn(appointment, property) ? appointment[property] : property.includes('@') ? value : null,
    ]),
  );
  const edits = applyMerged(document, values);
  return applyEdits(text, [...edits]);
}
