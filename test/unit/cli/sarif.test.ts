import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { sarifLog } from '../../../src/cli/sarif';

describe('SARIF: where a file is', () => {
  const uri = (path: string): string | undefined =>
    sarifLog([{ path, findings: [] }], []).runs[0]?.artifacts?.[0]?.location?.uri;

  it('regression: a name with a colon is not taken for the scheme of a URI', function () {
    // No name there has one.
    if (process.platform === 'win32') this.skip();
    const names = [
      'a:b.vappt.json',
      './a:b.vappt.json',
      'a:b/c.vappt.json',
      'a/b:c.vappt.json',
      'a.vappt.json',
    ];
    assert.deepEqual(names.map(uri), [
      './a:b.vappt.json',
      './a:b.vappt.json',
      './a:b/c.vappt.json',
      'a/b:c.vappt.json',
      'a.vappt.json',
    ]);
    const base = pathToFileURL('./').href;
    assert.equal(new URL(uri('a:b.vappt.json') ?? '', base).href, pathToFileURL('a:b.vappt.json').href);
  });

  it('outside of the folder it is the whole address', () => {
    assert.equal(uri('../a:b.vappt.json'), pathToFileURL('../a:b.vappt.json').href);
  });
});
