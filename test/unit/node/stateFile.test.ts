import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StateFile } from '../../../src/node/stateFile';

describe('StateFile', () => {
  let folder = '';
  let file = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-state-'));
    file = path.join(folder, 'state.json');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  /** One whose errors are kept. */
  const open = (at = file): { state: StateFile; errors: unknown[] } => {
    const errors: unknown[] = [];
    return { state: new StateFile(at, (error) => errors.push(error)), errors };
  };
  const content = async (): Promise<unknown> => JSON.parse(await readFile(file, 'utf8')) as unknown;

  it('there is nothing before the first write', async () => {
    assert.equal(await open().state.read(), undefined);
    assert.deepEqual(await readdir(folder), []);
  });

  it('reads what another one has written', async () => {
    const { state, errors } = open();
    const written = { version: 1, text: 'Zoë 😀', list: [null, 1.5] };
    state.write(written);
    await state.flush();
    assert.deepEqual([await open().state.read(), errors], [written, []]);
  });

  it('a flush with nothing to write is over at once', async () => {
    await open().state.flush();
    assert.deepEqual(await readdir(folder), []);
  });

  it('many writes at once end with the last', async () => {
    const { state, errors } = open();
    for (let index = 0; index < 1000; index += 1) state.write({ index });
    await state.flush();
    assert.deepEqual([await content(), errors, await readdir(folder)], [{ index: 999 }, [], ['state.json']]);
  });

  it('writes between flushes end with the last', async () => {
    const { state } = open();
    for (let index = 0; index < 20; index += 1) {
      state.write({ index, more: index });
      const flushed = state.flush();
      state.write({ index });
      await flushed;
      assert.deepEqual(await content(), { index });
    }
  });

  it('a state is written as it was when it was given', async () => {
    const { state } = open();
    state.write({ first: true });
    await state.flush();
    state.write({ second: true });
    await state.flush();
    assert.deepEqual(await content(), { second: true });
  });

  it('ends with a line break, and indents for whoever looks at it', async () => {
    const { state } = open();
    state.write({ a: [1] });
    await state.flush();
    assert.equal(await readFile(file, 'utf8'), '{\n  "a": [\n    1\n  ]\n}\n');
  });

  it('an error is reported once and does not reach the caller; the next write is tried', async () => {
    const { state, errors } = open(path.join(folder, 'later', 'state.json'));
    state.write({ lost: true });
    await state.flush();
    assert.deepEqual(
      errors.map((error) => (error as NodeJS.ErrnoException).code),
      ['ENOENT'],
    );
    await mkdir(path.join(folder, 'later'));
    state.write({ kept: true });
    await state.flush();
    assert.deepEqual([errors.length, await state.read()], [1, { kept: true }]);
  });

  const unreadable: readonly (readonly [name: string, text: string])[] = [
    ['half a state', '{"a":'],
    ['nothing', ''],
    ['prose', 'state'],
  ];
  for (const [name, text] of unreadable) {
    it(`${name} in the file is an error of JSON, and the file stays as it is`, async () => {
      await writeFile(file, text);
      await assert.rejects(open().state.read(), SyntaxError);
      assert.equal(await readFile(file, 'utf8'), text);
    });
  }

  it('a folder, or a path below a file, is an error of the system', async () => {
    await writeFile(file, '{}');
    await assert.rejects(open(folder).state.read(), { code: 'EISDIR' });
    await assert.rejects(open(path.join(file, 'x')).state.read(), { code: 'ENOTDIR' });
  });

  it('regression: a byte order mark is no error', async () => {
    await writeFile(file, '\ufeff{"a":1}');
    assert.deepEqual(await open().state.read(), { a: 1 });
  });

  it('regression: a write in the moment in which the one before ends is not lost', async () => {
    for (let ticks = 0; ticks < 12; ticks += 1) {
      const place = path.join(folder, String(ticks));
      let second: Promise<void> | undefined;
      const state: StateFile = new StateFile(path.join(place, 'state.json'), () => {
        mkdirSync(place, { recursive: true });
        second ??= later(ticks).then(() => {
          state.write({ ticks });
        });
      });
      state.write({ fails: true });
      await state.flush();
      await second;
      await state.flush();
      assert.deepEqual(await state.read(), { ticks }, `after ${ticks} ticks`);
    }
  });

  it('regression: a state that is no JSON is reported like any other error', async () => {
    const { state, errors } = open();
    state.write({ big: 1n });
    await state.flush();
    state.write({ fine: true });
    await state.flush();
    assert.deepEqual([errors.length, await content()], [1, { fine: true }]);
  });
});

/** Some turns of the queue of promises later: no time passes. */
async function later(ticks: number): Promise<void> {
  for (let left = ticks; left > 0; left -= 1) await Promise.resolve();
}
