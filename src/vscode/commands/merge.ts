import { mergeAndResend } from '../../core/send/mergeAndResend';
import { askAgain } from '../merge/askAgain';
import { decideMerge } from '../merge/decideMerge';
import { type Action, notify } from '../notify';
import { payloadState } from '../payloadState';
import { say } from '../translate';
import { isTrusted, prepare } from './prepare';
import type { Handler } from './runCommand';
import { showOutcome } from './showOutcome';
import { writing } from './writing';

/**
 * Merge and Resend: brings together what the payload says and what the server has by now, writes it into the file,
 * and sends it on the tag just read. While one waits for a decision, asks for it again.
 */
export const merge: Handler = async (services, uri, earlier) => {
  if (!isTrusted() || (await askAgain(services, uri))) return;
  const prepared = await prepare(services, uri, 'compare', earlier);
  if (prepared === undefined) return;
  const { analysis, document, plan } = prepared;
  const { known } = await payloadState(services, document, plan.target);
  const title = say('Merging and sending');
  let sent = analysis.payload;
  const offers: Action[] = [];
  const offer = (action: Action): void => {
    offers.push(action);
  };
  const result = await writing(services, prepared, title, async (parts, signal, tell) => {
    const payload = { base: known?.base, document: analysis.payload };
    return await mergeAndResend(
      parts,
      plan,
      payload,
      async (step) => {
        // It is the user's turn: a progress would only put its Cancel before the buttons of the question.
        tell(undefined);
        const decided = await decideMerge({ services, prepared, signal, offer }, step);
        sent = decided ?? sent;
        tell('');
        return decided;
      },
      signal,
    );
  });
  if (result === undefined) return;
  const { record, isRedirected } = result;
  if (record !== undefined) await showOutcome(services, prepared, record, title, sent);
  if (isRedirected) {
    notify(
      'warning',
      say(
        'The directives of the file were changed during the merge, so it was not sent. The file is as you see it: run Merge and Resend again.',
      ),
    );
  } else if (record === undefined) {
    notify(
      'information',
      say('The merge was stopped. Nothing was sent, and the file is as you see it.'),
      offers,
    );
  }
};
