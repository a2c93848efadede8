import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { toCurl } from '../../../../src/core/export/curl';
import type { GraphRequest } from '../../../../src/core/graph/requests';

const REQUEST: GraphRequest = {
  method: 'PATCH',
  path: '/beta/x',
  headers: { 'If-Match': 'W/"1"' },
  body: '{\n  "a": "O\'Neil $HOME `id` \\\\ !"\n}',
};

describe('toCurl', () => {
  it('names the token by a variable', () => {
    assert.equal(
      toCurl('https://graph.microsoft.com', { ...REQUEST, body: '{}' }),
      [
        "curl --request PATCH 'https://graph.microsoft.com/beta/x' \\",
        '  --header "Authorization: Bearer $TOKEN" \\',
        '  --header \'If-Match: W/"1"\' \\',
        "  --data-raw '{}'",
      ].join('\n'),
    );
  });

  it('has no body where there is none', () => {
    assert.doesNotMatch(toCurl('', { method: 'GET', path: '/x', headers: {} }), /--data/);
  });

  (process.platform === 'win32' ? it.skip : it)('a shell hands every argument on as it is', () => {
    // The shell's own function stands in for curl and prints what it was given.
    const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\nTOKEN=secret\n${toCurl('http://h', REQUEST)}\n`;
    const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
    assert.deepStrictEqual(words, [
      '--request',
      'PATCH',
      'http://h/beta/x',
      '--header',
      'Authorization: Bearer secret',
      '--header',
      'If-Match: W/"1"',
      '--data-raw',
      REQUEST.body,
    ]);
  });
});
