import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EndedEntry, StartedEntry } from '../../../src/core/bulk/journal';
import { RUN_VERSION, type RunFacts } from '../../../src/core/bulk/runFacts';
import { KeptRuns } from '../../../src/node/keptRuns';

const FACTS: RunFacts = {
  version: RUN_VERSION,
  startedAt: 1000,
  cloud: 'emulator',
  account: 'hash',
  files: [
    { name: 'file:///a', target: 't-a' },
    { name: 'file:///b', target: 't-b' },
  ],
};
const STARTED: StartedEntry = {
  event: 'started',
  file: 'file:///a',
  target: 't-a',
  body: 'b',
  etagSent: 'W/"1"',
};
const ENDED: EndedEntry = {
  event: 'ended',
  file: 'file:///a',
  target: 't-a',
  body: 'b',
  outcome: 'updated',
  doubt: false,
  url: null,
  status: 204,
  etagSent: 'W/"1"',
  etagNow: null,
  requestId: null,
  clientRequestId: null,
  attempts: 1,
  durationMs: 1,
};

describe('KeptRuns', () => {
  let base: string;
  let folder: string;
  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'vappt-runs-'));
    folder = path.join(base, 'sends');
  });
  afterEach(() => rm(base, { recursive: true, force: true }));

  /** Begins a run and stops in the middle, as a process that ends does. Returns the path of its journal. */
  async function interrupted(facts = FACTS): Promise<string> {
    const run = await new KeptRuns(folder, false).begin(facts);
    await run.journal.write(STARTED);
    await run.journal.write(ENDED);
    await run.journal.close();
    return path.join(folder, `${run.id}.journal`);
  }

  const nextWindow = (isShared = false): KeptRuns => new KeptRuns(folder, isShared);

  it('a run that ends leaves nothing', async () => {
    const runs = new KeptRuns(folder, false);
    const run = await runs.begin(FACTS);
    await run.journal.write(STARTED);
    assert.deepEqual(await runs.left(0), [], 'it is under way');
    await run.end();
    assert.deepEqual(await readdir(folder), []);
  });

  it('one that stops is found by the next window, with what its journal says', async () => {
    await interrupted();
    const [found, ...more] = await nextWindow().left(0);
    assert.ok(found?.kind === 'interrupted');
    assert.deepEqual(more, []);
    assert.deepEqual({ ...found.facts, process: undefined }, { ...FACTS, process: undefined });
    assert.deepEqual(found.entries, [STARTED, ENDED]);
  });

  it('is gone on with after the last whole line, and not by two at once', async () => {
    const journal = await interrupted();
    await appendFile(journal, '{"event":"started","fi');
    const runs = nextWindow();
    const [found] = await runs.left(0);
    assert.ok(found?.kind === 'interrupted');
    const run = await runs.goOn(found);
    assert.ok(run !== undefined);
    assert.equal(await runs.goOn(found), undefined);
    await run.journal.write({ ...STARTED, file: 'file:///b' });
    await run.leave();
    const [again] = await nextWindow().left(0);
    assert.deepEqual(again?.kind === 'interrupted' && again.entries, [
      STARTED,
      ENDED,
      { ...STARTED, file: 'file:///b' },
    ]);
  });

  it('one that stopped before anything was sent is nothing', async () => {
    const journal = await interrupted();
    await truncate(journal, 5);
    assert.deepEqual(await nextWindow().left(0), []);
    assert.deepEqual(await readdir(folder), []);
  });

  it('what cannot be read is said to be so, until it is discarded', async () => {
    const damages: ((journal: string) => Promise<void>)[] = [
      (journal) => appendFile(journal, 'nonsense\n'),
      (journal) => writeFile(journal, 'something else\n'),
      (journal) => writeFile(journal.replace('.journal', '.run.json'), '{}'),
      (journal) => writeFile(journal.replace('.journal', '.run.json'), 'cut o'),
      // Of another set of files.
      (journal) =>
        writeFile(journal.replace('.journal', '.run.json'), JSON.stringify({ ...FACTS, files: [] })),
    ];
    for (const damage of damages) {
      await damage(await interrupted());
      const runs = nextWindow();
      const [found, ...more] = await runs.left(0);
      assert.ok(found?.kind === 'unreadable', damage.toString());
      assert.deepEqual(more, []);
      await runs.discard(found.id);
      assert.deepEqual(await readdir(folder), []);
    }
  });

  it('what is too old is forgotten, and so is what a crash has left half written', async () => {
    await interrupted();
    await writeFile(path.join(folder, 'x.run.json.1.tmp'), '{');
    await writeFile(path.join(folder, 'y.journal'), '');
    assert.deepEqual(await nextWindow().left(1001), []);
    assert.deepEqual(await readdir(folder), []);
  });

  it('in a folder of all windows, a run of another living process is left alone', async () => {
    const journal = await interrupted();
    const facts = journal.replace('.journal', '.run.json');
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    await once(other, 'spawn');
    await writeFile(facts, JSON.stringify({ ...FACTS, process: other.pid }));
    assert.deepEqual(await nextWindow(true).left(0), []);
    other.kill();
    await once(other, 'exit');
    const [found] = await nextWindow(true).left(0);
    assert.equal(found?.kind, 'interrupted');
  });

  it('is readable by the user only', async function () {
    if (process.platform === 'win32') this.skip();
    const journal = await interrupted();
    for (const file of [journal, journal.replace('.journal', '.run.json')]) {
      assert.equal((await stat(file)).mode & 0o777, 0o600, file);
      assert.doesNotMatch(await readFile(file, 'utf8'), /@/);
    }
  });

  it('where nothing can be written, no run begins', async () => {
    await writeFile(folder, 'a file where the folder should be');
    await assert.rejects(new KeptRuns(folder, false).begin(FACTS));
    assert.deepEqual(await nextWindow().left(0), []);
  });
});
