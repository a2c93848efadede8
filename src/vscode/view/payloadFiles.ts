import { Disposable, type Uri, workspace } from 'vscode';
import { readDirectives } from '../../core/payload/directives';
import { parsePayload } from '../../core/payload/parse';
import type { Target } from '../../core/graph/target';
import type { Directives } from '../../core/payload/model';
import { PAYLOAD_SUFFIX } from '../../manifest';
import { readConfig } from '../config';
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

  /** The file about each appointment, as `meetingKey` names it: an open document first, then the first file by its path. */
  async byMeeting(): Promise<ReadonlyMap<string, Uri>> {
    const found = await this.#index.byMeeting();
    for (const document of workspace.textDocuments.filter(isPayload)) {
      const { uri } = document;
      // What is open counts as it is, and not as it is on the disk.
      for (const [key, each] of found) if (each.toString() === uri.toString()) found.delete(key);
      const key = keyOf(readDirectives(payloadOf(document)), uri);
      if (key !== undefined) found.set(key, uri);
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
  return 'problem' in read ? undefined : keyOf(readDirectives(parsePayload(read.text)), uri);
}

/** Names whose meeting it is. */
export function meetingKey({ user, meetingId }: Pick<Target, 'user' | 'meetingId'>): string {
  return JSON.stringify([user.toLowerCase(), meetingId]);
}

function keyOf({ meeting, user }: Directives, uri: Uri): string | undefined {
  return meeting && meetingKey({ user: user ?? readConfig(uri).user, meetingId: meeting });
}
