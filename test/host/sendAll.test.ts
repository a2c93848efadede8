import assert from 'node:assert/strict';
import { commands, env, TreeItem, Uri, workspace } from 'vscode';
import type { Emulator } from '../../src/emulator/index';
import { COMMANDS } from '../../src/manifest';
import { EMULATOR_ACCOUNT } from '../../src/node/emulatorTokens';
import { beginRun } from '../../src/vscode/bulk/beginRun';
import { findPayloads } from '../../src/vscode/bulk/findPayloads';
import type { Services } from '../../src/vscode/services';
import { appointmentPath } from '../../src/core/graph/target';
import { checkFile, type ReadyFile } from '../../src/vscode/bulk/checkFile';
import { discardEditor } from './support/editor';
import { freshEmulator, services, writes } from './support/extension';
import { folderOf, samplePayload, workspaceFolder } from './support/payloads';
import { reportOf } from './support/report';

async function write(uri: Uri, text: string): Promise<void> {
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

async function ready(uri: Uri): Promise<ReadyFile> {
  const file = await checkFile(uri);
  assert.ok('plan' in file, JSON.stringify(file));
  return file;
}

/** Sends what was checked, and returns what is shown of each file. */
async function sent(files: readonly ReadyFile[]): Promise<[string, string][]> {
  const all = await services();
  await beginRun(all, { files, account: EMULATOR_ACCOUNT, known: [] });
  return (await all.bulk()).results.all.map(({ outcome, title }) => [outcome, title]);
}

describe('sending many files', () => {
  afterEach(async () => {
    await commands.executeCommand(COMMANDS.clearResults);
    await discardEditor();
  });

  it('sends nothing while a file has errors, and shows which, and what waits for them', async () => {
    const emulator = await freshEmulator();
    const folder = await folderOf('broken', {
      'a.vappt.json': samplePayload(),
      'b.vappt.json': '{ "$metting": "x" }',
      'c.vappt.json': 'no JSON',
      'd.vappt.json': samplePayload({ $meeting: 'a/b' }),
      'readme.txt': 'not ours',
    });
    await commands.executeCommand(COMMANDS.sendAll, folder);
    const { results } = await (await services()).bulk();
    assert.deepEqual(
      results.all.map(({ uri, outcome }) => `${uri.path.split('/').at(-1) ?? ''} ${outcome}`),
      ['a.vappt.json cancelled', 'b.vappt.json invalid', 'c.vappt.json invalid', 'd.vappt.json invalid'],
    );
    assert.deepEqual(writes(emulator), []);
  });

  it('regression: a retry that cannot begin leaves what came of the others', async () => {
    const emulator = await freshEmulator();
    emulator.setFaults({ queue: [{ match: { method: 'PATCH' }, status: 400 }] });
    const folder = await folderOf('retried', {
      'a.vappt.json': samplePayload(),
      'b.vappt.json': samplePayload({ $meeting: 'nobody-at-all' }),
    });
    const uris = ['a', 'b'].map((name) => Uri.joinPath(folder, `${name}.vappt.json`));
    const ready = await Promise.all(uris.map((uri) => checkFile(uri)));
    await sent(ready.filter((file): file is ReadyFile => !('problem' in file)));
    const { results } = await (await services()).bulk();
    const outcomes = (): string[] => results.all.map(({ outcome }) => outcome).sort();
    assert.deepEqual(outcomes(), ['notFound', 'rejected']);
    await workspace.fs.writeFile(uris[1] ?? folder, new TextEncoder().encode('no JSON'));
    await commands.executeCommand(COMMANDS.retryFailed);
    assert.deepEqual(outcomes(), ['invalid', 'rejected']);
  });

  for (const [what, directives] of Object.entries({
    meeting: { $meeting: 'another' },
    user: { $user: '9d2a4c0e-5a4f-4a62-8c0e-3d4f6f2b7a11' },
    condition: { $ifMatch: '*' },
    language: { $acceptLanguage: 'de-DE' },
  })) {
    it(`does not send a file whose ${what} was changed after the check by what it said before`, async () => {
      const emulator = await freshEmulator();
      const folder = await folderOf('redirected', { 'a.vappt.json': samplePayload() });
      const uri = Uri.joinPath(folder, 'a.vappt.json');
      const file = await ready(uri);
      await write(uri, samplePayload({ ...directives, externalAppointmentId: 'ext-2' }));
      assert.deepEqual(await sent([file]), [
        ['invalid', 'The file has changed since it was checked. It was not sent: send it again.'],
      ]);
      assert.deepEqual(writes(emulator), []);
    });
  }

  it('sends to no appointment that a command is sending to, nor the other way round', async () => {
    const emulator = await freshEmulator();
    const all = await services();
    const folder = await folderOf('busy', {
      'a.vappt.json': samplePayload(),
      'b.vappt.json': samplePayload({ $meeting: emulator.addMeeting({ appointment: true }).id }),
    });
    const [a, b] = ['a', 'b'].map((name) => Uri.joinPath(folder, `${name}.vappt.json`));
    assert.ok(a && b);
    const files = [await ready(a), await ready(b)];
    let isMet = false;
    const connect: Services['connect'] = async (...args) =>
      (await all.connect(...args)).with(({ transport }) => ({
        transport: {
          send: async (request, options) => {
            if (request.method === 'PATCH' && !isMet) {
              isMet = true;
              // While the run sends to it: the command is refused.
              await commands.executeCommand(COMMANDS.send, a);
            }
            return await transport.send(request, options);
          },
        },
      }));
    await beginRun({ ...all, connect }, { files: files.slice(0, 1), account: EMULATOR_ACCOUNT, known: [] });
    assert.deepEqual([isMet, writes(emulator)], [true, ['PATCH 204']]);

    const { plan } = files[0] ?? assert.fail();
    const { results } = await all.bulk();
    // As a command does that sends it.
    await all.targets.once(`emulator${appointmentPath(plan.target)}`, async () => {
      assert.deepEqual(await sent(files), [
        ['cancelled', 'This appointment is being sent already. Wait for its answer.'],
        ['updated', '204 No Content: saved'],
      ]);
    });
    assert.deepEqual(writes(emulator), ['PATCH 204', 'PATCH 204']);
    // What may have been applied earlier is still in doubt.
    const doubt = { etagSent: 'W/"1"' };
    const known = [{ uri: a, outcome: 'unknown' as const, title: 'Interrupted', doubt }];
    await all.targets.once(`emulator${appointmentPath(plan.target)}`, async () => {
      await beginRun(all, { files: files.slice(0, 1), account: EMULATOR_ACCOUNT, known });
    });
    assert.deepEqual([results.all[0]?.outcome, results.all[0]?.doubt], ['cancelled', doubt]);
    assert.deepEqual(await sent([files[0] ?? assert.fail()]), [['updated', '204 No Content: saved']]);
    assert.equal(results.all.length, 1);
  });

  it('counts what came of a listed file when it was sent on its own', async () => {
    const emulator = await freshEmulator();
    const folder = await folderOf('alone', { 'a.vappt.json': samplePayload(), 'b.vappt.json': 'no JSON' });
    const [a, b] = ['a', 'b'].map((name) => Uri.joinPath(folder, `${name}.vappt.json`));
    assert.ok(a && b);
    const bulk = await (await services()).bulk();
    const { results } = bulk;
    const shown = (): unknown[] => results.all.map(({ uri, outcome }) => [uri.path.slice(-12), outcome]);
    await results.show([
      { uri: a, outcome: 'rejected', title: '400 Bad Request', report: 'of the run' },
      { uri: b, outcome: 'invalid', title: 'No JSON' },
    ]);
    const report = await reportOf(() => commands.executeCommand(COMMANDS.send, a));
    assert.match(report, /204 No Content: saved/);
    const expected = [
      ['a.vappt.json', 'updated'],
      ['b.vappt.json', 'invalid'],
    ];
    assert.deepEqual(shown(), expected);
    assert.notEqual(results.all[0]?.report, 'of the run');
    assert.deepEqual(
      (await bulk.stored()).map(({ outcome }) => outcome),
      ['updated', 'invalid'],
    );
    // Retry Failed has only the other one left, and that has errors.
    await commands.executeCommand(COMMANDS.retryFailed);
    assert.deepEqual(shown(), expected);
    assert.deepEqual(writes(emulator), ['PATCH 204']);
  });

  it('goes on with an interrupted run also after one of its files was sent on its own', async () => {
    await freshEmulator();
    const { results } = await (await services()).bulk();
    const uri = Uri.joinPath(workspaceFolder(), 'a.vappt.json');
    const facts = { version: 1, startedAt: 0, cloud: 'emulator', account: '', files: [] } as const;
    results.restore([{ uri, outcome: 'cancelled', title: 'Not sent' }], {
      kind: 'interrupted',
      id: 'of a test',
      facts,
      entries: [],
    });
    await results.replace({ uri, outcome: 'updated', title: 'Saved' });
    assert.deepEqual([results.all[0]?.outcome, results.interrupted?.id], ['updated', 'of a test']);
  });

  describe('in another encoding than UTF-8', () => {
    const files = workspace.getConfiguration('files');
    const payload = samplePayload({ externalAppointmentId: 'M\u00fcller' });
    afterEach(async () => {
      await files.update('encoding', undefined, true);
    });
    const stored = (emulator: Emulator): unknown =>
      emulator.state().meetings[0]?.appointment?.entity.externalAppointmentId;
    const writtenIn = async (encoding: BufferEncoding): Promise<Uri> => {
      const uri = Uri.joinPath(await folderOf(`in-${encoding}`, {}), 'a.vappt.json');
      await workspace.fs.writeFile(uri, Buffer.from(payload, encoding));
      return uri;
    };

    it('sends what an editor would show', async () => {
      const emulator = await freshEmulator();
      await files.update('encoding', 'windows1252', true);
      const file = await ready(await writtenIn('latin1'));
      assert.deepEqual(await sent([file]), [['updated', '204 No Content: saved']]);
      assert.equal(stored(emulator), 'M\u00fcller');
    });

    it('refuses what would be repaired, and not the sign of a repair', async () => {
      const file = await checkFile(await writtenIn('latin1'));
      assert.match('problem' in file ? file.problem : '', /files\.encoding/);
      const uri = Uri.joinPath(await folderOf('replaced', {}), 'a.vappt.json');
      await write(uri, `\ufeff${samplePayload({ externalAppointmentId: '\ufffd' })}`);
      await ready(uri);
    });
  });

  it('stops looking for files when that is cancelled, or when it has enough, with the first of them', async () => {
    const text = samplePayload();
    const folder = await folderOf('looked', {
      'c.vappt.json': text,
      'b.vappt.json': text,
      'b/a.vappt.json': text,
      'b/node_modules/x.vappt.json': text,
    });
    const found = async (...args: Parameters<typeof findPayloads>): Promise<string[]> =>
      (await findPayloads(...args)).map(({ path }) => path.slice(folder.path.length + 1));
    const all = await found([folder]);
    assert.deepEqual(all, ['b.vappt.json', 'b/a.vappt.json', 'c.vappt.json']);
    for (const most of [0, 1, 2]) assert.deepEqual(await found([folder], { most }), all.slice(0, most));
    let asked = 0;
    const token = {
      get isCancellationRequested() {
        asked += 1;
        return asked > 4;
      },
    };
    assert.deepEqual(await found([folder, folder], { token }), ['b.vappt.json', 'b/a.vappt.json']);
  });

  it('shows results by outcome, those that need somebody first, named for screen readers', async () => {
    const { results } = await (await services()).bulk();
    const uri = (name: string): Uri => Uri.joinPath(workspaceFolder(), `${name}.vappt.json`);
    await results.show([
      { uri: uri('a'), outcome: 'updated', title: '204 No Content: saved', report: 'the report of a' },
      { uri: uri('b'), outcome: 'conflict', title: '412 Precondition Failed', report: 'the report of b' },
      { uri: uri('c'), outcome: 'updated', title: '204 No Content: saved' },
      { uri: uri('d'), outcome: 'notFound', title: '404 Not Found: no such meeting or appointment' },
      // Nothing can be created there, so no button offers to.
      {
        uri: uri('e'),
        outcome: 'notFound',
        title: '404 Not Found: somebody else’s meeting',
        isOthers: true,
      },
    ]);
    const items = results.getChildren().map((group) => results.getTreeItem(group));
    assert.ok(items.every((item) => item instanceof TreeItem));
    assert.deepEqual(
      items.map(({ label, description }) => [label, description]),
      [
        ['conflict', '1'],
        ['not found', '2'],
        ['saved', '2'],
      ],
    );
    assert.deepEqual(
      results.getChildren(results.getChildren()[1]).map((file) => results.getTreeItem(file).contextValue),
      ['vappt.result.notFound', 'vappt.result.notFound.others'],
    );
    assert.deepEqual(
      results
        .getChildren(results.getChildren()[0])
        .map((file) => results.getTreeItem(file))
        .map(({ label, contextValue, accessibilityInformation }) => [
          label,
          contextValue,
          accessibilityInformation?.label,
        ]),
      [['b', 'vappt.result.conflict', 'b.vappt.json, conflict, 412 Precondition Failed']],
    );
    await commands.executeCommand(COMMANDS.copyReport, { uri: uri('b') });
    assert.equal(await env.clipboard.readText(), 'the report of b');
  });
});
