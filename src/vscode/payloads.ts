import { TabInputText, TabInputTextDiff, type TextDocument, type Uri, window, workspace } from 'vscode';
import type { Finding, LintContext } from '../core/lint/rule';
import { RULES } from '../core/lint/rules';
import { runRules } from '../core/lint/runRules';
import { bodyValue } from '../core/payload/body';
import type { PayloadDocument } from '../core/payload/model';
import { parsePayload } from '../core/payload/parse';
import type { Reader } from '../core/send/perDocument';
import { PAYLOAD_SUFFIX } from '../manifest';
import { mergeTab } from './mergeTabs';
import { payloadBehind } from './readOnlyDocuments';
import { isPayload } from './selector';

export interface Analysis {
  readonly version: number;
  readonly payload: PayloadDocument;
  readonly findings: readonly Finding[];
}

interface Known extends Analysis {
  readonly context: LintContext;
}

const payloads = new WeakMap<TextDocument, Pick<Analysis, 'version' | 'payload'>>();
const analyses = new WeakMap<TextDocument, Known>();

/** Reads a document, once for each of its versions. */
export function payloadOf(document: TextDocument): PayloadDocument {
  const known = payloads.get(document);
  if (known?.version === document.version) return known.payload;
  const payload = parsePayload(document.getText());
  payloads.set(document, { version: document.version, payload });
  return payload;
}

/** A document as far as it matters what it was made from. */
export function readerOf(document: TextDocument): Reader {
  return { document: document.uri.toString(), body: bodyValue(payloadOf(document)) };
}

/**
 * Judges a document, once for each of its versions as long as the same is known about it.
 *
 * @param context what the rules may use beside the text; nothing unless given: no error depends on it
 */
export function analyse(document: TextDocument, context: LintContext = {}): Analysis {
  const known = analyses.get(document);
  if (known?.version === document.version && isSame(known.context, context)) return known;
  const payload = payloadOf(document);
  const findings = runRules(payload, RULES, context);
  const analysis = { version: document.version, payload, findings, context };
  analyses.set(document, analysis);
  return analysis;
}

function isSame(a: LintContext, b: LintContext): boolean {
  return a.cloud === b.cloud && a.knownTag === b.knownTag && a.baseClients === b.baseClients;
}

/**
 * The document that a command is about: the file it was called on, or the one in front. An open document counts with
 * its unsaved changes, and a preview or a comparison stands for the payload it is about. `undefined` when there is no
 * such payload file, or none any more.
 *
 * @param last the payload that the user was in last, for a page that has no text and lies over several
 */
export async function pickDocument(uri: Uri | undefined, last?: Uri): Promise<TextDocument | undefined> {
  const document = uri === undefined ? await inFront(last) : await open(payloadBehind(uri) ?? uri);
  return document !== undefined && isPayload(document) ? document : undefined;
}

/**
 * A page without a text, such as the walkthrough, is no text editor to VS Code; the output panel and the debug console
 * are, but of no column. With the focus there the only payload in view is meant; between two nobody guesses.
 * Before a comparison or a preview it is the payload that these are about.
 */
async function inFront(last: Uri | undefined): Promise<TextDocument | undefined> {
  const active = window.activeTextEditor;
  // A comparison has no column either.
  const behind = active === undefined ? undefined : payloadBehind(active.document.uri);
  if (behind !== undefined) return await open(behind);
  if (active !== undefined && (active.viewColumn !== undefined || isPayload(active.document))) {
    return active.document;
  }
  const inView = textsInView();
  const [only, ...others] = new Map(inView.filter(isPayloadTab).map((uri) => [uri.toString(), uri])).values();
  if (only !== undefined) return others.length === 0 ? await open(only) : undefined;
  // Not behind another file, which may be what is meant.
  return inView.length > 0 ? undefined : await onlyTab(last);
}

/**
 * What the tabs in front show. VS Code's own list of visible editors can go on naming one whose tab has been closed: a
 * merge editor's, closed while it was opening.
 */
function textsInView(): Uri[] {
  return window.tabGroups.all.flatMap(({ activeTab: tab }) => {
    if (tab === undefined) return [];
    const { input } = tab;
    const shown =
      input instanceof TabInputText
        ? input.uri
        : input instanceof TabInputTextDiff
          ? input.modified
          : mergeTab(tab).result;
    return shown === undefined ? [] : [payloadBehind(shown) ?? shown];
  });
}

/** The page in front can lie over the payload: the only one that has a tab is meant then, or of several the last. */
async function onlyTab(last: Uri | undefined): Promise<TextDocument | undefined> {
  const inputs = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const uris = inputs.flatMap((input) => (input instanceof TabInputText ? [input.uri] : []));
  const meant = new Map(uris.filter(isPayloadTab).map((uri) => [uri.toString(), uri]));
  const [only, ...others] = meant.values();
  const uri = others.length === 0 ? only : meant.get(last?.toString() ?? '');
  return uri && (await open(uri));
}

function isPayloadTab(uri: Uri): boolean {
  const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  return document === undefined ? uri.path.endsWith(PAYLOAD_SUFFIX) : isPayload(document);
}

async function open(uri: Uri): Promise<TextDocument | undefined> {
  // VS Code would make a new, empty one under the old name. One that has a tab is there, be it not loaded yet.
  if (uri.scheme === 'untitled' && !hasTab(uri)) {
    return workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  }
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    // Gone, a folder, or not a text.
    return undefined;
  }
}

function hasTab(uri: Uri): boolean {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
}
