import assert from 'node:assert/strict';
import { SAMPLE_MEETING_ID } from '../../../src/emulator';
import type { CliExit } from '../../support/runCli';
import { nextAfterRead, nextHere } from '../../../src/cli/hereNext';
import { text } from '../../../src/core/text';
import { useShell } from './support';

describe('cli: the next step, in terms of the command line', () => {
  const shell = useShell();
  /** The next steps of a report; a read prints it beside the result. */
  const nextOf = ({ stdout, stderr }: CliExit): string[] =>
    [...`${stdout}${stderr}`.matchAll(/^ {2}Next: (.*)$/gm)].map(([, step = '']) => step);

  /** An emulator where somebody else has changed what base.json says. */
  const begin = async (): Promise<string[]> => {
    const emulator = await shell.emulator();
    const target = ['--endpoint', emulator.origin];
    const args = ['fetch', '--meeting', SAMPLE_MEETING_ID, '--format', 'json', ...target];
    await shell.write('base.json', (await shell.run(args)).stdout);
    emulator.touch({ changes: { externalAppointmentId: 'theirs' } });
    await shell.payload({ externalAppointmentId: 'mine' }, 'mine.vappt.json');
    return target;
  };

  it('after a conflict with a base: merge, or overwrite', async () => {
    const target = await begin();
    const exit = await shell.run(['send', 'mine.vappt.json', '--base', 'base.json', ...target]);
    assert.equal(exit.code, 3);
    assert.deepEqual(nextOf(exit), ['Send again with --on-conflict merge, or with --on-conflict overwrite.']);
    const again = ['send', 'mine.vappt.json', '--base', 'base.json', '--on-conflict', 'overwrite', ...target];
    assert.equal((await shell.run(again)).code, 0);
  });

  it('after a conflict without one: what a merge needs', async () => {
    const target = await begin();
    const exit = await shell.run(['send', 'mine.vappt.json', '--if-match', 'W/"old"', ...target]);
    assert.equal(exit.code, 3);
    assert.deepEqual(nextOf(exit), [
      'Send again with --on-conflict overwrite, or with --on-conflict merge and, as --base FILE, what was read before.',
    ]);
  });

  it('after a merge that could not decide: how to decide, and what to write', async () => {
    const target = await begin();
    const send = ['send', 'mine.vappt.json', '--base', 'base.json', ...target, '--on-conflict'];
    const exit = await shell.run([...send, 'merge']);
    assert.equal(exit.code, 3);
    assert.deepEqual(nextOf(exit), [
      'Send again with the same options and --prefer mine or --prefer theirs, or write the server’s value into the file where it counts, and send again.',
    ]);
    assert.equal((await shell.run([...send, 'merge', '--prefer', 'mine'])).code, 0);
  });

  it('after what is rare', () => {
    const conflict = { kind: 'conflict', changes: { kind: 'noBase' } } as const;
    const why = { kind: 'timeout' } as const;
    const next = (...[outcome, how]: Parameters<typeof nextHere>): string =>
      nextHere(outcome, how)(['as in the editor']).join();
    const patch = { path: 'a.vappt.json', method: 'PATCH' } as const;
    assert.match(
      next(conflict, { ...patch, method: 'PUT' }),
      /^Fetch the appointment .*, and send the payload/,
    );
    assert.equal(next(conflict, { ...patch, onConflict: 'overwrite' }), 'Send again with the same options.');
    assert.match(
      next({ kind: 'unknown', why, readAgain: 'other' }, patch),
      /^Fetch the appointment .*second time/,
    );
    const signInNeeded = { kind: 'signInNeeded', reason: text('It is over.') } as const;
    assert.match(next(signInNeeded, patch), /VAPPT_TOKEN/);
    assert.match(next(signInNeeded, { ...patch, cloud: 'emulator' }), /^Try again: /);
    const notApplied = { kind: 'notApplied', why, proof: 'sameTag' } as const;
    assert.equal(next(notApplied, patch), 'as in the editor');
    assert.match(
      next(notApplied, { ...patch, tagJustRead: 'W/"\'"' }),
      /the tag that was sent, as --if-match/,
    );
    assert.match(
      next(notApplied, { ...patch, isMany: true, tagJustRead: 'W/"1"' }),
      /^Send the file again by itself/,
    );
    assert.match(
      next(notApplied, { ...patch, journal: 'j', tagJustRead: 'W/"1"' }),
      /^Send again with --resume\. /,
    );
    const asSent = { kind: 'conflict', changes: { kind: 'asSent', readAt: 0, paths: ['settings'] } } as const;
    assert.equal(next(asSent, patch), 'as in the editor');
    assert.match(
      next(asSent, { ...patch, base: 'b.json' }),
      /^Nothing else is left to do\. .+ --on-conflict merge\.$/,
    );
    const own = { ...patch, base: 'b.json', ownTag: true } as const;
    assert.match(next(conflict, own), /^Take "\$ifMatch" out of the file: .+ Then send again\.$/);
    assert.doesNotMatch(next(conflict, { ...patch, ownTag: true }), /Take/);
    const invalid = { kind: 'invalid', reason: text('No tag.') } as const;
    const require = { kind: 'require' } as const;
    assert.match(next(invalid, { ...patch, isMany: true, ifMatch: require }), /^Send once with --save-base/);
    assert.match(
      next(conflict, { ...patch, isMany: true }),
      /as --base FOLDER, what an earlier run has kept\.$/,
    );
    assert.match(
      next(signInNeeded, { ...patch, cloud: 'emulator', hasToken: true }),
      /^The token that was given .+ VAPPT_TOKEN/,
    );
    const merged = { ...patch, onConflict: 'merge', journal: 'j' } as const;
    assert.equal(next(conflict, merged), 'Send again with the same options and --resume.');
    assert.equal(next(conflict, { ...merged, resume: true }), 'Send again with the same options.');
    assert.match(
      next(conflict, { ...merged, onConflict: 'fail' }),
      /^Send again with --resume and --on-conflict/,
    );
    const collided = { ...conflict, collisions: ['settings'] };
    assert.match(next(collided, merged), /^Send again with the same options, --resume, and --prefer mine /);
    assert.match(
      next({ kind: 'notFound' }, { ...patch, cloud: 'global', user: 'me', tokenStdin: true }),
      /^as in the editor,To create it, with --cloud, --user, --token-stdin as here: vappt create a\.vappt\.json$/,
    );
    assert.match(
      nextAfterRead('signInNeeded', { cloud: 'global' })(['as in the editor']).join(),
      /^Put .* VAPPT_TOKEN/,
    );
    for (const outcome of [
      { kind: 'unknown', why, readAgain: 'failed' },
      { kind: 'conflict', changes: { kind: 'deleted' } },
      { kind: 'forbidden' },
    ] as const) {
      assert.equal(next(outcome, patch), 'as in the editor');
    }
  });

  it('after a 404: how to create what is not there, and that command does', async () => {
    const emulator = await shell.emulator();
    const meetingId = Buffer.from('1*ab*0**19:meeting_bare@thread.v2').toString('base64');
    emulator.addMeeting({ id: meetingId, appointment: false });
    await shell.payload({ $meeting: meetingId, externalAppointmentId: 'new' }, 'bare.vappt.json');
    await shell.payload({ $meeting: meetingId, externalAppointmentId: 'new' }, 'a $(b).vappt.json');
    const target = ['--endpoint', emulator.origin];
    for (const command of ['send', 'fetch']) {
      const says = async (file: string): Promise<string | undefined> => {
        const exit = await shell.run([command, file, ...target]);
        assert.equal(exit.code, 4);
        return nextOf(exit).find((step) => step.includes('vappt create'));
      };
      const create = 'To create it, with --endpoint as here: vappt create';
      assert.equal(await says('bare.vappt.json'), `${create} bare.vappt.json`);
      assert.equal(await says('a $(b).vappt.json'), `${create} FILE`);
    }
    const created = await shell.run(['create', 'bare.vappt.json', ...target]);
    assert.deepEqual([created.code, nextOf(created)], [0, []]);
    const again = await shell.run(['create', 'bare.vappt.json', ...target]);
    assert.deepEqual([again.code, nextOf(again)], [1, ['Send the payload to change it.']]);
    const unknown = await shell.run(['fetch', '--meeting', 'bm93aGVyZQ==', ...target]);
    assert.doesNotMatch(unknown.stderr, /vappt create/);
  });
});
