import assert from 'node:assert/strict';
import { SAMPLE_MEETING_ID } from '../../../src/emulator';
import { answer } from '../../support/fakeEmulator';
import { assertHarmless, assertNoStackTrace, assertWrongUse, graphCalls, useShell } from './support';

const LINK_PATH = `/v1.0/me/onlineMeetings/${SAMPLE_MEETING_ID}/getVirtualAppointmentJoinWebUrl`;

describe('cli: join-link', () => {
  const shell = useShell();

  const ways: readonly (readonly [name: string, args: () => Promise<readonly string[]>])[] = [
    ['a file', async () => [await shell.payload()]],
    ['--meeting', () => Promise.resolve(['--meeting', SAMPLE_MEETING_ID])],
    [
      '--meeting, which beats the file',
      async () => [await shell.payload({ $meeting: 'other' }), '--meeting', SAMPLE_MEETING_ID],
    ],
    ['a file with a broken $ifMatch', async () => [await shell.payload({ $ifMatch: 'AAAA==' })]],
  ];
  for (const [name, args] of ways) {
    it(`of ${name}: text is the link and nothing else, JSON holds the same`, async () => {
      const emulator = await shell.emulator();
      const command = ['join-link', ...(await args()), '--endpoint', emulator.origin, '--quiet'];
      const text = await shell.run(command);
      assert.deepEqual({ code: text.code, lines: text.stdout.split('\n').length }, { code: 0, lines: 2 });
      assert.match(text.stdout, /^https:\/\/visit\.teams\.microsoft\.com\/\S+\n$/);
      const json = await shell.run([...command, '--format', 'json']);
      assert.equal(json.code, 0);
      assert.deepEqual(JSON.parse(json.stdout), { joinWebUrl: text.stdout.trimEnd() });
      assert.deepEqual(
        graphCalls(emulator),
        [1, 2].map(() => ({ method: 'GET', path: LINK_PATH, status: 200 })),
      );
    });
  }

  it('works with a service that has retired the resource', async () => {
    const { origin } = await shell.emulatorProcess({}, ['--retired']);
    const exit = await shell.run(['join-link', await shell.payload()]);
    assert.equal(exit.code, 0, exit.stderr);
    assert.match(exit.stdout, /^https:\/\/\S+\n$/);
    assert.equal((await shell.run(['fetch', await shell.payload(), '--endpoint', origin])).code, 4);
  });

  for (const format of ['text', 'json']) {
    it(`of an unknown meeting → 4, nothing on standard output (${format})`, async () => {
      const emulator = await shell.emulator();
      const args = ['join-link', '--meeting', 'nope', '--endpoint', emulator.origin, '--format', format];
      const exit = await shell.run(args);
      assertNoStackTrace(exit);
      assert.deepEqual({ code: exit.code, stdout: exit.stdout }, { code: 4, stdout: '' });
      assert.match(exit.stderr, /404 Not Found: no such meeting/);
      assert.match(exit.stderr, /Next: Check "\$meeting" and "\$user"\./);
    });
  }

  it('without a file and a meeting → 2', async () => {
    assertWrongUse(await shell.run(['join-link']), /Name a payload file, or a meeting with --meeting ID\./);
  });

  it('with errors in the file → 1, and nothing is asked', async () => {
    const emulator = await shell.emulator();
    const args = ['join-link', await shell.payload({ $nope: 1 }), '--endpoint', emulator.origin];
    const { code, stdout } = await shell.run(args);
    assert.deepEqual({ code, stdout, asked: emulator.log() }, { code: 1, stdout: '', asked: [] });
  });

  it('with no emulator running → 5 with the hint', async () => {
    const exit = await shell.run(['join-link', await shell.payload()]);
    assert.deepEqual({ code: exit.code, stdout: exit.stdout }, { code: 5, stdout: '' });
    assert.match(exit.stderr, /Start one in another shell with: vappt emulator/);
  });

  const noLinks: readonly (readonly [name: string, body: unknown])[] = [
    ['nothing', undefined],
    ['no value', {}],
    ['another scheme', { value: 'javascript:alert(1)' }],
    ['a list', { value: ['https://x.example'] }],
    ['a page', '<html>'],
  ];
  for (const [name, body] of noLinks) {
    it(`an answer with ${name} is no link → 5`, async () => {
      const fake = await shell.fakeEmulator((_request, response) => {
        answer(response, 200, body);
      });
      const exit = await shell.run(['join-link', '--meeting', 'm', '--endpoint', fake.origin]);
      assertNoStackTrace(exit);
      assert.deepEqual({ code: exit.code, stdout: exit.stdout }, { code: 5, stdout: '' });
    });
  }

  it('a link with control characters or line breaks in it is harmless and stays one line', async () => {
    const fake = await shell.fakeEmulator((_request, response) => {
      answer(response, 200, { value: 'https://x.example/\u001b[2J\n::error::owned' });
    });
    assertHarmless(await shell.run(['join-link', '--meeting', 'm', '--endpoint', fake.origin]));
  });

  it('SIGINT while the answer is awaited → 130', async () => {
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const fake = await shell.fakeEmulator(() => {
      arrive();
    });
    const cli = shell.spawn(['join-link', '--meeting', 'm', '--endpoint', fake.origin]);
    await arrived;
    cli.kill('SIGINT');
    const { code, stdout } = await cli.exit;
    assert.deepEqual({ code, stdout }, { code: 130, stdout: '' });
  });
});
