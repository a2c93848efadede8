import { commands, type TextDocument, Uri, workspace } from 'vscode';
import { isRecord } from '../../core/graph/reply';
import { type Target, targetKey } from '../../core/graph/target';
import { blocking } from '../../core/lint/blocking';
import { readDirectives } from '../../core/payload/directives';
import type { Directives } from '../../core/payload/model';
import { type Plan, planRequest, type SendOptions, type SendSettings } from '../../core/send/plan';
import { readConfig } from '../config';
import { fileName } from '../fileName';
import { notify } from '../notify';
import { analyse, type Analysis, pickDocument } from '../payloads';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { askMeeting } from './askMeeting';
import { tellNoPayload } from './tellNoPayload';

export type Purpose = 'send' | 'look' | 'read' | 'compare';

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
 *
 * @param purpose all but `read` need a payload without errors; `look` starts nothing, and `read` and `compare` send no tag
 * @param earlier what the button of an earlier notification was about, if it was one that was pressed
 */
export async function prepare(
  services: Services,
  argument: unknown,
  purpose: Purpose,
  earlier?: unknown,
): Promise<Prepared | undefined> {
  const document = await pickDocument(
    argument instanceof Uri ? argument : undefined,
    services.lastPayload.uri,
  );
  if (document === undefined) {
    tellNoPayload(argument);
    return undefined;
  }
  const analysis = analyse(document);
  if (purpose !== 'read' && !reportBlocking(document, analysis)) return undefined;
  // A payload that is being written can be read for, and a broken tag is mended by reading.
  const isRead = purpose === 'read' || purpose === 'compare';
  const condition: SendOptions = isRead ? { ifMatch: { kind: 'auto' } } : {};
  const directives = readDirectives(analysis.payload);
  const { cloud, user, ifMatch, acceptLanguage } = readConfig(document.uri);
  const settings = { cloud, user, ifMatch, acceptLanguage };
  // A file that names none has been asked for it then.
  const meeting = directives.meeting ?? (isTarget(earlier) ? earlier.meetingId : undefined);
  const options = { ...condition, meeting };
  const plan = await planFor(directives, options, settings, () => askMeeting(services, document, purpose));
  if (plan === undefined || (isTarget(earlier) && !isStillMeant(earlier, plan.target))) return undefined;
  if (document.version !== analysis.version) {
    notify('warning', say('The file was changed while the question was open. Run the command again.'));
    return undefined;
  }
  return { document, analysis, plan, name: fileName(document.uri) };
}

/** Menus have second arguments of their own. */
function isTarget(value: unknown): value is Target {
  return isRecord(value) && typeof value['cloud'] === 'string' && typeof value['meetingId'] === 'string';
}

/**
 * A notification and a view's row can stay for long: they must not act on a cloud that was chosen since, nor on another
 * appointment that the file has come to name. Says so, and returns whether it is the same.
 */
export function isStillMeant(earlier: Target, now: Target): boolean {
  if (targetKey(earlier, '') === targetKey(now, '')) return true;
  notify(
    'warning',
    earlier.cloud === now.cloud
      ? say('That was about another appointment than the file names now. Nothing was done.')
      : say('That was about {earlier}, and payloads go to {cloud} now. Nothing was done.', {
          earlier: earlier.cloud,
          cloud: now.cloud,
        }),
  );
  return false;
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
  directives: Directives,
  options: SendOptions,
  settings: SendSettings,
  ask: () => Promise<string | undefined>,
): Promise<Plan | undefined> {
  const result = planRequest(directives, options, settings);
  switch (result.kind) {
    case 'plan':
      return result.plan;
    case 'unusable':
      notify('error', say('Nothing was sent. {reason}', { reason: translate(result.reason) }));
      return undefined;
    case 'noMeeting': {
      const meeting = await ask();
      return meeting === undefined
        ? undefined
        : await planFor(directives, { ...options, meeting }, settings, ask);
    }
  }
}
