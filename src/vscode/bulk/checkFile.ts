import { type Uri, workspace } from 'vscode';
import type { BulkJob, Loaded } from '../../core/bulk/job';
import type { Earlier } from '../../core/bulk/journal';
import { blocking } from '../../core/lint/blocking';
import { RULES } from '../../core/lint/rules';
import { runRules } from '../../core/lint/runRules';
import { buildBody } from '../../core/payload/body';
import { readDirectives } from '../../core/payload/directives';
import type { PayloadDocument } from '../../core/payload/model';
import { parsePayload } from '../../core/payload/parse';
import { isSamePlan, type Plan, planRequest, type PlanResult, type SendSettings } from '../../core/send/plan';
import { type Text, text as say } from '../../core/text';
import { targetHash } from '../../node/journalHeader';
import { sha256 } from '../../node/sha256';
import { readConfig } from '../config';
import { readPayloadText } from '../payloadText';
import { translate } from '../translate';

/** A file before it is sent: what is needed to send it, or why it cannot be. */
export type CheckedFile = ReadyFile | FileProblem;

export interface ReadyFile {
  readonly uri: Uri;
  readonly plan: Plan;
  /** What the plan was made with, beside the file's directives. */
  readonly settings: SendSettings;
  readonly bodyHash: string;
}

export interface FileProblem {
  readonly uri: Uri;
  readonly problem: string;
}

/** Judges a file as Send Patch does. An open document counts with its unsaved changes. */
export async function checkFile(uri: Uri): Promise<CheckedFile> {
  const payload = await readPayload(uri);
  if ('problem' in payload) return { uri, problem: translate(payload.problem) };
  const [error] = blocking(runRules(payload, RULES), 'editor');
  if (error !== undefined) return { uri, problem: translate(error.message) };
  const { cloud, user, ifMatch, acceptLanguage } = readConfig(uri);
  const settings = { cloud, user, ifMatch, acceptLanguage };
  const result = planOf(payload, settings);
  if (result.kind === 'noMeeting') return { uri, problem: translate(say('It has no "$meeting".')) };
  if (result.kind === 'unusable') return { uri, problem: translate(result.reason) };
  return { uri, plan: result.plan, settings, bodyHash: sha256(buildBody(payload)) };
}

function planOf(payload: PayloadDocument, settings: SendSettings): PlanResult {
  return planRequest(readDirectives(payload), {}, settings);
}

/** @param earlier what is known of a send that was not brought to its end */
export function jobFor(file: ReadyFile, account: string, earlier?: Earlier): BulkJob {
  const { uri, plan, bodyHash } = file;
  return {
    name: uri.toString(),
    plan,
    targetHash: targetHash(plan.target, account),
    bodyHash,
    ...(earlier !== undefined && { earlier }),
    load: () => load(file),
  };
}

const PROBLEMS = {
  unreadable: say('It cannot be read.'),
  undecodable: say(
    'It is no text in the encoding that it is read with. The setting "files.encoding" says which.',
  ),
} as const;

/** It is read when its turn comes: many files must not mean many bodies at once. */
async function load(file: ReadyFile): Promise<Loaded> {
  const document = await readPayload(file.uri);
  if ('problem' in document) return { kind: 'unreadable', reason: document.problem };
  if (!isAsChecked(document, file)) {
    const reason = say('The file has changed since it was checked. It was not sent: send it again.');
    return { kind: 'unreadable', reason };
  }
  return { kind: 'document', document };
}

/** With the settings of the check: a run goes where it was confirmed to go, and only the file can have changed. */
function isAsChecked(document: PayloadDocument, { plan, settings, bodyHash }: ReadyFile): boolean {
  if (document.root?.type !== 'object' || sha256(buildBody(document)) !== bodyHash) return false;
  const now = planOf(document, settings);
  return now.kind === 'plan' && isSamePlan(now.plan, plan);
}

async function readPayload(uri: Uri): Promise<PayloadDocument | { readonly problem: Text }> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return parsePayload(open.getText());
  const read = await readPayloadText(uri);
  return 'problem' in read ? { problem: PROBLEMS[read.problem] } : parsePayload(read.text);
}
