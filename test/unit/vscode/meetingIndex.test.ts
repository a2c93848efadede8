import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import { MeetingIndex } from '../../../src/vscode/view/meetingIndex';

const uriOf = (path: string): Uri =>
  Object.assign(Object.create(null), { path, toString: () => `file://${path}` }) as Uri;

/** Files in memory, and what was asked of them. */
class Files {
  readonly content = new Map<string, string>();
  asked: string[] = [];
  readonly index: MeetingIndex;

  constructor(content: Readonly<Record<string, string>>, most = 10) {
    for (const [path, meeting] of Object.entries(content)) this.content.set(path, meeting);
    this.index = new MeetingIndex(
      {
        find: (limit) => {
          this.asked.push(`find ${limit}`);
          return Promise.resolve([...this.content.keys()].sort().slice(0, limit).map(uriOf));
        },
        meetingIn: ({ path }) => {
          this.asked.push(path);
          return Promise.resolve(this.content.get(path));
        },
      },
      most,
    );
  }

  /** What is known, and what was asked for it. */
  async now(): Promise<{ known: Record<string, string>; asked: string[] }> {
    const known = [...(await this.index.byMeeting())].map(([meeting, { path }]) => [meeting, path]);
    return { known: Object.fromEntries(known) as Record<string, string>, asked: this.asked.splice(0) };
  }
}

describe('the index of meetings', () => {
  it('reads all files once, and the first by its path counts', async () => {
    const files = new Files({ '/b': 'm', '/a': 'm', '/c': 'n' });
    const known = { m: '/a', n: '/c' };
    assert.deepEqual(await files.now(), { known, asked: ['find 10', '/a', '/b', '/c'] });
    assert.deepEqual(await files.now(), { known, asked: [] });
  });

  it('reads only what has changed, is new or is gone, and tells once that it will', async () => {
    const files = new Files({ '/a': 'm', '/b': 'n' });
    assert.equal(files.index.change(uriOf('/a')), false, 'nobody has asked yet');
    await files.now();
    files.content.set('/a', 'other');
    files.content.set('/c', 'new');
    files.content.delete('/b');
    const news = ['/a', '/c', '/b', '/a'].map((path) => files.index.change(uriOf(path)));
    assert.deepEqual(news, [true, false, false, false]);
    assert.deepEqual(await files.now(), { known: { other: '/a', new: '/c' }, asked: ['/a', '/c', '/b'] });
  });

  it('reads again what was in a folder that is gone', async () => {
    const files = new Files({ '/f/a': 'm', '/f/g/b': 'n', '/fa': 'o' });
    await files.now();
    files.content.delete('/f/a');
    files.content.delete('/f/g/b');
    assert.equal(files.index.changeBelow(uriOf('/f')), true);
    assert.deepEqual(await files.now(), { known: { o: '/fa' }, asked: ['/f/a', '/f/g/b'] });
    assert.equal(files.index.changeBelow(uriOf('/f')), false);
  });

  it('looks at no more than it may, and for others when one of them goes', async () => {
    const files = new Files({ '/a': 'm', '/b': 'n', '/c': 'o' }, 2);
    assert.deepEqual(await files.now(), { known: { m: '/a', n: '/b' }, asked: ['find 2', '/a', '/b'] });
    files.index.change(uriOf('/c'));
    assert.deepEqual((await files.now()).known, { m: '/a', n: '/b' });
    files.content.delete('/a');
    files.index.change(uriOf('/a'));
    assert.deepEqual(await files.now(), {
      known: { n: '/b', o: '/c' },
      asked: ['/a', 'find 2', '/b', '/c'],
    });
  });

  it('a change while it reads is read too, and what was forgotten is looked for anew', async () => {
    const files = new Files({ '/a': 'm' });
    const first = files.now();
    files.content.set('/a', 'n');
    assert.equal(files.index.change(uriOf('/a')), true);
    await first;
    assert.deepEqual((await files.now()).known, { n: '/a' });
    assert.equal(files.index.forget(), true);
    assert.deepEqual(await files.now(), { known: { n: '/a' }, asked: ['find 10', '/a'] });
  });
});
