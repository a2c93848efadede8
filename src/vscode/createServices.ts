import { env, EventEmitter, type ExtensionContext, window, workspace } from 'vscode';
import type { SignInEngine } from '../core/auth/engine';
import type { SignIns } from '../core/auth/signIns';
import { CLOUDS, type Endpoint, realEndpoint, type RealCloud } from '../core/graph/clouds';
import type { Logger } from '../core/ports';
import { BASE_RETENTION_MS } from '../core/send/base';
import { EMULATOR_ACCOUNT } from '../node/emulatorTokens';
import { systemClock } from '../node/system';
import { SignInFlow } from './auth/signInFlow';
import { type TestEndpoints, testEndpoints } from './auth/testEndpoints';
import type { Bulk, BulkPlace } from './bulk/bulk';
import { readConfig } from './config';
import { EmulatorHost } from './emulatorHost';
import { SECTION } from '../manifest';
import { SendHistory } from './history/sendHistory';
import { LastPayload } from './lastPayload';
import { ServerWord } from './language/serverWord';
import { channelLogger } from './logger';
import { MementoBaseStore } from './mementoBaseStore';
import { OpenQuestions } from './merge/openQuestions';
import { notify } from './notify';
import { ReadOnlyDocuments } from './readOnlyDocuments';
import { ReportChannel } from './reportChannel';
import type { Services } from './services';
import { Steps } from './steps';
import { Targets } from './targets';
import { translate } from './translate';

/** Makes the parts and gives them to each other. What has to end is owned by the extension's context. */
export function createServices(context: ExtensionContext, place: BulkPlace): Services {
  const { extensionUri, secrets, subscriptions, workspaceState } = context;
  const logChannel = window.createOutputChannel('Virtual Appointment Log', { log: true });
  const reportChannel = window.createOutputChannel('Virtual Appointment');
  const documents = new ReadOnlyDocuments();
  const logger = channelLogger(logChannel);
  const state = new EventEmitter<void>();
  const changed = (): void => {
    state.fire();
  };
  const emulator = new EmulatorHost({
    memento: workspaceState,
    port: () => readConfig().emulatorPort,
    clock: systemClock,
    logger,
    changed,
  });
  const flow = new SignInFlow();
  const lastPayload = new LastPayload();
  subscriptions.push(logChannel, reportChannel, documents, flow, lastPayload, {
    dispose: () => emulator.stop(),
  });

  const history = new SendHistory(workspaceState, () => readConfig().historyLimit, changed);
  const serverWord = new ServerWord();
  const steps = new Steps();
  const lookForClientId = (): void => {
    if (readConfig().clientId !== '') steps.done('hasClientId');
  };
  lookForClientId();
  const bases = new MementoBaseStore(workspaceState, changed);
  void bases.forgetOlderThan(systemClock.now() - BASE_RETENTION_MS);
  subscriptions.push(
    serverWord,
    steps,
    state,
    secrets.onDidChange(changed),
    flow.onDidChange(changed),
    workspace.onDidGrantWorkspaceTrust(changed),
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) void bases.rename(oldUri.toString(), newUri.toString());
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('json.validate')) changed();
      if (!event.affectsConfiguration(SECTION)) return;
      history.trim();
      lookForClientId();
      changed();
    }),
  );
  const test = testEndpoints(context.extensionMode, process.env);
  let engine: Promise<SignInEngine> | undefined;
  const theEngine = (): Promise<SignInEngine> => (engine ??= loadEngine(logger, test?.authority));
  let made: Promise<SignIns> | undefined;
  const signIns = (): Promise<SignIns> => (made ??= loadSignIns(context, theEngine, changed));
  let bulk: Promise<Bulk> | undefined;
  const warned = new Set<string>();
  return {
    bases,
    bulk: () => (bulk ??= openBulk(place, logger, subscriptions)),
    clock: systemClock,
    copy: (text) => env.clipboard.writeText(text),
    documents,
    emulator,
    engine: theEngine,
    flow,
    extensionUri,
    history,
    lastPayload,
    logger,
    memento: workspaceState,
    notifyChange: changed,
    onDidChangeState: state.event,
    questions: new OpenQuestions(changed, workspaceState),
    report: new ReportChannel(reportChannel),
    serverWord,
    steps,
    showLog: () => {
      logChannel.show();
    },
    signIns,
    targets: new Targets(),
    async accountOf(cloud) {
      if (cloud === 'emulator') return EMULATOR_ACCOUNT;
      const state = await (await signIns()).state(cloud);
      return state.kind === 'signedIn' ? state.account : undefined;
    },
    async connect(cloud, onWait, as) {
      const { caveat } = cloud === 'emulator' ? {} : CLOUDS[cloud];
      if (caveat !== undefined && !warned.has(cloud)) notify('warning', translate(caveat));
      warned.add(cloud);
      const { createClient } = await import('./online/index');
      return createClient({
        endpoint: cloud === 'emulator' ? await emulator.endpoint() : endpointOf(cloud, test),
        tokens: cloud === 'emulator' ? emulator.tokens : (await signIns()).provider(cloud),
        as,
        logger,
        onWait,
      });
    },
  };
}

function endpointOf(cloud: RealCloud, test: TestEndpoints | undefined): Endpoint {
  return test === undefined ? realEndpoint(cloud) : { cloud, root: test.graphRoot };
}

async function loadSignIns(
  context: ExtensionContext,
  engine: () => Promise<SignInEngine>,
  changed: () => void,
): Promise<SignIns> {
  const { createSignIns } = await import('./online/index');
  return createSignIns(context, engine, changed);
}

async function openBulk(
  place: BulkPlace,
  logger: Logger,
  subscriptions: ExtensionContext['subscriptions'],
): Promise<Bulk> {
  const { Bulk } = await import('./commands/handlers');
  const bulk = new Bulk({
    ...place,
    clock: systemClock,
    logger,
    keepsResults: () => readConfig().historyLimit > 0,
  });
  subscriptions.push(bulk);
  return bulk;
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
