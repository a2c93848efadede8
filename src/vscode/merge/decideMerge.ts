import { applyEdits } from 'jsonc-parser';
import { commands, type TextDocument } from 'vscode';
import { blocking } from '../../core/lint/blocking';
import type { Choose, MergeConflict } from '../../core/merge/conflict';
import type { PayloadDocument } from '../../core/payload/model';
import { collisionPath } from '../../core/report/previewTexts';
import type { MergeStep } from '../../core/send/mergeAndResend';
import type { Prepared } from '../commands/prepare';
import { notify } from '../notify';
import { analyse } from '../payloads';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { askUser, type Question } from './askUser';
import { chooseSides } from './chooseSides';
import { closeComparisons } from './closeComparisons';
import { openMergeEditor } from './openMergeEditor';
import { showMerged } from './showMerged';
import { writeEdits } from './writeEdits';

interface Situation {
  readonly services: Services;
  readonly prepared: Prepared;
  readonly signal: AbortSignal;
}

type Decision = PayloadDocument | undefined;

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
  return step.merge.conflicts.length === 0 ? await confirm(situation, step) : await resolve(situation, step);
}

/** Somebody may have gone on typing: then the edits do not fit any more. */
function isStill(document: TextDocument, text: string): boolean {
  if (!document.isClosed && document.getText() === text) return true;
  notify('warning', say('The file was changed meanwhile. Nothing was sent: run Merge and Resend again.'));
  return false;
}

async function confirm(situation: Situation, step: MergeStep): Promise<Decision> {
  const { document } = situation.prepared;
  // Later rounds bring more of what was agreed to, and nothing that collides.
  if (step.edits.length > 0 && step.round === 1) {
    const { services, prepared } = situation;
    const show = (): Promise<void> => showMerged(services.documents, document, prepared.name, step);
    await show();
    const paths = step.merge.taken.join(', ');
    const isAgreed = await ask(situation, {
      question: say('Changed on the server only: {paths}. Write this into the file and send?', { paths }),
      summary: say('Changed on the server only: {paths}', { paths }),
      answers: [
        { title: say('Write and Send'), detail: say('Writes what is compared into the file, and sends it.') },
      ],
      show,
    });
    await closeComparisons(document);
    if (isAgreed === undefined || !isStill(document, step.document.text)) return undefined;
  }
  const wasSaved = isSaved(document);
  return await settled(document, await writeEdits(document, step.edits), wasSaved);
}

async function resolve(situation: Situation, step: MergeStep): Promise<Decision> {
  const { services, prepared } = situation;
  const { document, name } = prepared;
  const { conflicts } = step.merge;
  const paths = conflicts.map(collisionPath).join(', ');
  const wasSaved = isSaved(document);
  const show = (): Promise<void> =>
    (step.base === undefined ? showMerged : openMergeEditor)(services.documents, document, name, step);
  // What does not collide first: in the rest the file keeps its own values until they are chosen.
  if (step.base !== undefined && !(await writeEdits(document, step.edits))) return undefined;
  await show();

  const before = document.getText();
  const [send, choose] = [say('Send as Merged'), say('Choose One by One')];
  const question =
    step.base === undefined
      ? say(
          'Nothing was read before, so you decide about each difference: {paths}. Edit the file, then send.',
          {
            paths,
          },
        )
      : say(
          'Changed here and on the server: {paths}. The result has yours: decide in the merge editor, then send.',
          { paths },
        );
  const asked = {
    question,
    summary: say('Changed here and on the server: {paths}', { paths }),
    answers: [
      { title: send, detail: say('Sends the file as it is now.') },
      { title: choose, detail: say('Asks for each property which value you want.') },
    ],
    show,
  };
  for (;;) {
    const answer = await ask(situation, asked);
    if (answer === choose && !document.isClosed) {
      if (document.getText() !== before) {
        notify('warning', say('The file has been edited: finish there, and press Send as Merged.'));
        continue;
      }
      const target = await chosen(situation, step);
      // Back to the question, with what was compared beside it.
      if (target === undefined) continue;
      const isWritten = await rewrite(document, before, target);
      return await settled(document, isWritten, wasSaved);
    }
    if (answer === undefined) return await settled(document, false, wasSaved);
    if (document.isClosed) {
      notify('warning', say('The file was closed meanwhile. Nothing was sent: run Merge and Resend again.'));
      return undefined;
    }
    const [first] = blocking(analyse(document).findings, 'editor');
    if (first === undefined) return await settled(document, true, wasSaved);
    notify(
      'error',
      say('The file has errors now. Line {line}: {message} Then press Send as Merged.', {
        line: document.positionAt(first.offset).line + 1,
        message: translate(first.message),
      }),
    );
  }
}

async function ask(
  { services: { questions }, prepared: { document, name }, signal }: Situation,
  asked: Omit<Question, 'document' | 'name'>,
): Promise<string | undefined> {
  return await askUser(questions, { ...asked, document: document.uri, name }, signal);
}

/**
 * Asks about each conflict. An answer can bring up another one: two people can become the same.
 *
 * @returns the whole text of the file; `undefined`: cancelled
 */
async function chosen({ signal }: Situation, step: MergeStep): Promise<string | undefined> {
  const answers = new Map<string, 'mine' | 'theirs'>();
  const choose: Choose = ({ path, countedIn }) => answers.get(`${countedIn} ${path}`);
  let merge = step.merge;
  let edits = step.edits;
  while (merge.conflicts.length > 0) {
    const sides = await chooseSides(merge.conflicts, signal);
    if (sides === undefined) return undefined;
    merge.conflicts.forEach(({ path, countedIn }: MergeConflict, index) => {
      answers.set(`${countedIn} ${path}`, sides[index] ?? 'mine');
    });
    ({ merge, edits } = step.again(choose));
  }
  // The answers are about the file as it was before this round.
  return applyEdits(step.document.text, [...edits]);
}

/** Writes a text over the one that was there when the user was asked. */
async function rewrite(document: TextDocument, before: string, content: string): Promise<boolean> {
  return (
    isStill(document, before) && (await writeEdits(document, [{ offset: 0, length: before.length, content }]))
  );
}

/**
 * The end of a round, in which the file was written or the merge was stopped: what was compared is closed. A merge is
 * written into the file, so one that was saved stays saved.
 */
async function settled(document: TextDocument, isWritten: boolean, wasSaved: boolean): Promise<Decision> {
  if (isWritten && wasSaved) await document.save();
  await closeComparisons(document);
  return isWritten ? sendable(document) : undefined;
}

function isSaved({ isDirty, isUntitled }: TextDocument): boolean {
  return !isDirty && !isUntitled;
}

function sendable(document: TextDocument): Decision {
  if (document.isClosed) return undefined;
  const { findings, payload } = analyse(document);
  return blocking(findings, 'editor').length === 0 ? payload : undefined;
}
