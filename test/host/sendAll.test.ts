import assert from 'node:assert/strict';
import { commands, env, TreeItem, Uri } from 'vscode';
import { COMMANDS } from '../../src/manifest';
import { discardEditor } from './support/editor';
import { freshEmulator, services, writes } from './support/extension';
import { folderOf, samplePayload, workspaceFolder } from './support/payloads';

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

  it('shows results by outcome, those that need somebody first, named for screen readers', async () => {
    const { results } = await (await services()).bulk();
    const uri = (name: string): Uri => Uri.joinPath(workspaceFolder(), `${name}.vappt.json`);
    await results.show([
      { uri: uri('a'), outcome: 'updated', title: '204 No Content: saved', report: 'the report of a' },
      { uri: uri('b'), outcome: 'conflict', title: '412 Precondition Failed', report: 'the report of b' },
      { uri: uri('c'), outcome: 'updated', title: '204 No Content: saved' },
    ]);
    const items = results.getChildren().map((group) => results.getTreeItem(group));
    assert.ok(items.every((item) => item instanceof TreeItem));
    assert.deepEqual(
      items.map(({ label, description }) => [label, description]),
      [
        ['conflict', '1'],
        ['saved', '2'],
      ],
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
