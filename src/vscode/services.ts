import type { Event, Memento, Uri } from 'vscode';
import type { SignInEngine } from '../core/auth/engine';
import type { SignIns } from '../core/auth/signIns';
import type { CloudName } from '../core/graph/clouds';
import type { GraphClient } from '../core/graph/graphClient';
import type { Account, Clock, Logger } from '../core/ports';
import type { SignInFlow } from './auth/signInFlow';
import type { Bulk } from './bulk/bulk';
import type { EmulatorHost } from './emulatorHost';
import type { MementoBaseStore } from './mementoBaseStore';
import type { SendHistory } from './history/sendHistory';
import type { OpenQuestions } from './merge/openQuestions';
import type { ServerWord } from './language/serverWord';
import type { ReadOnlyDocuments } from './readOnlyDocuments';
import type { ReportChannel } from './reportChannel';
import type { Steps } from './steps';
import type { Targets } from './targets';

/** What commands work with: made once by the root, handed to each command. */
export interface Services {
  readonly bases: MementoBaseStore;
  readonly clock: Clock;
  readonly documents: ReadOnlyDocuments;
  readonly emulator: EmulatorHost;
  /** Where the files that come with the extension are. */
  readonly extensionUri: Uri;
  readonly history: SendHistory;
  /** The payload that the user was in last. */
  readonly lastPayload: { readonly uri: Uri | undefined };
  readonly logger: Logger;
  /** The workspace's own storage. */
  readonly memento: Memento;
  /**
   * Something that is known about payloads beside their text has changed: settings, accounts, what was read and
   * sent, the emulator. */
  readonly onDidChangeState: Event<void>;
  /** Says that something of that has changed. */
  readonly notifyChange: () => void;
  readonly questions: OpenQuestions;
  readonly report: ReportChannel;
  readonly serverWord: ServerWord;
  readonly steps: Steps;
  readonly targets: Targets;
  /** Who is signed in: loaded by its first use. */
  signIns(): Promise<SignIns>;
  /** The sign-in that is under way in this window. */
  readonly flow: SignInFlow;
  /** What belongs to sending many files: loaded by its first use. */
  bulk(): Promise<Bulk>;
  /** What signs people in: loaded by its first use. */
  engine(): Promise<SignInEngine>;
  /** Puts a text on the clipboard. */
  copy(text: string): PromiseLike<void>;
  /** Who requests to a cloud are made as, if anybody is signed in. */
  accountOf(cloud: CloudName): Promise<Account | undefined>;
  showLog(): void;
  /**
   * A client for the cloud that a request was planned for, whichever is chosen by now; starts the emulator if that is
   * the one.
   * @param as whom requests may be made as, and nobody else; missing: whoever is signed in at each
   * @throws EmulatorUnavailableError
   */
  connect(
    cloud: CloudName,
    onWait?: (delayMs: number) => void,
    as?: { readonly account: Account | undefined },
  ): Promise<GraphClient>;
}
