import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { targetKey } from '../../../src/core/graph/target';
import { MementoBaseStore } from '../../../src/vscode/mementoBaseStore';
import { NOW } from '../../support/fakes';

/** A workspace's storage, which keeps JSON. */
class FakeMemento implements Memento {
  readonly content = new Map<string, string>();

  keys(): readonly string[] {
    return [...this.content.keys()];
  }
  get<Value>(key: string, otherwise?: Value): Value | undefined {
    const text = this.content.get(key);
    return text === undefined ? otherwise : (JSON.parse(text) as Value);
  }
  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.content.delete(key);
    else this.content.set(key, JSON.stringify(value));
    return Promise.resolve();
  }
}

const target = (user: string, cloud: 'emulator' | 'global' = 'emulator') =>
  ({ cloud, user, meetingId: 'M' }) as const;
const KEY = targetKey(target('me'), 'account-1');
const KNOWN = { base: { etag: 'W/"1"', appointment: { a: 1 }, readAt: NOW } };
const NEWER = { version: 2, base: { somethingElse: true } };

describe('the base store', () => {
  const make = (content: Readonly<Record<string, unknown>> = {}) => {
    const memento = new FakeMemento();
    for (const [key, value] of Object.entries(content)) {
      memento.content.set(`vappt.base.v1:${key}`, JSON.stringify(value));
    }
    return { memento, store: new MementoBaseStore(memento) };
  };

  it('gives back what it was given, also to the next window', async () => {
    const { memento, store } = make();
    const theirs = { ...KNOWN.base, etag: null };
    await store.set(KEY, { ...KNOWN, theirs, spent: true });
    const found = new MementoBaseStore(memento).get(KEY);
    assert.deepStrictEqual(found, { ...KNOWN, theirs, spent: true });
    const { version } = JSON.parse([...memento.content.values()].join()) as { version: number };
    assert.equal(version, 1);
  });

  it('what one document has read, another one that was looked at before does not know', async () => {
    const { memento, store } = make({ [KEY]: KNOWN });
    const news = { base: { etag: 'W/"2"', appointment: { a: 2 }, readAt: NOW } };
    assert.deepStrictEqual(store.getFor({ document: 'file:///b' }, KEY), KNOWN);
    await store.of({ document: 'file:///a' }).set(KEY, news);
    for (const each of [store, new MementoBaseStore(memento)]) {
      assert.deepStrictEqual(each.get(KEY), news);
      assert.deepStrictEqual(each.getFor({ document: 'file:///a' }, KEY), news);
      assert.deepStrictEqual(each.of({ document: 'file:///b' }).get(KEY), { ...KNOWN, theirs: news.base });
    }
    await store.of({ document: 'file:///b' }).delete(KEY);
    assert.equal(store.of({ document: 'file:///a' }).get(KEY), undefined);
  });

  it('a document that was looked at is known to the next window too', async () => {
    const { memento, store } = make({ [KEY]: KNOWN });
    store.getFor({ document: 'file:///b' }, KEY);
    const next = new MementoBaseStore(memento);
    const news = { base: { etag: 'W/"2"', appointment: { a: 2 }, readAt: NOW } };
    await next.of({ document: 'file:///a' }).set(KEY, news);
    assert.deepStrictEqual(next.getFor({ document: 'file:///b' }, KEY), { ...KNOWN, theirs: news.base });
  });

  it('a document that was looked at before anything was known is made from what is known first', async () => {
    const { store } = make();
    store.getFor({ document: 'file:///b' }, KEY);
    await store.of({ document: 'file:///a' }).set(KEY, KNOWN);
    const news = { base: { etag: 'W/"2"', appointment: { a: 2 }, readAt: NOW } };
    await store.of({ document: 'file:///a' }).set(KEY, news);
    assert.deepStrictEqual(store.getFor({ document: 'file:///b' }, KEY), { ...KNOWN, theirs: news.base });
  });

  it('a document is the same when it, or its folder, is renamed', async () => {
    const { store } = make({ [KEY]: KNOWN });
    for (const name of ['p/a', 'p/b', 'p/c', 'pp/d'])
      store.getFor({ document: `file:///${name}`, body: { a: 0 } }, KEY);
    const news = { base: { etag: 'W/"2"', appointment: { a: 2 }, readAt: NOW } };
    await store.of({ document: 'file:///p/a' }).set(KEY, news);
    await store.rename('file:///p/b', 'file:///p/e');
    await store.rename('file:///p', 'file:///q');
    const behind = { ...KNOWN, theirs: news.base };
    assert.deepStrictEqual(
      ['q/a', 'q/c', 'q/e', 'pp/d'].map((name) => store.getFor({ document: `file:///${name}` }, KEY)),
      [news, behind, behind, behind],
    );
    // By a name that is not known it may be any of them, unless it would undo nothing.
    assert.deepStrictEqual(store.getFor({ document: 'file:///x', body: { a: 0 } }, KEY), behind);
    assert.deepStrictEqual(store.getFor({ document: 'file:///y', body: { a: 2 } }, KEY), news);
    await store.of({ document: 'file:///z' }).set(KEY, { base: news.base });
    assert.deepStrictEqual(store.getFor({ document: 'file:///z', body: { a: 0 } }, KEY), news);
  });

  it('another cloud, user or account has another base', async () => {
    const { store } = make();
    await store.set(KEY, KNOWN);
    const others = [
      targetKey(target('me'), 'account-2'),
      targetKey(target('me', 'global'), 'account-1'),
      targetKey(target('3f2a4c6e-0000-4000-8000-000000000001'), 'account-1'),
    ];
    assert.deepStrictEqual(
      others.map((key) => store.get(key)),
      [undefined, undefined, undefined],
    );
  });

  it('data of a newer version is not understood, and not destroyed', async () => {
    const { memento, store } = make({ [KEY]: NEWER });
    assert.equal(store.get(KEY), undefined);
    await store.set(KEY, KNOWN);
    assert.deepStrictEqual(store.get(KEY), KNOWN);
    await store.delete(KEY);
    assert.equal(store.get(KEY), undefined);
    await store.forgetOlderThan(Number.MAX_SAFE_INTEGER);
    assert.deepStrictEqual([...memento.content.values()], [JSON.stringify(NEWER)]);
  });

  it('data without a version is of the first', () => {
    assert.deepStrictEqual(make({ [KEY]: KNOWN }).store.get(KEY), KNOWN);
  });

  for (const [name, value] of [
    ['nothing in it', {}],
    ['no base', { base: null }],
    ['a tag that no header can hold', { base: { ...KNOWN.base, etag: 'W/"a"\r\nX: 1' } }],
    ['a broken state', { ...KNOWN, spent: 'yes' }],
    ['broken news', { ...KNOWN, theirs: 1 }],
    ['a broken list of documents', { ...KNOWN, readers: [1] }],
    ['a broken base of a document', { ...KNOWN, outdated: { 'file:///a': { etag: 1 } } }],
  ] as const) {
    it(`damaged, with ${name}: nothing is known`, () => {
      assert.equal(make({ [KEY]: value }).store.get(KEY), undefined);
    });
  }

  it('keeps a tag of 8 KB with quotes around it', async () => {
    const { store } = make();
    const etag = `W/"${'x'.repeat(8192)}"`;
    await store.set(KEY, { base: { ...KNOWN.base, etag } });
    assert.equal(store.get(KEY)?.base.etag, etag);
  });

  it('forgets what was last read long ago, and only that', async () => {
    const old = { base: { ...KNOWN.base, readAt: NOW - 1000 } };
    const { store } = make({ old, news: { ...old, theirs: KNOWN.base }, [KEY]: KNOWN });
    await store.forgetOlderThan(NOW);
    assert.deepStrictEqual(
      ['old', 'news', KEY].map((key) => store.get(key) !== undefined),
      [false, true, true],
    );
  });
});
