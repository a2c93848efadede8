import { type CancellationToken, MarkdownString, workspace } from 'vscode';
import { accountName } from '../../core/auth/account';
import { CLOUDS } from '../../core/graph/clouds';
import type { IfMatch } from '../../core/graph/ifMatch';
import { appointmentPath } from '../../core/graph/target';
import { buildBody, bodyValue } from '../../core/payload/body';
import { personalValues } from '../../core/payload/personalValues';
import type { Account } from '../../core/ports';
import { outcomeTexts } from '../../core/report/outcomeTexts';
import { redact } from '../../core/report/redact';
import type { SendRecord } from '../../core/send/record';
import { sendPatch } from '../../core/send/sendPatch';
import { english } from '../../core/text';
import { sha256 } from '../../node/sha256';
import type { Prepared } from '../commands/prepare';
import { showOutcome } from '../commands/showOutcome';
import { writing } from '../commands/writing';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { planFile } from './planFile';
import { refusal, type Tool } from './tool';

/** What was last asked about each file, so that nothing else is sent on the answer. */
const asked = new Map<string, string>();

/**
 * Sends a payload as Send Patch does, once the user has confirmed this very send: VS Code asks, each time. Where it may
 * not be sent at all nobody is asked.
 */
export const send: Tool = {
  async prepare(services, document) {
    asked.delete(document.uri.toString());
    const prepared = planFile(document);
    if ('outcome' in prepared || !workspace.isTrusted)
      return { invocationMessage: say('Checking the payload') };
    const account = await services.accountOf(prepared.plan.target.cloud);
    asked.set(document.uri.toString(), fingerprint(prepared, account));
    return {
      invocationMessage: say('Sending the patch'),
      confirmationMessages: {
        title: say('Send {name} to {where}?', { name: prepared.name, where: whereTo(prepared) }),
        message: question(prepared, account),
      },
    };
  },

  async use(services, document, token) {
    if (!workspace.isTrusted)
      return refusal('Nothing is sent from a workspace that the user does not trust.');
    const prepared = planFile(document);
    if ('outcome' in prepared) return prepared;
    const account = await services.accountOf(prepared.plan.target.cloud);
    const confirmed = asked.get(document.uri.toString());
    asked.delete(document.uri.toString());
    if (confirmed !== fingerprint(prepared, account)) {
      return refusal(
        'The payload, its target or the account has changed since the user was asked. Try again.',
      );
    }
    return await sendConfirmed(services, prepared, token);
  },
};

async function sendConfirmed(
  services: Services,
  prepared: Prepared,
  token: CancellationToken,
): Promise<object> {
  const { analysis, plan } = prepared;
  const stop = new AbortController();
  token.onCancellationRequested(() => {
    stop.abort();
  });
  if (token.isCancellationRequested) stop.abort();
  const title = say('Sending the patch');
  const record = await writing(services, prepared, title, (parts, signal) =>
    sendPatch(parts, plan, analysis.payload, AbortSignal.any([signal, stop.signal])),
  );
  if (record === undefined) return refusal('The user did not want it sent, or it is being sent already.');
  await showOutcome(services, prepared, record, title);
  return resultOf(record, personalValues(analysis.payload));
}

/** The report in short: what came of it, what that means, what to do next. */
function resultOf({ outcome, call, etagNow }: SendRecord, personal: readonly string[]): object {
  const { title, meaning, next } = outcomeTexts(outcome, call.reply);
  const error = call.reply?.error;
  return {
    outcome: outcome.kind,
    status: call.reply?.status ?? null,
    summary: english(title),
    meaning: meaning.map(english),
    next: next.map(english),
    error:
      error === undefined
        ? null
        : { code: redact(error.code, personal), message: redact(error.message, personal) },
    tagNow: etagNow,
  };
}

function whereTo({ plan }: Prepared): string {
  const { cloud } = plan.target;
  return cloud === 'emulator' ? say('the emulator') : `Microsoft Graph, ${CLOUDS[cloud].label}`;
}

/** Everything that makes this send another one than the next. */
function fingerprint({ analysis, plan }: Prepared, account: Account | undefined): string {
  return JSON.stringify([plan, account?.id, sha256(buildBody(analysis.payload))]);
}

/** Names of files and properties are no Markdown of ours. */
function question({ plan, analysis }: Prepared, account: Account | undefined): MarkdownString {
  const { target, ifMatch } = plan;
  const properties = Object.keys(bodyValue(analysis.payload)).map((name) => redact(name));
  return new MarkdownString().appendText(
    [
      account === undefined
        ? say('Nobody is signed in, so it will not be sent.')
        : say('As {account}.', { account: accountName(account, translate) }),
      `PATCH ${appointmentPath(target)}`,
      say('Properties: {properties}', { properties: properties.join(', ') }),
      CONDITIONS[ifMatch.kind](),
    ].join('\n'),
  );
}

const CONDITIONS: Readonly<Record<IfMatch['kind'], () => string>> = {
  auto: () => say('Only if nobody has changed the appointment since it was read.'),
  require: () => say('Only if nobody has changed the appointment since it was read.'),
  tag: () => say('Only if the appointment still has the tag in the file.'),
  any: () => say('Whatever the appointment has now is overwritten.'),
  none: () => say('UNCONDITIONAL: whatever the appointment has now is overwritten.'),
};
