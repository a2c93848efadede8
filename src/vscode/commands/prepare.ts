import { commands, type TextDocument, Uri, workspace } from 'vscode';
import { blocking } from '../../core/lint/blocking';
import { readDirectives } from '../../core/payload/directives';
import type { Directives } from '../../core/payload/model';
import { type Plan, planRequest, type SendOptions } from '../../core/send/plan';
import { readConfig } from '../config';
import { notify } from '../notify';
import { analyse, type Analysis, pickDocument } from '../payloads';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { askMeeting } from './askMeeting';

/** A payload that may be sent, and where to. */
export interface Prepared {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  readonly plan: Plan;
  /** For headings: the file's name. */
  readonly name: string;
}

/**
 * Finds the payload that a command is about and plans its request. Where that is not possible, the user has been told
 * why, or has cancelled, and the result is `undefined`.
 */
export async function prepare(
  services: Services,
  argument: unknown,
  purpose: 'send' | 'read',
): Promise<Prepared | undefined> {
  const document = await pickDocument(argument instanceof Uri ? argument : undefined);
  if (document === undefined) {
    notify('warning', say('Open a payload file (*.vappt.json) first.'));
    return undefined;
  }
  const analysis = analyse(document);
  if (purpose === 'send' && !reportBlocking(document, analysis)) return undefined;
  // A payload that is being written can be read for, and a broken tag is mended by reading.
  const options: SendOptions = purpose === 'read' ? { ifMatch: { kind: 'auto' } } : {};
  const plan = await planFor(services, document, readDirectives(analysis.payload), options);
  const name = document.uri.path.split('/').at(-1) ?? '';
  return plan === undefined ? undefined : { document, analysis, plan, name };
}

/** Nothing is sent from a workspace that the user does not trust. Says so, and returns whether it is trusted. */
export function isTrusted(): boolean {
  if (workspace.isTrusted) return true;
  notify('warning', say('Nothing is sent from this workspace, because it is not trusted.'), [
    {
      title: say('Manage Workspace Trust'),
      run: () => commands.executeCommand('workbench.trust.manage'),
    },
  ]);
  return false;
}

function reportBlocking(document: TextDocument, { findings }: Analysis): boolean {
  const errors = blocking(findings, 'editor');
  const [first] = errors;
  if (first === undefined) return true;
  const args = {
    line: document.positionAt(first.offset).line + 1,
    message: translate(first.message),
    count: errors.length - 1,
  };
  notify(
    'error',
    errors.length === 1
      ? say('Not sent. Line {line}: {message}', args)
      : say('Not sent. Line {line}: {message} (and {count} more)', args),
    [{ title: say('Show Problems'), run: () => commands.executeCommand('workbench.actions.view.problems') }],
  );
  return false;
}

async function planFor(
  services: Services,
  document: TextDocument,
  directives: Directives,
  options: SendOptions,
): Promise<Plan | undefined> {
  const { cloud, user, ifMatch, acceptLanguage } = readConfig(document.uri);
  const result = planRequest(directives, options, { cloud, user, ifMatch, acceptLanguage });
  switch (result.kind) {
    case 'plan':
      return result.plan;
    case 'unusable':
      notify('error', say('Nothing was sent. {reason}', { reason: translate(result.reason) }));
      return undefined;
    case 'noMeeting': {
      const meeting = await askMeeting(services, document);
      return meeting === undefined
        ? undefined
        : await planFor(services, document, directives, { ...options, meeting });
    }
  }
}
