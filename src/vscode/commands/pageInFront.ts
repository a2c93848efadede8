import { commands, Uri, window } from 'vscode';
import { buildBody } from '../../core/payload/body';
import { readDirectives } from '../../core/payload/directives';
import { COMMANDS } from '../../manifest';
import { notify } from '../notify';
import type { Services } from '../services';
import { say } from '../translate';
import type { Prepared } from './prepare';

/** Names what a preview or a comparison shows of a payload: where it goes, how, and the body. */
export function stampOf({ analysis: { payload }, plan }: Pick<Prepared, 'analysis' | 'plan'>): string {
  return JSON.stringify([plan.target, plan.options, readDirectives(payload)]) + buildBody(payload);
}

/**
 * Whether a command is run from a preview or a comparison that shows another payload than the one that would go out: it
 * was changed since, or the window was loaded anew. Then the user is told, and nothing is to be sent.
 *
 * @param argument what the command was given; without a document the one in front is meant
 */
export function isPageOutdated(services: Services, argument: unknown, prepared: Prepared): boolean {
  const page = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
  if (page === undefined || !services.documents.isOutdated(page, stampOf(prepared))) return false;
  const { uri } = prepared.document;
  notify('warning', say('Nothing was sent: the payload is another one now than this page shows.'), [
    { title: say('Preview Request'), run: () => commands.executeCommand(COMMANDS.preview, uri) },
    { title: say('Send It as It Is Now'), run: () => commands.executeCommand(COMMANDS.send, uri) },
  ]);
  return true;
}
