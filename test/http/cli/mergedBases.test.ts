import assert from 'node:assert/strict';
import fc from 'fast-check';
import { outcomes, results, useManyPayloads } from './manyPayloads';
import { useShell } from './support';

const ANN = { displayName: 'Ann', emailAddress: 'ann@example.com' };
const BOB = { displayName: 'Bob', emailAddress: 'bob@example.com' };
const MERGE = ['--base', 'bases', '--save-base', 'bases', '--on-conflict', 'merge'];

/** For a single file too. */
const MERGE_IN_FOLDER = ['--base', 'bases/', '--save-base', 'bases/', '--on-conflict', 'merge'];

// A base must not move past what a file does not have: the next send would undo in silence what others have changed.
describe('cli: bases after others’ changes were taken over', () => {
  const shell = useShell();
  const many = useManyPayloads(shell);
  const { change, send, read } = many;

  /** Payload files for one appointment with one client, sent once and kept in `bases`. */
  async function begin(names: readonly string[]): Promise<string> {
    const meeting = many.emulator.addMeeting({ appointment: true }).id;
    many.emulator.touch({ meetingId: meeting, changes: { appointmentClients: [ANN] } });
    for (const name of names) await change(name, { $meeting: meeting, appointmentClients: [ANN] });
    assert.equal((await send(...MERGE)).code, 0);
    return meeting;
  }

  const people = (meeting: string): unknown => many.entity(meeting)['appointmentClients'];

  for (const mode of [[], ['--batch']]) {
    it(`a file that is behind is merged again the next time, as often as it takes ${mode.join()}`, async () => {
      const meeting = await begin(['a']);
      many.emulator.touch({ meetingId: meeting, changes: { appointmentClients: [ANN, BOB] } });
      for (const name of ['Anna', 'Anne', 'Anne']) {
        await change('a', { $meeting: meeting, appointmentClients: [{ ...ANN, displayName: name }] });
        const exit = await send(...MERGE, ...mode);
        assert.deepEqual([exit.code, results(exit)[0]?.merged], [0, ['appointmentClients[1]']], exit.stderr);
        assert.deepEqual(people(meeting), [{ ...ANN, displayName: name }, BOB]);
      }
      // What the file has got by itself is no news any more.
      await change('a', { $meeting: meeting, appointmentClients: [ANN, BOB] });
      assert.deepEqual(outcomes(await send(...MERGE)), ['updated']);
      assert.deepEqual(people(meeting), [ANN, BOB]);
      await change('a', { $meeting: meeting, appointmentClients: [BOB] });
      assert.deepEqual(outcomes(await send(...MERGE)), ['updated']);
      assert.deepEqual(people(meeting), [BOB]);
    });
  }

  it('a preference counts once: a file that does not have it collides again', async () => {
    const meeting = await begin(['a']);
    const theirs = [{ ...ANN, displayName: 'Annie' }];
    many.emulator.touch({ meetingId: meeting, changes: { appointmentClients: theirs } });
    await change('a', { $meeting: meeting, appointmentClients: [{ ...ANN, displayName: 'Anna' }] });
    for (const [more, code] of [
      [['--prefer', 'theirs'], 0],
      [[], 3],
      [['--prefer', 'theirs', '--write'], 0],
      [[], 0],
    ] as const) {
      const exit = await send(...MERGE, ...more);
      assert.deepEqual([exit.code, people(meeting)], [code, theirs], exit.stdout);
    }
  });

  for (const more of [[], ['--write'], ['--write', '--batch']]) {
    it(`of two files for one appointment, the second does not undo what the first has taken over ${more.join(' ')}`, async () => {
      const meeting = await begin(['a', 'b']);
      many.emulator.touch({ meetingId: meeting, changes: { appointmentClients: [ANN, BOB] } });
      for (let run = 0; run < 3; run += 1) {
        const exit = await send(...MERGE, ...more);
        assert.equal(exit.code, 0, exit.stdout);
        assert.deepEqual(people(meeting), [ANN, BOB]);
      }
      if (more.length === 0) return;
      const both = { $meeting: meeting, appointmentClients: [ANN, BOB] };
      assert.deepEqual([await read('a'), await read('b')], [both, both]);
      // Everybody has everything: the tag is the current one again.
      assert.deepEqual(outcomes(await send('--base', 'bases')), ['updated', 'updated']);
    });
  }

  it('their own changes count in their order, and are no conflict', async () => {
    const meeting = await begin(['a', 'b']);
    many.emulator.touch({ meetingId: meeting, changes: { appointmentClients: [ANN, BOB] } });
    await change('a', { $meeting: meeting, appointmentClients: [ANN], externalAppointmentId: 'a2' });
    await change('b', { $meeting: meeting, appointmentClients: [ANN], externalAppointmentId: 'b2' });
    for (let run = 0; run < 2; run += 1) {
      const exit = await send(...MERGE);
      assert.deepEqual([exit.code, outcomes(exit)], [0, ['updated', 'updated']], exit.stdout);
      assert.deepEqual(people(meeting), [ANN, BOB]);
    }
  });

  it('a file that could not be merged keeps the base of all', async () => {
    const meeting = await begin(['a', 'b']);
    const theirs = { externalAppointmentId: 'theirs', externalAppointmentUrl: 'https://example.com/theirs' };
    many.emulator.touch({ meetingId: meeting, changes: theirs });
    await change('a', { $meeting: meeting, externalAppointmentId: 'a2' });
    await change('b', { $meeting: meeting, externalAppointmentUrl: null });
    for (let run = 0; run < 2; run += 1) {
      const exit = await send(...MERGE, '--write');
      assert.deepEqual([exit.code, outcomes(exit)], [3, ['conflict', 'updated']]);
    }
    const path = 'externalAppointmentId';
    const text = await send(...MERGE, '--format', 'text');
    assert.match(
      text.stdout,
      new RegExp(`^conflict +p/a\\.vappt\\.json: .+; changed here and there: ${path}$`, 'm'),
    );
    const junit = await send(...MERGE, '--format', 'junit');
    assert.match(junit.stdout, new RegExp(`message="conflict: .+; changed here and there: ${path}\\.`));
    const exit = await send(...MERGE, '--write', '--prefer', 'theirs');
    assert.deepEqual([exit.code, outcomes(exit)], [0, ['updated', 'updated']]);
    assert.deepEqual(await read('a'), { $meeting: meeting, externalAppointmentId: 'theirs' });
  });

  for (const broken of ['{', '{ "$meeting": "MEETING", "appointmentClients": 1 }']) {
    it(`a file that was left out, and others that are sent apart, meet it later: ${broken}`, async () => {
      const meeting = await begin(['a', 'b']);
      many.emulator.touch({ meetingId: meeting, changes: { appointmentClients: [ANN, BOB] } });
      await shell.write('p/a.vappt.json', broken.replace('MEETING', meeting));
      assert.deepEqual(outcomes(await send(...MERGE, '--write', '--skip-invalid')), ['invalid', 'updated']);
      await change('a', { $meeting: meeting, appointmentClients: [ANN] });
      assert.deepEqual(outcomes(await send('--base', 'bases')), ['conflict', 'updated']);
      assert.deepEqual(people(meeting), [ANN, BOB]);
      // Nor does a run of which it is no part.
      const alone = ['send', 'p/b.vappt.json', '--endpoint', many.emulator.origin, ...MERGE_IN_FOLDER];
      assert.equal((await shell.run(alone)).code, 0);
      assert.deepEqual(outcomes(await send('--base', 'bases'))[0], 'conflict');
    });
  }

  it('what is changed between two files is news for the first of them', async () => {
    let awaited: string | undefined;
    many.emulator = await shell.emulator({
      log({ method, status }) {
        if (awaited === undefined || method !== 'PATCH' || status !== 204) return;
        many.emulator.touch({ meetingId: awaited, changes: { appointmentClients: [ANN, BOB] } });
        awaited = undefined;
      },
    });
    const meeting = await begin(['a', 'b']);
    awaited = meeting;
    assert.deepEqual(outcomes(await send(...MERGE, '--write')), ['updated', 'updated']);
    assert.deepEqual(
      [people(meeting), await read('b')],
      [[ANN, BOB], { $meeting: meeting, appointmentClients: [ANN, BOB] }],
    );
    assert.deepEqual(results(await send(...MERGE, '--write'))[0]?.merged, ['appointmentClients[1]']);
    assert.deepEqual(people(meeting), [ANN, BOB]);
  });

  for (const way of ['moved', 'copied'] as const) {
    it(`a file that is behind is so still when it was ${way}`, async () => {
      const meeting = await begin(['a']);
      many.emulator.touch({ meetingId: meeting, changes: { appointmentClients: [ANN, BOB] } });
      assert.deepEqual(results(await send(...MERGE))[0]?.merged, ['appointmentClients[1]']);
      const content = await read('a');
      if (way === 'moved') await many.remove('a');
      await change('b', content as Record<string, unknown>);
      const merged = results(await send(...MERGE)).map((each) => each.merged);
      assert.deepEqual(new Set(merged.flat()), new Set(['appointmentClients[1]']));
      assert.deepEqual(people(meeting), [ANN, BOB]);
    });
  }

  it('an overwrite says what each file undoes', async () => {
    const meeting = await begin(['a', 'b']);
    many.emulator.touch({ meetingId: meeting, changes: { appointmentClients: [ANN, BOB] } });
    const over = ['--base', 'bases', '--save-base', 'bases', '--on-conflict', 'overwrite'];
    const text = await send(...over, '--format', 'text');
    assert.match(
      text.stdout,
      /^overwrote {2}p\/a\.vappt\.json: what others had changed: appointmentClients\n2 files: 2 updated/,
    );
    assert.deepEqual(people(meeting), [ANN]);
    many.emulator.touch({ meetingId: meeting, changes: { appointmentClients: [ANN, BOB] } });
    assert.deepEqual(
      results(await send(...over)).map(({ undone }) => undone),
      [['appointmentClients'], undefined],
    );
    assert.deepEqual(
      results(await send(...over)).map(({ undone }) => undone),
      [undefined, undefined],
    );
  });
});

describe('cli: runs that merge, one after the other', () => {
  const shell = useShell();
  const many = useManyPayloads(shell);
  const NAMES = ['externalAppointmentId', 'externalAppointmentUrl'] as const;
  const FILES = ['a', 'b'] as const;
  const name = fc.constantFrom(...NAMES);
  const step = fc.oneof(
    fc.record({ kind: fc.constant('others' as const), name }),
    fc.record({ kind: fc.constant('edit' as const), name, file: fc.constantFrom(...FILES) }),
    fc.record({ kind: fc.constant('join' as const) }),
    fc.record({ kind: fc.constant('rename' as const), file: fc.constantFrom(...FILES) }),
    fc.record({ kind: fc.constant('move' as const), file: fc.constantFrom(...FILES) }),
    fc.record({ kind: fc.constant('alone' as const), file: fc.constantFrom(...FILES), writes: fc.boolean() }),
    fc.record({ kind: fc.constant('run' as const), writes: fc.boolean(), batch: fc.boolean() }),
  );

  it('never undo what others have changed, but where a file that has it changes it again', async function () {
    this.timeout(600_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
        await many.restart();
        const meeting = many.emulator.addMeeting({ appointment: true }).id;
        const values = {
          externalAppointmentId: 'x0',
          externalAppointmentUrl: 'https://example.com/0',
          appointmentClients: [ANN],
        };
        const files = new Map<string, Record<string, unknown>>();
        const names = new Map<string, string>(FILES.map((file) => [file, file]));
        const nameOf = (file: string): string => names.get(file) ?? file;
        for (const file of FILES) files.set(file, { $meeting: meeting, ...values });
        const run = async (what = 'p', more: readonly string[] = []): Promise<void> => {
          for (const [file, content] of files) await many.change(nameOf(file), content);
          const args = ['send', what, '--endpoint', many.emulator.origin, ...MERGE_IN_FOLDER, ...more];
          const { code, stderr } = await shell.run(args);
          assert.ok(code === 0 || code === 3, stderr);
          for (const file of FILES)
            files.set(file, (await many.read(nameOf(file))) as Record<string, unknown>);
        };
        await run();
        /** What others have set, as long as no file has had a say in it since. */
        const theirs = new Map<string, unknown>();
        const joined: Record<string, unknown>[] = [];
        const check = (): void => {
          for (const [changed, expected] of theirs) assert.equal(many.entity(meeting)[changed], expected);
          const there = many.entity(meeting)['appointmentClients'] as { emailAddress: string }[];
          const addresses = there.map(({ emailAddress }) => emailAddress);
          for (const { emailAddress } of joined) assert.ok(addresses.includes(String(emailAddress)));
          assert.equal(addresses.length, joined.length + 1);
        };
        for (const [index, step] of steps.entries()) {
          const value = `https://example.com/${index + 1}`;
          switch (step.kind) {
            case 'others':
              many.emulator.touch({ meetingId: meeting, changes: { [step.name]: value } });
              theirs.set(step.name, value);
              break;
            case 'edit': {
              const content = files.get(step.file) ?? {};
              if (content[step.name] === theirs.get(step.name)) theirs.delete(step.name);
              files.set(step.file, { ...content, [step.name]: value });
              break;
            }
            case 'join': {
              joined.push({ displayName: `P${index}`, emailAddress: `p${index}@example.com` });
              const before = many.entity(meeting)['appointmentClients'] as object[];
              const appointmentClients = [...before, joined.at(-1)];
              many.emulator.touch({ meetingId: meeting, changes: { appointmentClients } });
              break;
            }
            case 'rename': {
              const content = files.get(step.file) ?? {};
              const people = content['appointmentClients'] as { emailAddress: string }[];
              const renamed = people.map((each) =>
                each.emailAddress === ANN.emailAddress ? { ...each, displayName: `Ann ${index}` } : each,
              );
              files.set(step.file, { ...content, appointmentClients: renamed });
              break;
            }
            case 'move':
              await many.remove(nameOf(step.file));
              names.set(step.file, `${step.file}${index}`);
              break;
            case 'alone':
              await run(`p/${nameOf(step.file)}.vappt.json`, step.writes ? ['--write'] : []);
              break;
            case 'run':
              await run('p', [...(step.writes ? ['--write'] : []), ...(step.batch ? ['--batch'] : [])]);
          }
          check();
        }
        await run();
        check();
      }),
      { numRuns: 60 },
    );
  });
});
