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
import { type Plan, planRequest } from '../../core/send/plan';
import { text as say } from '../../core/text';
import { targetHash } from '../../node/journalHeader';
import { sha256 } from '../../node/sha256';
import { readConfig } from '../config';
import { translate } from '../translate';

/** A file before it is sent: what is needed to send it, or why it cannot be. */
export type CheckedFile = ReadyFile | FileProblem;

export interface ReadyFile {
  readonly uri: Uri;
  readonly plan: Plan;
  readonly bodyHash: string;
}

export interface FileProblem {
  readonly uri: Uri;
  readonly problem: string;
}

/** Judges a file as Send Patch does. An open document counts with its unsaved changes. */
export async function checkFile(uri: Uri): Promise<CheckedFile> {
  const payload = await readPayload(uri);
  if (payload === undefined) return { uri, problem: translate(UNREADABLE) };
  const [error] = blocking(runRules(payload, RULES), 'editor');
  if (error !== undefined) return { uri, problem: translate(error.message) };
  const { cloud, user, ifMatch, acceptLanguage } = readConfig(uri);
  const result = planRequest(readDirectives(payload), {}, { cloud, user, ifMatch, acceptLanguage });
  if (result.kind === 'noMeeting') return { uri, problem: translate(say('It has no "$meeting".')) };
  if (result.kind === 'unusable') return { uri, problem: translate(result.reason) };
  return { uri, plan: result.plan, bodyHash: sha256(buildBody(payload)) };
}

/** @param earlier what is known of a send that was not brought to its end */
export function jobFor({ uri, plan, bodyHash }: ReadyFile, account: string, earlier?: Earlier): BulkJob {
  return {
    name: uri.toString(),
    plan,
    targetHash: targetHash(plan.target, account),
    bodyHash,
    ...(earlier !== undefined && { earlier }),
    load: () => load(uri, bodyHash),
  };
}

const UNREADABLE = say('It cannot be read.');

/** It is read when its turn comes: many files must not mean many bodies at once. */
async function load(uri: Uri, bodyHash: string): Promise<Loaded> {
  const document = await readPayload(uri);
  if (document === undefined) return { kind: 'unreadable', reason: UNREADABLE };
  if (document.root?.type !== 'object' || sha256(buildBody(document)) !== bodyHash) {
    const reason = say('The file has changed since it was checked. It was not sent: send it again.');
    return { kind: 'unreadable', reason };
  }
  return { kind: 'document', document };
}

async function readPayload(uri: Uri): Promise<PayloadDocument | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return parsePayload(open.getText());
  try {
    return parsePayload(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  } catch {
    return undefined;
  }
}
