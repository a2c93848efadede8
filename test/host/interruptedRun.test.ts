import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { appendFile, copyFile, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { commands, Uri, workspace } from 'vscode';
import type { HttpRequest } from '../../src/core/ports';
import type { Emulator } from '../../src/emulator/index';
import { COMMANDS } from '../../src/manifest';
import { EMULATOR_ACCOUNT } from '../../src/node/emulatorTokens';
import { beginRun } from '../../src/vscode/bulk/beginRun';
import { checkFile, type ReadyFile } from '../../src/vscode/bulk/checkFile';
import { findPayloads } from '../../src/vscode/bulk/findPayloads';
import { resumeRun } from '../../src/vscode/commands/resumeRun';
import { takeUp } from '../../src/vscode/commands/takeUp';
import type { Services } from '../../src/vscode/services';
import { Targets } from '../../src/vscode/targets';
import { bulkFolder, freshEmulator, services } from './support/extension';
import { folderOf } from './support/payloads';
import { reportOf } from './support/report';

/** Changes something, alone or in a batch. */
function isWrite({ method, body }: HttpRequest): boolean {
  return method === 'PATCH' || (method === 'POST' && body?.includes('"method":"PATCH"') === true);
}

/** Payloads with a meeting each; some meetings have two. */
async function payloads(emulator: Emulator, name: string, count: number): Promise<Uri> {
  const meetings: string[] = [];
  const files: Record<string, string> = {};
  for (let index = 0; index < count; index += 1) {
    const meeting =
      (index % 8 === 7 ? meetings[index - 3] : undefined) ?? emulator.addMeeting({ appointment: true }).id;
    meetings.push(meeting);
    const number = String(index).padStart(3, '0');
    const payload = {
      $meeting: meeting,
      externalAppointmentId: number,
      appointmentClients: [{ displayName: 'Canary', emailAddress: 'canary@example.com' }],
    };
    files[`${number}.vappt.json`] = JSON.stringify(payload);
  }
  return await folderOf(name, files);
}

/** How often each appointment was changed, by the last value that it got. */
function changes(emulator: Emulator): number[] {
  const counts = new Map<string, number>();
  for (const { meetingId } of emulator.log().flatMap(({ changed }) => changed)) {
    counts.set(meetingId, (counts.get(meetingId) ?? 0) + 1);
  }
  return [...counts.values()].sort();
}

describe('a run that was interrupted', () => {
  let folder: string;
  before(async () => {
    folder = (await bulkFolder()).fsPath;
  });
  afterEach(async () => {
    await commands.executeCommand(COMMANDS.clearResults);
  });

  /**
   * Sends the files of a folder until the window ends at a write: that one arrives, and nobody is left for its answer.
   * What is on disk then is what the next window finds.
   */
  async function killed(all: Services, source: Uri, atWrite: number): Promise<void> {
    const files = (await Promise.all((await findPayloads([source])).map(checkFile))) as ReadyFile[];
    let writes = 0;
    let isDead: () => void;
    const death = new Promise<void>((resolve) => {
      isDead = resolve;
    });
    const never = new Promise<never>(() => undefined);
    const dying: Services = {
      ...all,
      // It will never let go of its own.
      targets: new Targets(),
      connect: async (...args) =>
        (await all.connect(...args)).with(({ transport }) => ({
          transport: {
            send: async (request, options) => {
              writes += isWrite(request) ? 1 : 0;
              if (writes > atWrite) return await never;
              const dies = writes === atWrite;
              const response = await transport.send(request, options);
              if (!dies) return response;
              isDead();
              return await never;
            },
          },
        })),
    };
    const before = new Set(await readdir(folder).catch(() => []));
    void beginRun(dying, { files, account: EMULATOR_ACCOUNT, known: [] });
    await death;
    // The run itself goes on waiting for ever, and this window knows that it is its own.
    const id = randomUUID();
    for (const name of (await readdir(folder)).filter((each) => !before.has(each))) {
      const suffix = /(\.run\.json|\.journal)$/.exec(name)?.[0];
      if (suffix !== undefined) await copyFile(path.join(folder, name), path.join(folder, id + suffix));
    }
    await appendFile(path.join(folder, `${id}.journal`), '{"event":"ended","file":"fi');
    const text = await readFile(path.join(folder, `${id}.journal`), 'utf8');
    assert.doesNotMatch(text, /canary|vappt-emulator-token|EMULATOR_/i);
  }

  for (const { count, atWrite, how } of [
    { count: 16, atWrite: 6, how: 'side by side' },
    { count: 44, atWrite: 2, how: 'in batches' },
  ]) {
    it(`${how}, is gone on with by Retry Failed: every change is made once`, async () => {
      const emulator = await freshEmulator();
      const all = await services();
      const source = await payloads(emulator, `killed-${count}`, count);
      await killed(all, source, atWrite);
      const applied = changes(emulator).length;
      assert.ok(applied > 0 && applied < count, `${applied} of ${count}`);

      await takeUp(all);
      const { results } = await all.bulk();
      assert.ok(results.interrupted !== undefined);
      const shown = new Set(results.all.map(({ outcome }) => outcome));
      assert.equal(results.all.length, count);
      assert.ok(shown.has('unknown') && shown.has('cancelled'), [...shown].join());

      await commands.executeCommand(COMMANDS.retryFailed);
      assert.deepEqual(
        results.all.filter(({ outcome }) => outcome !== 'updated'),
        [],
      );
      assert.equal(results.interrupted, undefined);
      const twice = Math.floor(count / 8);
      assert.deepEqual(changes(emulator), [
        ...Array<number>(count - 2 * twice).fill(1),
        ...Array<number>(twice).fill(2),
      ]);
      // The next window shows the same, and has nothing to go on with.
      const before = results.all.map(({ uri, outcome }) => `${uri.path} ${outcome}`);
      results.restore([]);
      await takeUp(all);
      assert.deepEqual(
        results.all.map(({ uri, outcome }) => `${uri.path} ${outcome}`),
        before,
      );
      assert.equal(results.interrupted, undefined);
      const stored = await readFile(path.join(folder, 'results.json'), 'utf8');
      assert.doesNotMatch(stored, /canary|vappt-emulator-token/i);
    });
  }

  it('does not send again what was sent on its own since', async () => {
    const emulator = await freshEmulator();
    const all = await services();
    const source = await payloads(emulator, 'alone', 6);
    await killed(all, source, 2);
    await takeUp(all);
    const { results } = await all.bulk();
    const alone = results.all.find(({ outcome }) => outcome === 'cancelled');
    assert.ok(alone !== undefined);
    await reportOf(() => commands.executeCommand(COMMANDS.send, alone.uri));
    await commands.executeCommand(COMMANDS.retryFailed);
    assert.deepEqual(
      results.all.map(({ outcome }) => outcome),
      Array<string>(6).fill('updated'),
    );
    assert.deepEqual(changes(emulator), Array<number>(6).fill(1));
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is gone on with only as whom and where it went, and not with files that name another appointment', async () => {
    const emulator = await freshEmulator();
    const all = await services();
    const source = await payloads(emulator, 'moved', 8);
    await killed(all, source, 2);
    const before = changes(emulator);
    await takeUp(all);
    const { results } = await all.bulk();
    const run = results.interrupted;
    assert.ok(run !== undefined);

    const someone: Services = {
      ...all,
      accountOf: () => Promise.resolve({ id: 'somebody else', label: 'Somebody Else' }),
    };
    await resumeRun(someone, run);
    assert.deepEqual(changes(emulator), before, 'sent as somebody else');

    const last = Uri.joinPath(source, '006.vappt.json');
    const other = { $meeting: emulator.addMeeting({ appointment: true }).id, externalAppointmentId: 'x' };
    await workspace.fs.writeFile(last, new TextEncoder().encode(JSON.stringify(other)));
    await commands.executeCommand(COMMANDS.retryFailed);
    assert.deepEqual(changes(emulator), before, 'sent although a file has moved');
    assert.deepEqual(
      results.all.filter(({ outcome }) => outcome === 'invalid').map(({ uri }) => uri.toString()),
      [last.toString()],
    );
    assert.equal(results.interrupted?.id, run.id, 'it can still be gone on with');
  });

  it('is forgotten with its results', async () => {
    const emulator = await freshEmulator();
    const all = await services();
    await killed(all, await payloads(emulator, 'cleared', 8), 2);
    await takeUp(all);
    await commands.executeCommand(COMMANDS.clearResults);
    await takeUp(all);
    const { results } = await all.bulk();
    assert.deepEqual([results.all, results.interrupted], [[], undefined]);
  });
});
