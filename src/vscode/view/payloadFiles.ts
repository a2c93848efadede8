import { Disposable, type Uri, workspace } from 'vscode';
import { readDirectives } from '../../core/payload/directives';
import { parsePayload } from '../../core/payload/parse';
import { PAYLOAD_SUFFIX } from '../../manifest';
import { findPayloads, isSkipped } from '../bulk/findPayloads';
import { payloadOf } from '../payloads';
import { readPayloadText } from '../payloadText';
import { isPayload } from '../selector';
import { MeetingIndex } from './meetingIndex';

/** Somebody with more files than this finds them by other means than the view. */
const MOST_FILES = 500;

/** Which payload file of the workspace is about which meeting. Read when somebody asks, and again after a change. */
export class PayloadFiles implements Disposable {
  readonly #index = new MeetingIndex(
    { find: (most) => findPayloads([], { most }), meetingIn: readMeeting },
    MOST_FILES,
  );
  readonly #subscriptions: Disposable;

  /** @param changed is told when the answers may have changed */
  constructor(changed: () => void) {
    const watcher = workspace.createFileSystemWatcher(`**/*${PAYLOAD_SUFFIX}`);
    // Of a folder that goes, VS Code tells no more than that.
    const folders = workspace.createFileSystemWatcher('**/*', true, true, false);
    const change = (uri: Uri): void => {
      if (!isSkipped(uri) && this.#index.change(uri)) changed();
    };
    this.#subscriptions = Disposable.from(
      watcher,
      folders,
      watcher.onDidCreate(change),
      watcher.onDidChange(change),
      watcher.onDidDelete(change),
      folders.onDidDelete((uri) => {
        if (this.#index.changeBelow(uri)) changed();
      }),
      workspace.onDidChangeWorkspaceFolders(() => {
        if (this.#index.forget()) changed();
      }),
    );
  }

  /** The file about each meeting: an open document first, then the first file by its path. */
  async byMeeting(): Promise<ReadonlyMap<string, Uri>> {
    const found = await this.#index.byMeeting();
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

async function readMeeting(uri: Uri): Promise<string | undefined> {
  const read = await readPayloadText(uri);
  // Gone since it was found, or nothing that could be sent.
  return 'problem' in read ? undefined : readDirectives(parsePayload(read.text)).meeting;
}
