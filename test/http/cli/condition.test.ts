import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Emulator } from '../../../src/emulator';
import { answer } from '../../support/fakeEmulator';
import { resultOf } from './sendResult';
import {
  assertHarmless,
  assertNoStackTrace,
  assertWrongUse,
  graphCalls,
  sampleAppointment,
  useShell,
} from './support';

/** What was sent as If-Match, for every PATCH. */
function tagsSent(emulator: Emulator): (string | undefined)[] {
  return emulator
    .log()
    .filter(({ method }) => method === 'PATCH')
    .map(({ headers }) => headers['if-match']);
}

describe('cli: the condition of a send', () => {
  const shell = useShell();
  const send = async (emulator: Emulator, file: string, ...args: string[]): ReturnType<typeof shell.run> =>
    shell.run(['send', file, '--endpoint', emulator.origin, '--format', 'json', ...args]);
  const writeBase = async (emulator: Emulator, name = 'base.json'): Promise<string> => {
    const args = ['fetch', await shell.payload(), '--endpoint', emulator.origin, '--format', 'json'];
    return shell.write(name, (await shell.run(args)).stdout);
  };

  it('auto, the default, reads first where there is no base and sends on that tag', async () => {
    const emulator = await shell.emulator();
    const { etag } = sampleAppointment(emulator);
    for (const args of [[], ['--if-match', 'auto']]) {
      const { code } = await send(emulator, await shell.payload(), ...args);
      assert.equal(code, 0);
    }
    assert.deepEqual(
      graphCalls(emulator).map(({ method }) => method),
      ['GET', 'PATCH', 'GET', 'GET', 'PATCH', 'GET'],
    );
    assert.equal(tagsSent(emulator)[0], etag);
  });

  it('auto and require take the tag of --base', async () => {
    for (const args of [[], ['--if-match', 'auto'], ['--if-match', 'require']]) {
      const emulator = await shell.emulator();
      const { etag } = sampleAppointment(emulator);
      const base = await writeBase(emulator);
      const exit = await send(emulator, await shell.payload(), '--base', base, ...args);
      assert.deepEqual({ code: exit.code, etagSent: resultOf(exit).etagSent }, { code: 0, etagSent: etag });
      assert.deepEqual(
        graphCalls(emulator).map(({ method }) => method),
        ['GET', 'PATCH', 'GET'],
      );
    }
  });

  it('require without --base → 2, and says what to do', async () => {
    const emulator = await shell.emulator();
    assertWrongUse(await send(emulator, await shell.payload(), '--if-match', 'require'), /--base FILE/);
    assert.deepEqual(emulator.log(), []);
  });

  it('none sends no If-Match, and the report says UNCONDITIONAL', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload();
    assert.equal(resultOf(await send(emulator, file, '--if-match', 'none')).etagSent, null);
    const report = await shell.run(['send', file, '--endpoint', emulator.origin, '--if-match', 'none']);
    assert.match(report.stdout, /UNCONDITIONAL/);
    assert.deepEqual(tagsSent(emulator), [undefined, undefined]);
  });

  it('* is any version', async () => {
    const emulator = await shell.emulator();
    const exit = await send(emulator, await shell.payload(), '--if-match', '*');
    assert.deepEqual({ code: exit.code, etagSent: resultOf(exit).etagSent }, { code: 0, etagSent: '*' });
  });

  it('the option beats the directive, and the directive beats the base', async () => {
    const emulator = await shell.emulator();
    const base = await writeBase(emulator);
    const file = await shell.payload({ $ifMatch: 'W/"directive"' }, 'b.vappt.json');
    await send(emulator, file, '--if-match', 'W/"option"', '--base', base);
    await send(emulator, file, '--base', base);
    assert.deepEqual(tagsSent(emulator), ['W/"option"', 'W/"directive"']);
  });

  for (const [directive, sent] of [
    ['none', undefined],
    ['*', '*'],
    ['"strong"', '"strong"'],
  ] as const) {
    it(`$ifMatch ${JSON.stringify(directive)}`, async () => {
      const emulator = await shell.emulator();
      await send(emulator, await shell.payload({ $ifMatch: directive }));
      assert.deepEqual(tagsSent(emulator), [sent]);
    });
  }

  const broken: readonly (readonly [tag: string, sentence: RegExp])[] = [
    ['ZfYdV7Me==', /It should be W\/"ZfYdV7Me==" *[.(]/],
    ['W/ZfYdV7Me==', /It should be W\/"ZfYdV7Me==" *[.(]/],
    ['w/"ZfYdV7Me=="', /It should be W\/"ZfYdV7Me==" *[.(]/],
    ['W/\\"ZfYdV7Me==\\"', /It should be W\/"ZfYdV7Me==" *[.(]/],
    ['"W/"ZfYdV7Me==""', /It should be W\/"ZfYdV7Me==" *[.(]/],
    ["W/'ZfYdV7Me=='", /It should be W\/"ZfYdV7Me==" *[.(]/],
    ['W/"ZfYdV7Me=="\r\nX-Evil: 1', /This is not an entity tag/],
    ['W/"a"\n::error::owned', /This is not an entity tag/],
    ['W/"a", W/"b"', /This is not an entity tag/],
    ['"with spaces"', /This is not an entity tag/],
    ['', /This is not an entity tag/],
  ];
  for (const [tag, sentence] of broken) {
    it(`the broken tag ${JSON.stringify(tag)} → 2 as an option, 1 in the file; nothing is sent`, async () => {
      const emulator = await shell.emulator();
      const option = await send(emulator, await shell.payload(), '--if-match', tag);
      assertWrongUse(option, sentence);
      const directive = await send(emulator, await shell.payload({ $ifMatch: tag }));
      assert.equal(directive.code, 1);
      assert.match(directive.stderr, sentence);
      assert.equal(resultOf(directive).outcome, 'invalid');
      assertHarmless(option);
      assertHarmless(directive);
      assert.deepEqual(emulator.log(), []);
    });
  }

  for (const mode of ['auto', 'require']) {
    it(`regression: $ifMatch "${mode}" is not taken for a broken tag`, async () => {
      const emulator = await shell.emulator();
      const { code, stderr } = await send(emulator, await shell.payload({ $ifMatch: mode }));
      assert.equal(code, 1);
      assert.doesNotMatch(stderr, /W\/"(auto|require)"/);
    });
  }

  for (const mode of ['NONE', 'Auto']) {
    it(`regression: --if-match ${mode} is not taken for a broken tag`, async () => {
      const emulator = await shell.emulator();
      const exit = await send(emulator, await shell.payload(), '--if-match', mode);
      assertWrongUse(exit, new RegExp(mode.toLowerCase()));
      assert.ok(!exit.stderr.includes(`W/"${mode}"`));
    });
  }

  it('regression: a tag that lost only its W/ is not called somebody else’s change', async () => {
    const emulator = await shell.emulator();
    const strong = sampleAppointment(emulator).etag.slice(2);
    const file = await shell.payload();
    const exit = await shell.run(['send', file, '--endpoint', emulator.origin, '--if-match', strong]);
    assert.equal(exit.code, 3);
    assert.match(exit.stdout, /without (its )?W\//);
  });

  describe('--base', () => {
    it('of another port is the same emulator', async () => {
      const earlier = await shell.emulator();
      const base = await writeBase(earlier);
      const later = await shell.emulator({ initialState: earlier.state() });
      const { code } = await send(later, await shell.payload(), '--base', base);
      assert.equal(code, 0);
    });

    it('of another meeting or user → 2, and names where it was read', async () => {
      const emulator = await shell.emulator();
      const base = await writeBase(emulator);
      const file = await shell.payload();
      const user = '3f2a4c6e-0000-4000-8000-000000000001';
      const asked = emulator.log().length;
      for (const args of [
        ['--meeting', 'other'],
        ['--user', user],
      ]) {
        const exit = await send(emulator, file, '--base', base, ...args);
        assertWrongUse(exit, /base\.json was read from another appointment \(http:\/\/127\.0\.0\.1:/);
      }
      assert.equal(emulator.log().length, asked);
    });

    it('of the emulator, for a real cloud → 2', async () => {
      const emulator = await shell.emulator();
      const base = await writeBase(emulator);
      const args = ['send', await shell.payload(), '--cloud', 'global', '--base', base];
      assertWrongUse(await shell.run(args), /another appointment/);
    });

    const noBase: readonly (readonly [name: string, text: (base: Record<string, unknown>) => string])[] = [
      ['nothing', () => ''],
      ['no JSON', () => 'W/"a"'],
      ['null', () => 'null'],
      ['an appointment alone', ({ appointment }) => JSON.stringify(appointment)],
      ['no tag', ({ etag: _etag, ...rest }) => JSON.stringify(rest)],
      ['an address that is none', (base) => JSON.stringify({ ...base, url: 'x' })],
      ['an address without a host', (base) => JSON.stringify({ ...base, url: 'about:blank' })],
      ['a time that is none', (base) => JSON.stringify({ ...base, fetchedAt: 'then' })],
      ['a month that is none', (base) => JSON.stringify({ ...base, fetchedAt: '2026-99-01T00:00:00.000Z' })],
      [
        'a time that only looks like one',
        (base) => JSON.stringify({ ...base, fetchedAt: '2026-01-01T00:00:00+00' }),
      ],
      ['a list for an appointment', (base) => JSON.stringify({ ...base, appointment: [] })],
    ];
    for (const [name, text] of noBase) {
      it(`with ${name} in it → 2`, async () => {
        const emulator = await shell.emulator();
        const base = await writeBase(emulator);
        const asked = emulator.log().length;
        await shell.write(base, text(await readJson(shell.folder, base)));
        // On a conflict, the time of the base is shown.
        emulator.touch();
        const exit = await send(emulator, await shell.payload(), '--base', base);
        const sentence = name.includes('without a host')
          ? /another appointment/
          : /base\.json is not what "vappt fetch/;
        assertWrongUse(exit, sentence);
        assert.equal(emulator.log().length, asked);
      });
    }

    it('that is missing or a folder → 2', async () => {
      const emulator = await shell.emulator();
      const file = await shell.payload();
      assertWrongUse(
        await send(emulator, file, '--base', 'nosuch.json'),
        /Cannot read nosuch\.json: there is no such file/,
      );
      assertWrongUse(
        await send(emulator, file, '--base', '.'),
        /^\S+ \. is a folder, and one payload file has a file as base\. .+ name it \.\/\.$/m,
      );
    });

    it('without a tag, require → 1 and nothing is sent', async () => {
      const emulator = await shell.emulator();
      const base = await writeBase(emulator);
      const text = JSON.stringify({ ...(await readJson(shell.folder, base)), etag: null });
      await shell.write(base, text);
      const exit = await send(emulator, await shell.payload(), '--base', base, '--if-match', 'require');
      assert.deepEqual({ code: exit.code, outcome: resultOf(exit).outcome }, { code: 1, outcome: 'invalid' });
      assert.deepEqual(tagsSent(emulator), []);
    });

    for (const etag of ['W/"a"\r\nX-Evil: 1', 'W/"a"\n::error::owned', 'W/"\u20ac"', '']) {
      it(`regression: with the tag ${JSON.stringify(etag)} → 2, nothing is sent and nothing is said to be`, async () => {
        const emulator = await shell.emulator();
        const base = await writeBase(emulator);
        await shell.write(base, JSON.stringify({ ...(await readJson(shell.folder, base)), etag }));
        const exit = await shell.run([
          'send',
          await shell.payload(),
          '--base',
          base,
          '--endpoint',
          emulator.origin,
        ]);
        assertNoStackTrace(exit);
        assertHarmless(exit);
        assert.deepEqual(tagsSent(emulator), []);
        assertWrongUse(exit, /base\.json/);
      });
    }

    it('regression: with a line break in its address is harmless', async () => {
      const emulator = await shell.emulator();
      const base = await writeBase(emulator);
      const url = 'http://127.0.0.1/\n::error::owned';
      await shell.write(base, JSON.stringify({ ...(await readJson(shell.folder, base)), url }));
      const exit = await send(emulator, await shell.payload(), '--base', base);
      assert.equal(exit.code, 2);
      assertHarmless(exit);
    });

    it('regression: with no emulator running → 5 with the hint, not a crash', async () => {
      const emulator = await shell.emulator();
      const base = await writeBase(emulator);
      const exit = await shell.run(['send', await shell.payload(), '--base', base]);
      assertNoStackTrace(exit);
      assert.equal(exit.code, 5);
      assert.match(exit.stdout, /Start one in another shell with: vappt emulator/);
    });
  });

  it('regression: a tag from a body that no header can carry is not sent, and not said to be', async () => {
    const fake = await shell.fakeEmulator((request, response) => {
      if (request.method === 'GET')
        answer(response, 200, { '@odata.etag': 'W/"a"\r\n::error::owned', id: 'i' });
      else answer(response, 204);
    });
    const exit = await shell.run(['send', await shell.payload(), '--endpoint', fake.origin]);
    assertNoStackTrace(exit);
    assertHarmless(exit);
    assert.doesNotMatch(exit.stdout, /may have been saved/);
    assert.notEqual(exit.code, 0);
  });
});

async function readJson(folder: string, name: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Record<string, unknown>;
}
