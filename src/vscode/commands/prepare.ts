import { commands, type TextDocument, Uri, window, workspace } from 'vscode';
import { blocking } from '../../core/lint/blocking';
import { meetingIdProblem } from '../../core/graph/ids';
import { readDirectives } from '../../core/payload/directives';
import type { Directives } from '../../core/payload/model';
import { type Plan, planRequest, type SendOptions } from '../../core/send/plan';
import { readConfig } from '../config';
import { notify } from '../notify';
import { analyse, type Analysis, pickDocument } from '../payloads';
import { say, translate } from '../translate';

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
  argument: unknown,
  needs: { readonly validBody: boolean },
): Promise<Prepared | undefined> {
  const document = await pickDocument(argument instanceof Uri ? argument : undefined);
  if (document === undefined) {
    notify('warning', say('Open a payload file (*.vappt.json) first.'));
    return undefined;
  }
  const analysis = analyse(document);
  if (needs.validBody && !reportBlocking(document, analysis)) return undefined;
  const plan = await planFor(document, readDirectives(analysis.payload), {});
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
      notify('error', say('Not sent. {reason}', { reason: translate(result.reason) }));
      return undefined;
    case 'noMeeting': {
      const meeting = await askMeeting();
      return meeting === undefined ? undefined : await planFor(document, directives, { meeting });
    }
  }
}

async function askMeeting(): Promise<string | undefined> {
  const meeting = await window.showInputBox({
    title: say('Which online meeting?'),
    prompt: say('Its id in Graph. Write it as "$meeting" into the file to be asked no more.'),
    ignoreFocusOut: true,
    validateInput: (value) => {
      const problem = meetingIdProblem(value.trim());
      return problem === undefined ? undefined : translate(problem);
    },
  });
  return meeting?.trim();
}
