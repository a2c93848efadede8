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
  if (!isUnchanged(situation.prepared.document, step)) return undefined;
  // Those of the 412 ask what is being done now.
  if (step.round === 1) await commands.executeCommand('notifications.hideToasts');
  return step.merge.conflicts.length === 0 ? await confirm(situation, step) : await resolve(situation, step);
}

/** Somebody may have gone on typing: then the edits do not fit any more. */
function isUnchanged(document: TextDocument, { document: merged }: MergeStep): boolean {
  if (!document.isClosed && document.getText() === merged.text) return true;
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
    if (isAgreed === undefined || !isUnchanged(document, step)) return undefined;
  }
  return await written(situation, step);
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
      const decided = await chosen(situation, step, before);
      // Back to the question, with what was compared beside it.
      if (decided === 'escaped') continue;
      if (wasSaved) await document.save();
      await closeComparisons(document);
      return decided;
    }
    if (answer === send && wasSaved && !document.isClosed) await document.save();
    await closeComparisons(document);
    if (answer === undefined) return undefined;
    if (document.isClosed) {
      notify('warning', say('The file was closed meanwhile. Nothing was sent: run Merge and Resend again.'));
      return undefined;
    }
    const { findings, payload } = analyse(document);
    const [first] = blocking(findings, 'editor');
    if (first === undefined) return payload;
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

/** Asks about each conflict. An answer can bring up another one: two people can become the same. */
async function chosen(situation: Situation, step: MergeStep, before: string): Promise<Decision | 'escaped'> {
  const { document } = situation.prepared;
  const answers = new Map<string, 'mine' | 'theirs'>();
  const choose: Choose = ({ path, countedIn }) => answers.get(`${countedIn} ${path}`);
  let merge = step.merge;
  let edits = step.edits;
  while (merge.conflicts.length > 0) {
    const sides = await chooseSides(merge.conflicts, situation.signal);
    if (sides === undefined) return 'escaped';
    merge.conflicts.forEach(({ path, countedIn }: MergeConflict, index) => {
      answers.set(`${countedIn} ${path}`, sides[index] ?? 'mine');
    });
    ({ merge, edits } = step.again(choose));
  }
  if (document.isClosed || document.getText() !== before) return undefined;
  // The answers are about the file as it was before this round.
  const target = applyEdits(step.document.text, [...edits]);
  const whole = { offset: 0, length: before.length, content: target };
  return (await writeEdits(document, [whole])) ? sendable(document) : undefined;
}

async function written({ prepared: { document } }: Situation, { edits }: MergeStep): Promise<Decision> {
  const wasSaved = isSaved(document);
  if (!(await writeEdits(document, edits))) return undefined;
  if (wasSaved) await document.save();
  return sendable(document);
}

/** A merge is written into the file: one that was saved stays saved. */
function isSaved({ isDirty, isUntitled }: TextDocument): boolean {
  return !isDirty && !isUntitled;
}

function sendable(document: TextDocument): Decision {
  if (document.isClosed) return undefined;
  const { findings, payload } = analyse(document);
  return blocking(findings, 'editor').length === 0 ? payload : undefined;
}
