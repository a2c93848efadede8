import {
  type DataTransfer,
  type Disposable,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  type DocumentPasteEditProvider,
  languages,
  type Range,
  type TextDocument,
} from 'vscode';
import type { Text } from '../core/text';
import { tellNotices } from './importNotices';
import { notify } from './notify';
import { isPayload, PAYLOADS } from './selector';
import { say, translate } from './translate';

const TEXT = 'text/plain';
/** `text.vappt.payload`, which users can name in `editor.pasteAs.preferences`. */
const KIND = DocumentDropOrPasteEditKind.Text.append('vappt', 'payload');

/** The edit, and what is to be said once it has been chosen. */
class PayloadPaste extends DocumentPasteEdit {
  readonly notices: readonly Text[];

  constructor(text: string, notices: readonly Text[]) {
    super(text, say('Paste as payload'), KIND);
    this.notices = notices;
  }
}

/** Makes a payload of a request that is pasted into an empty payload file, or over everything in one. */
export function registerPaste(): Disposable {
  const metadata = { providedPasteEditKinds: [KIND], pasteMimeTypes: [TEXT] };
  return languages.registerDocumentPasteEditProvider(PAYLOADS, provider, metadata);
}

const provider: DocumentPasteEditProvider<PayloadPaste> = {
  async provideDocumentPasteEdits(document, ranges, clipboard, _context, cancelled) {
    if (!isPayload(document) || !replacesAll(document, ranges)) return undefined;
    const pasted = await textOf(clipboard);
    if (pasted === undefined) return undefined;
    const { importRequest } = await import('../core/import/index');
    if (cancelled.isCancellationRequested) return undefined;
    const result = importRequest(pasted);
    if (result.kind === 'payload') return [new PayloadPaste(result.text, result.notices)];
    if (result.kind === 'refused') {
      notify('warning', say('Pasted as it is. {reason}', { reason: translate(result.reason) }));
    }
    return undefined;
  },
  resolveDocumentPasteEdit(edit) {
    tellNotices(edit.notices);
    return edit;
  },
};

/** Whether nothing but white space is left of a document when something is pasted there. */
function replacesAll(document: TextDocument, ranges: readonly Range[]): boolean {
  const [range, ...others] = ranges;
  if (range === undefined || others.length > 0) return false;
  const text = document.getText();
  const kept = text.slice(0, document.offsetAt(range.start)) + text.slice(document.offsetAt(range.end));
  return kept.trim() === '';
}

async function textOf(clipboard: DataTransfer): Promise<string | undefined> {
  const text = await clipboard.get(TEXT)?.asString();
  return text === undefined || text.trim() === '' ? undefined : text;
}
