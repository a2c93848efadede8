import { Disposable, type Uri, workspace } from 'vscode';
import { readDirectives } from '../../core/payload/directives';
import { parsePayload } from '../../core/payload/parse';
import { PAYLOAD_SUFFIX } from '../../manifest';
import { findPayloads } from '../bulk/findPayloads';
import { payloadOf } from '../payloads';
import { readPayloadText } from '../payloadText';
import { isPayload } from '../selector';

/** Somebody with more files than this finds them by other means than the view. */
const MOST_FILES = 500;

/** Which payload file of the workspace is about which meeting. Read when somebody asks, and again after a change. */
export class PayloadFiles implements Disposable {
  #byMeeting: Promise<ReadonlyMap<string, Uri>> | undefined;
  readonly #subscriptions: Disposable;

  /** @param changed is told when the answers may have changed */
  constructor(changed: () => void) {
    const watcher = workspace.createFileSystemWatcher(`**/*${PAYLOAD_SUFFIX}`);
    const forget = (): void => {
      if (this.#byMeeting === undefined) return;
      this.#byMeeting = undefined;
      changed();
    };
    this.#subscriptions = Disposable.from(
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidChange(forget),
      watcher.onDidDelete(forget),
    );
  }

  /** The file about each meeting: an open document first, then the first file by its path. */
  async byMeeting(): Promise<ReadonlyMap<string, Uri>> {
    const found = new Map(await (this.#byMeeting ??= readFiles()));
    for (const document of workspace.textDocuments.filter(isPayload)) {
      const { meeting } = readDirectives(payloadOf(document));
      if (meeting !== undefined) found.set(meeting, document.uri);
    }
    return found;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

async function readFiles(): Promise<ReadonlyMap<string, Uri>> {
  const found = new Map<string, Uri>();
  for (const uri of (await findPayloads([])).slice(0, MOST_FILES)) {
    const meeting = await readMeeting(uri);
    if (meeting !== undefined && !found.has(meeting)) found.set(meeting, uri);
  }
  return found;
}

async function readMeeting(uri: Uri): Promise<string | undefined> {
  const read = await readPayloadText(uri);
  // Gone since it was found, or nothing that could be sent.
  return 'problem' in read ? undefined : readDirectives(parsePayload(read.text)).meeting;
}
