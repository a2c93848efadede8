import assert from 'node:assert/strict';
import fc from 'fast-check';
import { meetingIdProblem } from '../../../../src/core/graph/ids';
import { appointmentPath, targetKey, targetOfKey, type Target } from '../../../../src/core/graph/target';
import { property, runs } from '../../../support/fuzz';

const GUID = '3f2a4c6e-0000-4000-8000-00000000000A';

function target(meetingId: string, user = 'me'): Target {
  return { cloud: 'global', user, meetingId };
}

describe('appointmentPath', () => {
  it('is the signed-in user’s, or another user’s', () => {
    assert.deepStrictEqual([target('M1'), target('M1', GUID)].map(appointmentPath), [
      '/beta/me/onlineMeetings/M1/virtualAppointment',
      `/beta/users/${GUID}/onlineMeetings/M1/virtualAppointment`,
    ]);
  });

  it('encodes everything but the unreserved characters', () => {
    assert.equal(
      appointmentPath(target("a-Z_0.~ =*:@%+&!'(),;$é")),
      '/beta/me/onlineMeetings/a-Z_0.~%20%3D%2A%3A%40%25%2B%26%21%27%28%29%2C%3B%24%C3%A9/virtualAppointment',
    );
  });

  it('law: whatever passes as a meeting id is exactly one segment of the URL that is sent', () => {
    const id = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({
        unit: fc.constantFrom('.', '%', '2', 'e', 'E', 'f', 'F', '/', '\\', ';', '?', '#', 'a'),
        minLength: 1,
      }),
    );
    fc.assert(
      property(id, fc.constantFrom('me', GUID), (meetingId, user) => {
        fc.pre(meetingIdProblem(meetingId) === undefined);
        const url = new URL(`https://graph.microsoft.com${appointmentPath(target(meetingId, user))}`);
        const { origin, pathname, search, hash } = url;
        assert.deepStrictEqual(
          { origin, search, hash, segments: pathname.slice(1).split('/').map(decodeURIComponent) },
          {
            origin: 'https://graph.microsoft.com',
            search: '',
            hash: '',
            segments: [
              'beta',
              ...(user === 'me' ? ['me'] : ['users', user]),
              'onlineMeetings',
              meetingId,
              'virtualAppointment',
            ],
          },
        );
      }),
      runs(3000),
    );
  });
});

describe('targetKey', () => {
  it('tells clouds, accounts, users and meetings apart', () => {
    const keys = [
      targetKey(target('M1'), 'a'),
      targetKey(target('M1'), 'b'),
      targetKey(target('m1'), 'a'),
      targetKey({ ...target('M1'), cloud: 'emulator' }, 'a'),
      targetKey(target('M1', GUID), 'a'),
      targetKey(target('M1","x', 'me'), 'a'),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });

  it('is the same for an object id in any case and through any account', () => {
    assert.equal(targetKey(target('M1', GUID), 'a'), targetKey(target('M1', GUID.toLowerCase()), 'b'));
  });

  it('is read back as the target and the account that it was made of', () => {
    assert.deepEqual(targetOfKey(targetKey(target('M"1'), 'a:b')), { target: target('M"1'), account: 'a:b' });
    assert.deepEqual(targetOfKey(targetKey(target('M1', GUID.toLowerCase()), 'a')), {
      target: target('M1', GUID.toLowerCase()),
      account: undefined,
    });
    for (const damaged of ['', '{}', '["mars","me:a","M1"]', '["global","me:a"]', '["global",1,"M1"]']) {
      assert.equal(targetOfKey(damaged), undefined, damaged);
    }
  });
});
