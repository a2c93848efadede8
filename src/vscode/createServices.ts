import { env, EventEmitter, type ExtensionContext, window, workspace } from 'vscode';
import type { SignInEngine } from '../core/auth/engine';
import { onlyAs } from '../core/auth/onlyAs';
import { checkRegistration } from '../core/auth/registration';
import { SignIns } from '../core/auth/signIns';
import { CLOUDS, type Endpoint, realEndpoint, type RealCloud } from '../core/graph/clouds';
import { GraphClient } from '../core/graph/graphClient';
import type { Logger } from '../core/ports';
import { BASE_RETENTION_MS } from '../core/send/base';
import { EMULATOR_ACCOUNT } from '../node/emulatorTokens';
import { fetchTransport } from '../node/fetchTransport';
import { systemClock, systemIds } from '../node/system';
import { SignInFlow } from './auth/signInFlow';
import { type TestEndpoints, testEndpoints } from './auth/testEndpoints';
import { vscodeSessions } from './auth/sessions';
import { Results } from './bulk/results';
import { readConfig } from './config';
import { EmulatorHost } from './emulatorHost';
import { SECTION } from '../manifest';
import { SendHistory } from './history/sendHistory';
import { ServerWord } from './language/serverWord';
import { channelLogger } from './logger';
import { MementoBaseStore } from './mementoBaseStore';
import { notify } from './notify';
import { ReadOnlyDocuments } from './readOnlyDocuments';
import { ReportChannel } from './reportChannel';
import type { Services } from './services';
import { Targets } from './targets';
import { translate } from './translate';

/** Makes the parts and gives them to each other. What has to end is owned by the extension's context. */
export function createServices(context: ExtensionContext): Services {
  const { extensionUri, secrets, subscriptions, workspaceState } = context;
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
  const flow = new SignInFlow();
  subscriptions.push(logChannel, reportChannel, documents, flow, { dispose: () => emulator.stop() });

  const history = new SendHistory(workspaceState, () => readConfig().historyLimit);
  const results = new Results();
  const serverWord = new ServerWord();
  const state = new EventEmitter<void>();
  const changed = (): void => {
    state.fire();
  };
  const bases = new MementoBaseStore(workspaceState, changed);
  void bases.forgetOlderThan(systemClock.now() - BASE_RETENTION_MS);
  subscriptions.push(
    history,
    results,
    serverWord,
    state,
    secrets.onDidChange(changed),
    flow.onDidChange(changed),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION)) changed();
    }),
  );
  const test = testEndpoints(context.extensionMode, process.env);
  let engine: Promise<SignInEngine> | undefined;
  const signIns = new SignIns({
    secrets,
    memory: context.globalState,
    clock: systemClock,
    engine: () => (engine ??= loadEngine(logger, test?.authority)),
    sessions: vscodeSessions,
    registration: (cloud) => {
      const { clientId, tenant } = readConfig();
      return checkRegistration(cloud, clientId, tenant);
    },
  });
  const warned = new Set<string>();
  return {
    bases,
    clock: systemClock,
    copy: (text) => env.clipboard.writeText(text),
    documents,
    emulator,
    engine: () => (engine ??= loadEngine(logger, test?.authority)),
    flow,
    extensionUri,
    history,
    logger,
    memento: workspaceState,
    onDidChangeState: state.event,
    report: new ReportChannel(reportChannel),
    results,
    serverWord,
    showLog: () => {
      logChannel.show();
    },
    signIns,
    targets: new Targets(),
    async accountOf(cloud) {
      if (cloud === 'emulator') return EMULATOR_ACCOUNT;
      const state = await signIns.state(cloud);
      return state.kind === 'signedIn' ? state.account : undefined;
    },
    async connect(cloud, onWait, as) {
      const { caveat } = cloud === 'emulator' ? {} : CLOUDS[cloud];
      if (caveat !== undefined && !warned.has(cloud)) notify('warning', translate(caveat));
      warned.add(cloud);
      const tokens = cloud === 'emulator' ? emulator.tokens : signIns.provider(cloud);
      return new GraphClient({
        endpoint: cloud === 'emulator' ? await emulator.endpoint() : endpointOf(cloud, test),
        transport: fetchTransport,
        tokens: as === undefined ? tokens : onlyAs(tokens, as.account),
        clock: systemClock,
        ids: systemIds,
        logger,
        timeoutMs: readConfig().timeoutSeconds * 1000,
        onWait,
      });
    },
  };
}

function endpointOf(cloud: RealCloud, test: TestEndpoints | undefined): Endpoint {
  return test === undefined ? realEndpoint(cloud) : { cloud, root: test.graphRoot };
}

/** MSAL, in a bundle of its own: whoever only uses the emulator never loads it. */
async function loadEngine(logger: Logger, authority: string | undefined): Promise<SignInEngine> {
  const { createEngine } = await import('../node/msal/index');
  return createEngine({
    logger,
    sleep: (milliseconds, signal) => systemClock.sleep(milliseconds, signal),
    ...(authority !== undefined && { authority: () => authority }),
  });
}
