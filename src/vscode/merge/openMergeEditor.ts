import { applyEdits } from 'jsonc-parser';
import { commands, type TextDocument, type Uri } from 'vscode';
import { applyMerged } from '../../core/merge/applyMerged';
import type { Appointment } from '../../core/graph/appointment';
import { bodyValue } from '../../core/payload/body';
import { parsePayload } from '../../core/payload/parse';
import type { MergeStep } from '../../core/send/mergeAndResend';
import { MERGE_SIDES, type ReadOnlyDocuments } from '../readOnlyDocuments';
import { say } from '../translate';

/**
 * Opens VS Code's merge editor on what was read, what the server has now, and the payload with what does not collide, each
 * written as the payload file is, so that only values differ. The file itself is the result, and has to be saved, and
 * have what does not collide: VS Code would save it, and asks before it closes on places that are not like either side.
 * The command is internal to VS Code (its Git extension uses it): where it is missing, the file is compared instead.
 */
export async function openMergeEditor(
  documents: ReadOnlyDocuments,
  payload: TextDocument,
  name: string,
  step: MergeStep,
): Promise<void> {
  const { base, theirs, document, edits } = step;
  const common = asPayload(document.text, (base ?? theirs).appointment);
  const server = asPayload(document.text, theirs.appointment);
  const mine = applyEdits(document.text, [...edits]);
  // About this payload: files of one name in two folders can be merged at a time.
  const provide = (side: string, text: string): Uri =>
    documents.provide(`${name} (${side}).json`, text, payload.uri);
  try {
    await commands.executeCommand('_open.mergeEditor', {
      base: provide(MERGE_SIDES.base, common),
      input1: {
        uri: provide(MERGE_SIDES.server, server),
        title: say('Server'),
        description: say('as it is now'),
      },
      input2: {
        uri: provide(MERGE_SIDES.mine, mine),
        title: say('Yours'),
        description: say('{name}, and what only the server has changed', { name }),
      },
      output: payload.uri,
    });
  } catch {
    await compareWithTheirs(documents, payload, name, step);
  }
}

/** Shows the file, to be edited, beside what the server has. Unlike the merge editor it needs no saved file. */
export async function compareWithTheirs(
  documents: ReadOnlyDocuments,
  { uri }: TextDocument,
  name: string,
  { theirs, document }: MergeStep,
): Promise<void> {
  const server = asPayload(document.text, theirs.appointment);
  await commands.executeCommand(
    'vscode.diff',
    documents.provide(`${name} (${MERGE_SIDES.server}).json`, server, uri),
    uri,
    say('{name}: on the server ↔ yours', { name }),
    { preview: false },
  );
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
