import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  commands,
  ConfigurationTarget,
  env,
  type Hover,
  type MarkdownString,
  type TextDocument,
  version,
  window,
  workspace,
} from 'vscode';
import { OLDEST_VSCODE } from '../../../scripts/vscode/versions';
import { SAMPLE_MEETING_ID } from '../../../src/emulator/constants';
import { COMMANDS, PREVIEW_SCHEME, TOOLS, VIEWS } from '../../../src/manifest';
import { EXPORT_FORMS } from '../../../src/core/export/forms';
import { checkPastedToken } from '../../../src/core/auth/pastedToken';
import { jwt } from '../../support/fakeTokens';
import { hits, MINE, PERSONAL, SECRETS, THEIRS, WRONG_CLIENTS } from '../../http/leaks/canaries';
import { discardEditor } from '../support/editor';
import { freshEmulator, services } from '../support/extension';
import { overheard } from '../support/overheard';
import { complaintsWhere, openPayload, samplePayload } from '../support/payloads';
import { choosing } from '../support/quickPick';
import { COMMAND_DRIVES, type Drive, TOOL_DRIVES } from './drives';
import { type Fault, OUTCOMES, reported, type Scene } from './scene';
import { sinksOf } from './sinks';

/** What a token of the emulator looks like, wherever it may have got to. */
const TOKEN = /vappt-emulator-token\.[\w-]/;

const DRIVES = Object.entries({ ...COMMAND_DRIVES, ...TOOL_DRIVES }).filter(
  (each): each is [string, Drive] => 'run' in each[1],
);

function leaksIn(
  sinks: Readonly<Record<string, string>>,
  canaries: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(sinks).flatMap(([sink, text]) => [
    ...hits(text, canaries).map((what) => `${what} in ${sink}`),
    ...(TOKEN.test(text) ? [`a token in ${sink}`] : []),
  ]);
}

const ALL = { ...SECRETS, ...PERSONAL };

/** A payload about a meeting whose appointment somebody else has filled. */
async function sceneFor(name: string, fault: Fault | undefined): Promise<Scene & { document: TextDocument }> {
  const emulator = await freshEmulator();
  emulator.touch({ meetingId: SAMPLE_MEETING_ID, changes: { appointmentClients: [THEIRS] } });
  const document = await openPayload(
    `leaks-${name.replace(/\W/g, '-')}.vappt.json`,
    samplePayload({ appointmentClients: [MINE] }),
  );
  return { document, uri: document.uri, emulator, product: await services(), fault };
}

/** Runs a command, and looks through what is gone with the next one: documents that opened, and the clipboard. */
async function passingLeaks(scene: Scene, [name, { run, shows = [] }]: [string, Drive]): Promise<string[]> {
  const { emulator, fault } = scene;
  const versions = (): Map<string, TextDocument> =>
    new Map(
      workspace.textDocuments
        .filter(({ uri }) => uri.scheme === PREVIEW_SCHEME || uri.scheme === 'untitled')
        .map((document) => [`${document.uri.toString()} ${document.version}`, document]),
    );
  const before = versions();
  await env.clipboard.writeText('');
  emulator.setFaults(fault === undefined ? {} : { queue: [{ times: 50, ...fault }] });
  await run(scene);
  emulator.setFaults({});
  const opened = [...versions()]
    .filter(([key]) => !before.has(key))
    .map(([, document]) => document.getText());
  const found = Object.entries({ documents: opened.join('\n'), clipboard: await env.clipboard.readText() });
  await closeOthers(scene);
  return found.flatMap(([sink, text]) =>
    leaksIn({ [sink]: text }, shows.some((each) => each === sink) ? SECRETS : ALL).map(
      (what) => `${what}: ${name}`,
    ),
  );
}

/** Leaves the payload alone in view. */
async function closeOthers({ uri }: Scene): Promise<void> {
  const all = window.tabGroups.all.flatMap(({ tabs }) => tabs).length;
  for (
    let closed = 0;
    closed < all && window.activeTextEditor?.document.uri.toString() !== uri.toString();
    closed += 1
  ) {
    await discardEditor();
  }
  await window.showTextDocument(await workspace.openTextDocument(uri));
}

describe('leaks: the extension', () => {
  /** Where requests of this extension host went. */
  const origins = new Set<string>();
  const onRequest = (message: unknown): void => {
    const { request } = message as { request: { origin: unknown } };
    origins.add(String(request.origin));
  };
  before(() => {
    subscribe('undici:request:create', onRequest);
  });
  after(() => {
    unsubscribe('undici:request:create', onRequest);
  });
  beforeEach(() => {
    overheard().said.length = 0;
  });
  afterEach(async () => {
    await commands.executeCommand('notifications.clearAll');
    await discardEditor();
  });

  it('control: each command, tool and view is looked at, or says why not', () => {
    assert.deepEqual(Object.keys(COMMAND_DRIVES).sort(), Object.keys(COMMANDS).sort());
    assert.deepEqual(Object.keys(TOOL_DRIVES).sort(), Object.keys(TOOLS).sort());
  });

  // What differs between versions of VS Code is how things show, and this one shows all there is to show.
  const names = version === OLDEST_VSCODE ? ['ok'] : Object.keys(OUTCOMES);
  for (const name of names) {
    it(`shows and keeps neither tokens nor clients’ data after ${name}`, async () => {
      const scene = await sceneFor(name, OUTCOMES[name]);
      await scene.product.history.clear();
      const found: string[] = [];
      for (const drive of DRIVES.filter(([, { how }]) => how === 'each')) {
        found.push(...(await passingLeaks(scene, drive)));
      }
      const sinks = await sinksOf(scene.document);
      assert.deepEqual([...found, ...leaksIn(sinks, ALL)], []);
      for (const sink of ['the history', 'a notification', 'a question', 'files of the extension']) {
        assert.ok((sinks[sink]?.length ?? 0) > 20, `Nothing was looked through in ${sink}.`);
      }
    });
  }

  it('shows and keeps none of it after the commands that ask no server', async () => {
    const scene = await sceneFor('once', undefined);
    const found: string[] = [];
    for (const drive of DRIVES.filter(([, { how }]) => how === 'once')) {
      found.push(...(await passingLeaks(scene, drive)));
    }
    const sinks = await sinksOf(scene.document);
    assert.deepEqual([...found, ...leaksIn(sinks, ALL)], []);
    for (const { label } of Object.values(EXPORT_FORMS)) {
      assert.ok(sinks['a notification']?.includes(`Copied as ${label}.`), `Nothing was copied as ${label}.`);
    }
  });

  it('shows and keeps none of it when two have changed the same, before the user has decided', async () => {
    const scene = await sceneFor('collision', undefined);
    const { document, uri, emulator } = scene;
    await reported(COMMANDS.fetch, uri);
    const clients = [{ ...THEIRS, displayName: MINE.displayName }];
    emulator.touch({ meetingId: SAMPLE_MEETING_ID, changes: { appointmentClients: clients } });
    await reported(COMMANDS.send, uri);
    const asked = new Promise<void>((resolve) => {
      overheard().onNotification = (text) => {
        if (text.includes('Send as Merged')) resolve();
      };
    });
    const merging = commands.executeCommand(COMMANDS.merge, uri);
    await asked;
    assert.deepEqual(leaksIn(await sinksOf(document), ALL), []);
    await commands.executeCommand('notifications.clearAll');
    await merging;
    await closeOthers(scene);
  });

  it('shows no token where it shows what the server has', async () => {
    const { document, uri } = await sceneFor('hover', undefined);
    await reported(COMMANDS.fetch, uri);
    const at = document.positionAt(document.getText().indexOf('appointmentClients') + 1);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, at);
    const text = JSON.stringify(
      hovers.map(({ contents }) => contents.map((each) => (each as MarkdownString).value)),
    );
    assert.deepEqual(leaksIn({ 'a hover': text }, SECRETS), []);
    assert.ok(hits(text, PERSONAL).length > 0, 'control: the hover shows what was read');
  });

  it('complains about clients without naming them', async () => {
    const document = await openPayload(
      'leaks-invalid.vappt.json',
      samplePayload({
        $nope: 1,
        appointmentClients: WRONG_CLIENTS,
      }),
    );
    await complaintsWhere(document.uri, (messages) => messages.length > 4);
    await commands.executeCommand(COMMANDS.send, document.uri);
    assert.deepEqual(leaksIn(await sinksOf(document), ALL), []);
  });

  it('shows no pasted token, whoever is signed in with it', async () => {
    const section = workspace.getConfiguration('vappt');
    const { product, document, uri } = await sceneFor('pasted', undefined);
    await section.update('cloud', 'global', ConfigurationTarget.Global);
    const signIns = await product.signIns();
    try {
      const token = jwt({
        aud: 'https://graph.microsoft.com',
        scp: 'OnlineMeetings.ReadWrite',
        oid: 'canary-of-an-account',
        exp: Math.floor(Date.now() / 1000) + 3000,
      });
      const check = checkPastedToken(token, 'global', Date.now());
      assert.ok(check.kind === 'usable');
      await signIns.keepPasted('global', check.token);
      product.flow.notifyChange();
      await commands.executeCommand(COMMANDS.preview, uri);
      const preview = window.activeTextEditor?.document.getText() ?? '';
      assert.match(preview, /graph\.microsoft\.com/);
      await closeOthers({ uri } as Scene);
      await choosing([0], () => commands.executeCommand(COMMANDS.copyAs, uri));
      const copied = await env.clipboard.readText();
      await choosing([0], () => commands.executeCommand(COMMANDS.switchAccount));
      const sinks = await sinksOf(document);
      await commands.executeCommand(COMMANDS.signOut);
      const { said } = overheard();
      const parts = token.split('.').slice(1);
      const secrets = { ...SECRETS, 'the token': parts[0] ?? '', 'its signature': parts[1] ?? '' };
      assert.deepEqual(
        [
          ...leaksIn({ preview, copied }, secrets),
          ...leaksIn({ ...sinks, 'a notification': JSON.stringify(said) }, { ...secrets, ...PERSONAL }),
        ],
        [],
      );
      assert.match(sinks['the views'] ?? '', /canary-of-an-account/, 'control: the account is shown');
    } finally {
      await signIns.signOut('global');
      await section.update('cloud', undefined, ConfigurationTarget.Global);
    }
  });

  it('sends no telemetry, and asks no server but the one that payloads go to', () => {
    const { telemetryLoggers, views } = overheard();
    assert.equal(telemetryLoggers, 0);
    assert.deepEqual([...views.keys()].sort(), Object.values(VIEWS).sort());
    assert.ok(origins.size > 0, 'control: requests are seen');
    assert.deepEqual(
      [...origins].filter((origin) => !/^http:\/\/127\.0\.0\.1:\d+$/.test(origin)),
      [],
    );
  });
});
