import { applyEdits } from 'jsonc-parser';
import type { TextDocument } from 'vscode';
import { blocking } from '../../core/lint/blocking';
import type { Choose, MergeConflict } from '../../core/merge/conflict';
import { mergePayload } from '../../core/merge/mergePayload';
import { bodyValue } from '../../core/payload/body';
import { collisionPath } from '../../core/report/previewTexts';
import type { MergeStep } from '../../core/send/mergeAndResend';
import { guard } from '../commands/runCommand';
import { type Action, notify } from '../notify';
import { analyse, payloadOf } from '../payloads';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { askUser } from './askUser';
import { chooseSides } from './chooseSides';
import { closeComparisons } from './closeComparisons';
import { isSaved, rewrite, settled } from './mergedFile';
import { compareWithTheirs, openMergeEditor } from './openMergeEditor';
import type { Decision, Situation } from './situation';
import { writeEdits } from './writeEdits';

/** Decides with the user what both sides have changed, in an editor that shows both, or property by property. */
export async function decideCollisions(
  { services, prepared: { document, name }, signal, offer }: Situation,
  step: MergeStep,
): Promise<Decision> {
  const wasSaved = isSaved(document);
  const { open, question } = wayToDecide(step, wasSaved);
  // What does not collide first: in the rest the file keeps its own values until they are chosen.
  if (step.base !== undefined && !(await writeEdits(document, step.edits))) return undefined;
  // The merge editor would.
  if (wasSaved) await document.save();
  const before = document.getText();
  const show = (): Promise<void> => open(services.documents, document, name, step);
  await show();

  const [send, choose] = [say('Send as Merged'), say('Choose One by One')];
  const asked = {
    document: document.uri,
    name,
    question,
    summary: say('Changed here and on the server: {paths}', { paths: pathsOf(step) }),
    answers: [
      { title: send, detail: say('Sends the file as it is now.') },
      { title: choose, detail: say('Asks for each property which value you want, then sends.') },
    ],
    show,
  };
  let warnedOf: string | undefined;
  for (;;) {
    const answer = await askUser(services.questions, asked, signal);
    if (document.isClosed) {
      if (answer !== undefined) {
        notify(
          'warning',
          say('The file was closed meanwhile. Nothing was sent: run Merge and Resend again.'),
        );
      }
      return undefined;
    }
    const isEdited = document.getText() !== before;
    if (answer === undefined) {
      await closeComparisons(document);
      // As it was, unless somebody has worked on it.
      if (!isEdited) await putBack(document, before, step.document.text, wasSaved);
      else offer(puttingBack(services, document, step.document.text, wasSaved));
      return undefined;
    }
    if (answer === choose) {
      if (isEdited) {
        notify('warning', say('The file has been edited: finish there, and press Send as Merged.'));
        continue;
      }
      const target = await chosen(step, signal);
      // Back to the question, with what was compared beside it.
      if (target === undefined) continue;
      return await settled(document, step, await rewrite(document, before, target), wasSaved);
    }
    const [first] = blocking(analyse(document).findings, 'editor');
    if (first !== undefined) {
      notify(
        'error',
        say('The file has errors now. Line {line}: {message} Then press Send as Merged.', {
          line: document.positionAt(first.offset).line + 1,
          message: translate(first.message),
        }),
      );
      continue;
    }
    const undone = undonePaths(step, document);
    if (undone.length === 0 || document.getText() === warnedOf) {
      return await settled(document, step, true, wasSaved);
    }
    warnedOf = document.getText();
    notify(
      'warning',
      say(
        'As it was before the server has changed it: {paths}. Put there what you want, or press Send as Merged once more to send it like this.',
        { paths: undone.join(', ') },
      ),
    );
  }
}

/** Where a side is removed and the other one not accepted, VS Code's merge editor leaves what was there before both. */
function undonePaths({ base, theirs }: MergeStep, document: TextDocument): readonly string[] {
  if (base === undefined) return [];
  const mine = bodyValue(payloadOf(document));
  return mergePayload({ base: base.appointment, mine, theirs: theirs.appointment }).taken;
}

async function putBack(
  document: TextDocument,
  before: string,
  original: string,
  wasSaved: boolean,
): Promise<void> {
  if (before === original) return;
  if ((await rewrite(document, before, original)) && wasSaved) await document.save();
}

/** What was chosen in an editor before the merge was stopped is somebody's work: nobody takes it away unasked. */
function puttingBack(
  services: Services,
  document: TextDocument,
  original: string,
  wasSaved: boolean,
): Action {
  const title = say('Put the File Back as It Was');
  const edited = document.getText();
  return {
    title,
    run: () =>
      guard(services, title, async () => {
        await putBack(document, edited, original, wasSaved);
        await closeComparisons(document);
      }),
  };
}

interface WayToDecide {
  /** Shows both sides. */
  readonly open: typeof openMergeEditor;
  readonly question: string;
}

function wayToDecide(step: MergeStep, isSaved: boolean): WayToDecide {
  const paths = pathsOf(step);
  if (step.base === undefined) {
    return {
      open: compareWithTheirs,
      question: say(
        'Nothing was read before, so you decide about each difference: {paths}. The file has yours: edit it beside the server’s, then send.',
        { paths },
      ),
    };
  }
  if (!isSaved) {
    return {
      open: compareWithTheirs,
      question: say(
        'Changed here and on the server: {paths}. The file has yours: edit it beside the server’s, then send.',
        { paths },
      ),
    };
  }
  return {
    open: openMergeEditor,
    question: say(
      'Changed here and on the server: {paths}. The result has yours: to take the server’s, press Remove Yours in it, then Accept Server above. Then send.',
      { paths },
    ),
  };
}

function pathsOf({ merge }: MergeStep): string {
  return merge.conflicts.map(collisionPath).join(', ');
}

/**
 * Asks about each conflict. An answer can bring up another one: two people can become the same.
 *
 * @returns the whole text of the file; `undefined`: cancelled
 */
async function chosen(step: MergeStep, signal: AbortSignal): Promise<string | undefined> {
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
