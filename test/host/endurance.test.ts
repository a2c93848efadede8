import assert from 'node:assert/strict';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { commands, extensions, Range, workspace, WorkspaceEdit } from 'vscode';
import { checkPastedToken } from '../../src/core/auth/pastedToken';
import { PERMISSION } from '../../src/core/auth/permissions';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import type { activate, TestApi } from '../../src/extension';
import { COMMANDS, VIEWS } from '../../src/manifest';
import { jwt } from '../support/fakeTokens';
import { discardEditor, lensTitles } from './support/editor';
import { freshEmulator, services, writes } from './support/extension';
import { overheard } from './support/overheard';
import { complaintsWhere, openPayload, samplePayload } from './support/payloads';

/** 1 is the whole length; a part of it is for whoever has less time. */
const length = Number(process.env['VAPPT_ENDURANCE'] ?? 0);
const isLong = length > 0;
/** How often each thing is done between two looks at the memory; there are `LOOKS` of them. */
const TIMES = isLong
  ? { edits: 250 * length, sends: 100 * length, signIns: 100 * length }
  : { edits: 10, sends: 4, signIns: 5 };
const LOOKS = isLong ? 12 : 3;
const LIVES = isLong ? 50 : 3;
/** VS Code's own part of the same process breathes too. */
const BREATH_MIB = 3;
/** A process that VS Code has just started has three pipes; what we would lose is lost many times. */
const BREATH_HANDLES = 4;

interface Look {
  readonly heapMiB: number;
  readonly handles: Readonly<Record<string, number>>;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is in use once everything that nobody holds is gone, and what the user and the suite itself have read so far. */
async function look(): Promise<Look> {
  await commands.executeCommand('workbench.output.action.clearOutput');
  const { said, statusBar } = overheard();
  said.length = 0;
  statusBar.length = 0;
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  return { heapMiB: process.memoryUsage().heapUsed / 2 ** 20, handles };
}

function assertFlat(looks: readonly Look[]): void {
  const figures = looks.map(({ heapMiB }) => heapMiB.toFixed(1)).join(' ');
  if (isLong) {
    const [first, last] = [looks.at(0)?.handles, looks.at(-1)?.handles];
    console.log(`      MiB ${figures}; handles ${JSON.stringify(first)} ${JSON.stringify(last)}`);
  }
  // The first look is taken while things are still made that are made once.
  const half = Math.floor(looks.length / 2);
  const least = (some: readonly Look[]): number => Math.min(...some.map(({ heapMiB }) => heapMiB));
  const [early, late] = [looks.slice(1, half + 1), looks.slice(half + 1)];
  const growth = least(late) - least(early);
  assert.ok(growth < BREATH_MIB, `the heap grew: ${figures} MiB`);
  for (const kind of Object.keys(looks.at(-1)?.handles ?? {})) {
    const counts = (some: readonly Look[]): number[] => some.map(({ handles }) => handles[kind] ?? 0);
    const more = Math.min(...counts(late)) - Math.max(...counts(early));
    assert.ok(more <= BREATH_HANDLES, `${kind}: ${counts(looks).join(' ')}`);
  }
}

async function registered(): Promise<string[]> {
  // VS Code makes commands of its own for each view.
  const ofViews = Object.values(VIEWS).map((view) => `${view}.`);
  return (await commands.getCommands(true)).filter(
    (command) => command.startsWith('vappt.') && !ofViews.some((start) => command.startsWith(start)),
  );
}

describe('endurance', function () {
  this.timeout(isLong ? 1_200_000 : 60_000);

  it('takes no more memory and no more handles after many edits, sends, conflicts and sign-ins', async () => {
    const emulator = await freshEmulator();
    const parts = await services();
    const { flow } = parts;
    const document = await openPayload('endurance.vappt.json', samplePayload());
    const { uri } = document;
    const claims = {
      aud: 'https://graph.microsoft.com',
      oid: 'o',
      tid: 't',
      scp: 'OnlineMeetings.ReadWrite',
    };
    const exp = Math.floor(Date.now() / 1000) + 3600;
    const check = checkPastedToken(jwt({ ...claims, exp }), 'global', Date.now(), [PERMISSION]);
    assert.ok(check.kind === 'usable');

    const edit = async (number: number): Promise<void> => {
      const change = new WorkspaceEdit();
      const name = number % 2 === 0 ? 'externalAppointmentId' : 'sattings';
      const text = samplePayload({ [name]: `ext-${number}` });
      change.replace(uri, new Range(0, 0, document.lineCount, 0), text);
      await workspace.applyEdit(change);
      await lensTitles(uri);
    };
    const send = async (number: number): Promise<void> => {
      if (number % 2 === 1)
        emulator.touch({ meetingId: SAMPLE_MEETING_ID, changes: { externalAppointmentId: `t-${number}` } });
      await commands.executeCommand(COMMANDS.send, uri);
      // Every second one meets the change of somebody else.
      assert.equal(writes(emulator).at(-1), number % 2 === 1 ? 'PATCH 412' : 'PATCH 204');
      if (number % 2 === 1) await commands.executeCommand(COMMANDS.fetch, uri);
      await commands.executeCommand('notifications.clearAll');
    };
    const signIn = async (): Promise<void> => {
      const accounts = await parts.signIns();
      await flow.run({ cloud: 'global', clientId: '', tenant: '' }, () =>
        accounts.keepPasted('global', check.token),
      );
      assert.equal((await accounts.state('global')).kind, 'signedIn');
      await accounts.signOut('global');
      flow.notifyChange();
    };

    const looks: Look[] = [];
    for (let round = 0; round < LOOKS; round += 1) {
      for (let number = 0; number < TIMES.edits; number += 1) await edit(number);
      await edit(0);
      await complaintsWhere(uri, (messages) => messages.length === 0);
      for (let number = 0; number < TIMES.sends; number += 1) await send(number);
      for (let number = 0; number < TIMES.signIns; number += 1) await signIn();
      emulator.reset();
      await commands.executeCommand(COMMANDS.forgetBase, uri);
      looks.push(await look());
    }
    await discardEditor();
    assertFlat(looks);
  });

  it('leaves nothing behind when it is disposed, however often it is activated', async () => {
    const extension = extensions.getExtension<TestApi>('vappt.vappt');
    assert.ok(extension !== undefined);
    const { context } = await extension.activate();
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the module that VS Code has loaded
    const main = require(path.join(extension.extensionPath, 'dist/extension.js')) as {
      activate: typeof activate;
    };
    const dispose = async (subscriptions: { dispose(): unknown }[]): Promise<void> => {
      for (const each of subscriptions.splice(0).reverse()) await each.dispose();
    };
    await dispose(context.subscriptions);

    const looks: Look[] = [];
    for (let life = 0; life < LIVES; life += 1) {
      const subscriptions: { dispose(): unknown }[] = [];
      const own = Object.create(context, { subscriptions: { value: subscriptions } }) as typeof context;
      const api = main.activate(own);
      assert.deepEqual((await registered()).sort(), Object.values(COMMANDS).sort());
      await api?.services.emulator.start();
      const { uri } = await openPayload(`life-${life}.vappt.json`, samplePayload());
      await commands.executeCommand(COMMANDS.send, uri);
      assert.equal((await lensTitles(uri)).length, 6);
      await dispose(subscriptions);
      assert.deepEqual(await registered(), []);
      assert.deepEqual(await lensTitles(uri), []);
      await discardEditor();
      await commands.executeCommand('notifications.clearAll');
      looks.push(await look());
    }
    assertFlat(looks);
  });
});
