import assert from 'node:assert/strict';
import { jwt } from '../../support/fakeTokens';
import type { CliExit } from '../../support/runCli';
import { assertHarmless, assertNoStackTrace, assertWrongUse, useShell } from './support';

const NOW = Math.floor(Date.now() / 1000);
const GOOD = {
  aud: 'https://graph.microsoft.com',
  scp: 'OnlineMeetings.ReadWrite User.Read',
  exp: NOW + 3600,
  oid: 'o',
  tid: 't',
  upn: 'organiser@contoso.example',
};

interface Checked {
  usable: boolean;
  cloud: string;
  account: string | null;
  expires: string | null;
  reason: string | null;
}

describe('cli: token check', () => {
  const shell = useShell();
  const check = async (token: string | undefined, ...args: string[]): Promise<CliExit> => {
    const fromEnv = await shell.run(['token', 'check', ...args], { env: { VAPPT_TOKEN: token } });
    assertNoStackTrace(fromEnv);
    assertHarmless(fromEnv);
    if (token !== undefined && token !== '') {
      assert.ok(!(fromEnv.stdout + fromEnv.stderr).includes(token), 'it prints the token');
      const signature = token.split('.')[2];
      if (signature !== undefined) assert.ok(!fromEnv.stdout.includes(signature), 'it prints the signature');
    }
    return fromEnv;
  };
  const checked = async (
    token: string | undefined,
    ...args: string[]
  ): Promise<Checked & { code: unknown }> => {
    const { code, stdout } = await check(token, '--format', 'json', ...args);
    return { code, ...(JSON.parse(stdout) as Checked) };
  };

  it('usable → 0: for which cloud, as whom, until when', async () => {
    const token = jwt(GOOD);
    const expires = new Date(GOOD.exp * 1000).toISOString();
    const { code, stdout, stderr } = await check(token);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.match(stdout, /^Usable for global as organiser@contoso\.example \(t\), until \S+\n$/);
    assert.ok(stdout.includes(expires));
    assert.deepEqual(await checked(token), {
      code: 0,
      usable: true,
      cloud: 'global',
      account: 'organiser@contoso.example',
      expires,
      reason: null,
    });
  });

  it('--token-stdin reads it with the word Bearer, quotes and line breaks', async () => {
    const token = jwt(GOOD);
    for (const stdin of [
      token,
      `${token}\r\n`,
      `Bearer ${token}`,
      `"${token}"\n`,
      `\n  Authorization: Bearer ${token}`,
    ]) {
      const exit = await shell.run(['token', 'check', '--token-stdin'], { stdin });
      assert.equal(exit.code, 0, exit.stdout);
    }
  });

  it('--token-stdin beats VAPPT_TOKEN, even with nothing in it', async () => {
    const env = { VAPPT_TOKEN: jwt(GOOD) };
    const exit = await shell.run(['token', 'check', '--token-stdin'], { env, stdin: '' });
    assert.equal(exit.code, 6);
  });

  const refused: readonly (readonly [
    name: string,
    token: string | undefined,
    cloud: string,
    reason: RegExp,
  ])[] = [
    ['expired', jwt({ ...GOOD, exp: NOW - 1 }), 'global', /This token has expired\./],
    [
      'of another cloud',
      jwt(GOOD),
      'china',
      /another service \(https:\/\/graph\.microsoft\.com\)\. .+chinacloudapi\.cn/,
    ],
    [
      'of a government cloud',
      jwt({ ...GOOD, aud: 'https://graph.microsoft.us' }),
      'global',
      /another service/,
    ],
    ['the emulator’s', 'vappt-emulator-token.x', 'global', /emulator’s own/],
    [
      'for reading only',
      jwt({ ...GOOD, scp: 'OnlineMeetings.Read' }),
      'global',
      /^Good for fetch and join-link, and not for send: it lacks the permission OnlineMeetings\.ReadWrite\.$/m,
    ],
    [
      'for join links only',
      jwt({ ...GOOD, scp: 'VirtualAppointment.Read' }),
      'global',
      /^Good for join-link only: it lacks the permission OnlineMeetings\.ReadWrite\.$/m,
    ],
    ['for something else', jwt({ ...GOOD, scp: 'User.Read' }), 'global', /^This token lacks the permission/],
    ['no token at all', 'two words: no', 'global', /not an access token/],
    ['missing', undefined, 'global', /no access token\. Put one in VAPPT_TOKEN/],
    ['empty', '', 'global', /no access token\. Put one in VAPPT_TOKEN/],
  ];
  for (const [name, token, cloud, reason] of refused) {
    it(`${name} → 6 and the reason as the result`, async () => {
      const { code, stdout, stderr } = await check(token, '--cloud', cloud);
      assert.deepEqual({ code, stderr }, { code: 6, stderr: '' });
      assert.match(stdout, reason);
      const result = await checked(token, '--cloud', cloud);
      assert.match(result.reason ?? '', reason);
      assert.deepEqual(
        { ...result, reason: null },
        { code: 6, usable: false, cloud, account: null, expires: null, reason: null },
      );
    });
  }

  for (const [cloud, aud] of [
    ['global', 'https://graph.microsoft.com/'],
    ['usGovL4', 'https://graph.microsoft.us'],
    ['usGovL5', 'https://dod-graph.microsoft.us'],
    ['china', 'https://microsoftgraph.chinacloudapi.cn'],
    ['china', '00000003-0000-0000-c000-000000000000'],
  ] as const) {
    it(`for ${aud} is usable with --cloud ${cloud}`, async () => {
      assert.deepEqual((await checked(jwt({ ...GOOD, aud }), '--cloud', cloud)).usable, true);
    });
  }

  it('one that cannot be read may be good → 0, with no date', async () => {
    const { code, usable, expires } = await checked('opaque-token');
    assert.deepEqual({ code, usable, expires }, { code: 0, usable: true, expires: null });
  });

  for (const exp of [1e300, 8.64e12 + 1]) {
    it(`regression: an end at ${exp} is no date, and no crash`, async () => {
      const { code, usable, expires } = await checked(jwt({ ...GOOD, exp }));
      assert.deepEqual({ code, usable, expires }, { code: 0, usable: true, expires: null });
    });
  }

  for (const upn of ['a\n::error::owned', 'a\r::error::owned', '\u001b[2J\u202ea']) {
    it(`regression: the account ${JSON.stringify(upn)} stays within its line`, async () => {
      const { code, stdout } = await check(jwt({ ...GOOD, upn }));
      assert.equal(code, 0);
      assert.match(stdout, /^.+\n$/);
    });
  }

  it('sends nothing and needs no emulator', async () => {
    const { origin } = await shell.emulatorProcess();
    assert.equal((await check(jwt(GOOD))).code, 0);
    assert.deepEqual(await (await fetch(`${origin}/_emulator/log`)).json(), []);
  });

  it('the emulator is no cloud for it, and there is no argument for a token → 2', async () => {
    assertWrongUse(await shell.run(['token', 'check', '--cloud', 'emulator']), /Allowed choices are global/);
    assertWrongUse(await shell.run(['token', 'check', jwt(GOOD)]), /too many arguments/);
    assertWrongUse(await shell.run(['token']), /Usage: vappt token/);
  });
});
