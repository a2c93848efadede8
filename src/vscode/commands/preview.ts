import { applyMerged } from '../../core/merge/applyMerged';
import { type PlannedChanges, previewChanges } from '../../core/merge/previewChanges';
import { withoutUnchanged } from '../../core/merge/withoutUnchanged';
import { bodyValue } from '../../core/payload/body';
import { previewRequest } from '../../core/report/preview';
import { previewTexts } from '../../core/report/previewTexts';
import { writeEdits } from '../merge/writeEdits';
import { notify } from '../notify';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { stampOf } from './pageInFront';
import { prepare, type Prepared } from './prepare';
import { planned } from './planned';
import { guard, type Handler } from './runCommand';

/**
 * Preview Request: shows what Send Patch would send now, and what that will change of what was read last. Sends
 * nothing, and starts no emulator.
 */
export const preview: Handler = async (services, uri) => {
  const prepared = await prepare(services, uri, 'look');
  if (prepared === undefined) return;
  const { root, request, known } = await planned(services, prepared);
  const state = (known?.theirs ?? known?.base)?.appointment;
  const changes = state && previewChanges(state, bodyValue(prepared.analysis.payload));
  const words =
    changes === undefined
      ? [say('What will change is not known: fetch the appointment first.')]
      : previewTexts(changes).map(translate);
  if (known?.theirs !== undefined && request.headers['If-Match'] === known.base.etag) {
    words.unshift(say('The server has changed since this tag was read: sending it will meet a 412.'));
  }
  // Not "http": other extensions would put their own Send button over a request without a token.
  // Below a long body nobody would see them; "#" begins a comment in HTTP files.
  const summary = words.map((line) => `# ${line}\n`).join('');
  await services.documents.show(
    `${prepared.name} (request).txt`,
    `${summary}\n${previewRequest(root, request)}`,
    prepared.document.uri,
    stampOf(prepared),
  );
  services.steps.done('hasChecked');
  if (changes !== undefined && leavesSomething(changes)) offerRemoval(services, prepared, changes);
};

/** A payload of which the server has everything would be left with nothing to send. */
function leavesSomething({ changed, unchanged, vanishing }: PlannedChanges): boolean {
  return unchanged.length > 0 && changed.length + vanishing.length > 0;
}

/** What the server has already need not be sent, and cannot collide then. */
function offerRemoval(services: Services, { document, analysis }: Prepared, changes: PlannedChanges): void {
  const title = say('Remove Them from the File');
  const paths = changes.unchanged.join(', ');
  notify('information', say('The server has these already: {paths}.', { paths }), [
    {
      title,
      run: () =>
        guard(services, title, async () => {
          if (document.isClosed || document.version !== analysis.version) {
            notify('warning', say('The file has been changed since. Preview it again.'));
            return;
          }
          const body = withoutUnchanged(bodyValue(analysis.payload), changes);
          await writeEdits(document, applyMerged(analysis.payload, body));
        }),
    },
  ]);
}
