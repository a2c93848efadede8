import { commands } from 'vscode';
import type { MergeStep } from '../../core/send/mergeAndResend';
import { say } from '../translate';
import { askUser } from './askUser';
import { closeComparisons } from './closeComparisons';
import { decideCollisions } from './decideCollisions';
import { isSaved, isStill, settled } from './mergedFile';
import { showMerged } from './showMerged';
import type { Decision, Situation } from './situation';
import { writeEdits } from './writeEdits';

/**
 * Decides one round of a merge with the user: what does not collide is shown and confirmed once, what does is decided
 * in VS Code's merge editor or property by property. The merged values are in the file before anything is sent.
 *
 * @returns the payload to send, or `undefined` to stop
 */
export async function decideMerge(situation: Situation, step: MergeStep): Promise<Decision> {
  if (!isStill(situation.prepared.document, step.document.text)) return undefined;
  // Those of the 412 ask what is being done now.
  if (step.round === 1) await commands.executeCommand('notifications.hideToasts');
  return step.merge.conflicts.length === 0
    ? await confirm(situation, step)
    : await decideCollisions(situation, step);
}

async function confirm(
  { services, prepared: { document, name }, signal }: Situation,
  step: MergeStep,
): Promise<Decision> {
  // Later rounds bring more of what was agreed to, and nothing that collides.
  if (step.edits.length > 0 && step.round === 1) {
    const show = (): Promise<void> => showMerged(services.documents, document, name, step);
    await show();
    const paths = step.merge.taken.join(', ');
    const question = {
      document: document.uri,
      name,
      question: say('Changed on the server only: {paths}. Write this into the file and send?', { paths }),
      summary: say('Changed on the server only: {paths}', { paths }),
      answers: [
        { title: say('Write and Send'), detail: say('Writes what is compared into the file, and sends it.') },
      ],
      show,
    };
    const isAgreed = await askUser(services.questions, question, signal);
    await closeComparisons(document);
    if (isAgreed === undefined || !isStill(document, step.document.text)) return undefined;
  }
  const wasSaved = isSaved(document);
  return await settled(document, step, await writeEdits(document, step.edits), wasSaved);
}
