import { EventEmitter, type ExtensionContext, window, workspace } from 'vscode';
import { realEndpoint } from '../core/graph/clouds';
import { GraphClient } from '../core/graph/graphClient';
import { EMULATOR_ACCOUNT } from '../node/emulatorTokens';
import { fetchTransport } from '../node/fetchTransport';
import { systemClock, systemIds } from '../node/system';
import { readConfig } from './config';
import { EmulatorHost } from './emulatorHost';
import { SECTION } from '../manifest';
import { SendHistory } from './history/sendHistory';
import { ServerWord } from './language/serverWord';
import { channelLogger } from './logger';
import { MementoBaseStore } from './mementoBaseStore';
import { PastedTokenStore } from './pastedTokenStore';
import { ReadOnlyDocuments } from './readOnlyDocuments';
import { ReportChannel } from './reportChannel';
import type { Services } from './services';
import { Targets } from './targets';

/** Makes the parts and gives them to each other. What has to end is owned by the extension's context. */
export function createServices({
  extensionUri,
  secrets,
  subscriptions,
  workspaceState,
}: ExtensionContext): Services {
  const logChannel = window.createOutputChannel('Virtual Appointment Log', { log: true });
  const reportChannel = window.createOutputChannel('Virtual Appointment');
  const documents = new ReadOnlyDocuments();
  const logger = channelLogger(logChannel);
  const emulator = new EmulatorHost({
    memento: workspaceState,
    port: () => readConfig().emulatorPort,
    clock: systemClock,
    logger,
  });
  subscriptions.push(logChannel, reportChannel, documents, { dispose: () => emulator.stop() });

  const tokens = new PastedTokenStore(secrets, systemClock);
  const bases = new MementoBaseStore(workspaceState);
  const history = new SendHistory(workspaceState, () => readConfig().historyLimit);
  const serverWord = new ServerWord();
  const state = new EventEmitter<void>();
  const changed = (): void => {
    state.fire();
  };
  subscriptions.push(
    bases,
    history,
    serverWord,
    state,
    bases.onDidChange(changed),
    tokens.onDidChange(changed),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION)) changed();
    }),
  );
  return {
    bases,
    clock: systemClock,
    documents,
    emulator,
    extensionUri,
    history,
    logger,
    memento: workspaceState,
    onDidChangeState: state.event,
    report: new ReportChannel(reportChannel),
    serverWord,
    showLog: () => {
      logChannel.show();
    },
    targets: new Targets(),
    tokens,
    async accountOf(cloud) {
      if (cloud === 'emulator') return EMULATOR_ACCOUNT;
      const token = await tokens.describe(cloud);
      return token && { id: token.accountId, label: token.accountLabel };
    },
    async connect(cloud, onWait) {
      return new GraphClient({
        endpoint: cloud === 'emulator' ? await emulator.endpoint() : realEndpoint(cloud),
        transport: fetchTransport,
        tokens: cloud === 'emulator' ? emulator.tokens : tokens.provider(cloud),
        clock: systemClock,
        ids: systemIds,
        logger,
        timeoutMs: readConfig().timeoutSeconds * 1000,
        onWait,
      });
    },
  };
}
