import assert from 'node:assert/strict';
import type { Emulator } from '../../../src/emulator';
import { answer } from '../../support/fakeEmulator';
import { resultOf } from './sendResult';
import { APPOINTMENT_PATH, assertHarmless, assertWrongUse, useShell } from './support';

const GUID = '3f2a4c6e-0000-4000-8000-000000000001';

describe('cli: where a send goes', () => {
  const shell = useShell();

  const badMeetings: readonly string[] = [
    '',
    '.',
    '..',
    '/',
    '../../me',
    'a/b',
    'a\\b',
    'a?x=1',
    'a#b',
    'a b',
    ' a',
    'a\r\nX-Evil: 1',
    'a\n::error::owned',
    'a\u2028b',
    'a\u0085b',
    'https://example.com/l/meetup-join/19%3ameeting_x%40thread.v2/0',
  ];
  for (const id of badMeetings) {
    it(`the meeting ${JSON.stringify(id)} → 1 in the file, 2 as an option; nothing is sent`, async () => {
      const emulator = await shell.emulator();
      const at = ['--endpoint', emulator.origin];
      const bad = await shell.payload({ $meeting: id }, 'bad.vappt.json');
      const good = await shell.payload();
      const [directive, option] = await Promise.all([
        shell.run(['send', bad, ...at]),
        shell.run(['send', good, '--meeting', id, ...at]),
      ]);
      assert.equal(directive.code, 1);
      assert.match(directive.stderr, /^bad\.vappt\.json:2:15: error: .+ \(meeting-id\)$/m);
      assertHarmless(directive);
      assertWrongUse(option, /meeting/);
      assertHarmless(option);
      assert.deepEqual(emulator.log(), []);
    });
  }

  it('a join link → 2, in the file and as an option; nothing is sent', async () => {
    const emulator = await shell.emulator();
    const link = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0';
    const file = await shell.payload({ $meeting: link }, 'link.vappt.json');
    for (const args of [[file], [await shell.payload(), '--meeting', link]]) {
      assertWrongUse(await shell.run(['send', ...args, '--endpoint', emulator.origin]), /This is a link/);
    }
    assert.deepEqual(emulator.log(), []);
  });

  it('preview and fetch refuse a bad meeting like send', async () => {
    const emulator = await shell.emulator();
    const at = ['--endpoint', emulator.origin];
    assert.equal((await shell.run(['preview', await shell.payload({ $meeting: '../x' }), ...at])).code, 1);
    for (const command of ['preview', 'fetch']) {
      assertWrongUse(
        await shell.run([command, await shell.payload(), '--meeting', '../x', ...at]),
        /meeting/,
      );
    }
    assert.deepEqual(emulator.log(), []);
  });

  for (const user of ['', 'sam@example.com', 'ME', '../users', `${GUID}/x`, 'me\r\nX-Evil: 1']) {
    it(`the user ${JSON.stringify(user)} → 1 in the file, 2 as an option; nothing is sent`, async () => {
      const emulator = await shell.emulator();
      const at = ['--endpoint', emulator.origin];
      const directive = await shell.run(['send', await shell.payload({ $user: user }), ...at]);
      assert.equal(directive.code, 1);
      assert.match(directive.stderr, /\(user-id\)$/m);
      assertWrongUse(await shell.run(['send', await shell.payload(), '--user', user, ...at]), /user/i);
      assert.deepEqual(emulator.log(), []);
    });
  }

  it('languages that would break the header → 1 in the file, 2 as an option', async () => {
    const emulator = await shell.emulator();
    const at = ['--endpoint', emulator.origin];
    const directive = await shell.run([
      'send',
      await shell.payload({ $acceptLanguage: 'en\r\nX: 1' }),
      ...at,
    ]);
    assert.equal(directive.code, 1);
    const option = await shell.run(['send', await shell.payload(), '--accept-language', 'en\r\nX: 1', ...at]);
    assertWrongUse(option, /The language is a list/);
    assert.deepEqual(emulator.log(), []);
  });

  it('a good option stands for what the file lacks', async () => {
    const emulator = await shell.emulator();
    const file = await shell.write('a.vappt.json', '{ "externalAppointmentId": "1" }');
    const id = APPOINTMENT_PATH.split('/')[4] ?? '';
    const args = ['send', file, '--meeting', id, '--user', GUID, '--endpoint', emulator.origin];
    const { code } = await shell.run([...args, '--if-match', 'none']);
    assert.equal(code, 0);
    assert.equal(
      emulator.log().find(({ method }) => method === 'PATCH')?.path,
      APPOINTMENT_PATH.replace('/me/', `/users/${GUID}/`),
    );
  });

  it('other characters of an id are escaped once', async () => {
    const emulator = await shell.emulator();
    const { id } = emulator.addMeeting({ id: "M1:m+=&%2F'(é)@thread.v2", appointment: true });
    const args = ['send', await shell.payload({ $meeting: id }), '--endpoint', emulator.origin];
    const { code, stdout } = await shell.run(args);
    assert.equal(code, 0, stdout);
  });

  it('no meeting → 2, and says how to name one', async () => {
    const emulator = await shell.emulator();
    const file = await shell.write('a.vappt.json', '{ "externalAppointmentId": "1" }');
    const exit = await shell.run(['send', file, '--endpoint', emulator.origin]);
    assertWrongUse(exit, /Write its id in "\$meeting", or use --meeting ID\./);
    assert.deepEqual(emulator.log(), []);
  });

  it('a redirect is not followed: the token goes nowhere else', async () => {
    const other = await shell.fakeServer((_request, response) => {
      answer(response, 200, {});
    });
    const fake = await shell.fakeEmulator((_request, response) => {
      answer(response, 307, undefined, { location: `${other.origin}/beta` });
    });
    const file = await shell.payload();
    for (const condition of ['auto', 'none']) {
      const { code } = await shell.run(['send', file, '--endpoint', fake.origin, '--if-match', condition]);
      assert.equal(code, 5);
    }
    assert.deepEqual(other.received, []);
  });

  it('regression: a proxy of the environment sees nothing of what stays on this machine', async () => {
    const proxy = await shell.fakeServer((_request, response) => {
      answer(response, 200, {});
    });
    const emulator = await shell.emulator();
    const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy.origin, http_proxy: proxy.origin };
    const { code } = await shell.run(['send', await shell.payload(), '--endpoint', emulator.origin], {
      env,
    });
    assert.deepEqual(proxy.received, []);
    assert.equal(code, 0);
  });

  describe('--endpoint', () => {
    const foreign: readonly ((origin: string) => string)[] = [
      (origin) => origin.replace('127.0.0.1', 'localhost'),
      (origin) => origin.replace('127.0.0.1', '127.0.0.1.example.com'),
      (origin) => origin.replace('127.0.0.1', '127.1'),
      (origin) => origin.replace('127.0.0.1', '2130706433'),
      (origin) => origin.replace('127.0.0.1', '0x7f.0.0.1'),
      (origin) => origin.replace('127.0.0.1', '0.0.0.0'),
      (origin) => origin.replace('127.0.0.1', '127.0.0.2'),
      (origin) => origin.replace('127.0.0.1', '127.0.0.1@example.com'),
      (origin) => origin.replace('127.0.0.1', 'example.com@127.0.0.1'),
      (origin) => origin.replace('http://', 'http://user:pass@'),
      (origin) => origin.replace('http:', 'https:'),
      (origin) => origin.replace('http:', 'HTTP:'),
      (origin) => origin.replace('http://', 'http:\\\\'),
      (origin) => origin.replace('127.0.0.1', '[::ffff:127.0.0.1]'),
      (origin) => `${origin}/beta`,
      (origin) => `${origin}//`,
      (origin) => `${origin}?x`,
      (origin) => `${origin}#x`,
      (origin) => ` ${origin}`,
      (origin) => `${origin}\n`,
      (origin) => `${origin}\n::error::owned`,
      (origin) => origin.replace('http://', ''),
      () => 'http://127.0.0.1:99999',
      () => 'http://127.0.0.1:',
      () => 'http://example.com',
      () => 'https://graph.microsoft.com',
      () => 'file:///etc/passwd',
      () => '',
    ];
    for (const make of foreign) {
      it(`${JSON.stringify(make('http://127.0.0.1:PORT'))} → 2, nothing is sent`, async () => {
        const emulator = await shell.emulator();
        const file = await shell.payload();
        for (const command of ['send', 'fetch', 'preview']) {
          const exit = await shell.run([command, file, '--endpoint', make(emulator.origin)]);
          assertWrongUse(
            exit,
            /--endpoint is http:\/\/127\.0\.0\.1:PORT or http:\/\/\[::1\]:PORT, and nothing else/,
          );
          assertHarmless(exit);
        }
        assert.deepEqual(emulator.log(), []);
      });
    }

    it('is as strict for fetch and preview', async () => {
      const emulator = await shell.emulator();
      const localhost = emulator.origin.replace('127.0.0.1', 'localhost');
      for (const command of ['fetch', 'preview']) {
        assertWrongUse(
          await shell.run([command, await shell.payload(), '--endpoint', localhost]),
          /--endpoint is/,
        );
      }
      assert.deepEqual(emulator.log(), []);
    });

    it('may end with a slash', async () => {
      const emulator = await shell.emulator();
      const args = ['send', await shell.payload(), '--endpoint', `${emulator.origin}/`, '--format', 'json'];
      assert.equal(resultOf(await shell.run(args)).url, emulator.origin + APPOINTMENT_PATH);
    });

    it('beats the announced emulator', async () => {
      const announced = await shell.emulatorProcess();
      const named: Emulator = await shell.emulator();
      await shell.run(['send', await shell.payload(), '--endpoint', named.origin]);
      assert.notEqual(named.log().length, 0);
      assert.deepEqual(await (await fetch(`${announced.origin}/_emulator/log`)).json(), []);
    });

    for (const cloud of ['global', 'usGovL4', 'usGovL5', 'china']) {
      it(`with --cloud ${cloud} → 2`, async () => {
        const emulator = await shell.emulator();
        const file = await shell.payload();
        for (const command of ['send', 'fetch', 'preview']) {
          const exit = await shell.run([command, file, '--cloud', cloud, '--endpoint', emulator.origin]);
          assertWrongUse(exit, /--endpoint goes with --cloud emulator only/);
        }
        assert.deepEqual(emulator.log(), []);
      });
    }
  });
});
