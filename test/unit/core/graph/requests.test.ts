import assert from 'node:assert/strict';
import {
  createAppointmentRequest,
  joinLinkRequest,
  readAppointmentRequest,
  updateAppointmentRequest,
} from '../../../../src/core/graph/requests';

const TARGET = { cloud: 'emulator', user: 'me', meetingId: 'M1' } as const;
const PATH = '/beta/me/onlineMeetings/M1/virtualAppointment';

describe('requests', () => {
  it('reads', () => {
    assert.deepStrictEqual(readAppointmentRequest(TARGET, {}), {
      method: 'GET',
      path: PATH,
      headers: { Accept: 'application/json' },
      permissions: ['OnlineMeetings.Read', 'OnlineMeetings.ReadWrite'],
    });
  });

  it('asks for the join link, in the version that has it', () => {
    assert.deepStrictEqual(joinLinkRequest({ ...TARGET, meetingId: 'M=' }, {}), {
      method: 'GET',
      path: '/v1.0/me/onlineMeetings/M%3D/getVirtualAppointmentJoinWebUrl',
      headers: { Accept: 'application/json' },
      permissions: [
        'VirtualAppointment.Read',
        'VirtualAppointment.ReadWrite',
        'OnlineMeetings.Read',
        'OnlineMeetings.ReadWrite',
      ],
    });
  });

  it('updates on a tag', () => {
    assert.deepStrictEqual(
      updateAppointmentRequest(TARGET, '{"a": 1}', 'W/"1"', { acceptLanguage: 'de, en' }),
      {
        method: 'PATCH',
        path: PATH,
        headers: {
          Accept: 'application/json',
          'Accept-Language': 'de, en',
          'Content-Type': 'application/json',
          'If-Match': 'W/"1"',
        },
        body: '{"a": 1}',
        permissions: ['OnlineMeetings.ReadWrite'],
      },
    );
  });

  it('updates without a condition', () => {
    assert.deepStrictEqual(updateAppointmentRequest(TARGET, '{}', null, {}).headers, {
      Accept: 'application/json',
      'Content-Type': 'application/json',
    });
  });

  it('creates, with neither ETag nor If-Match', () => {
    assert.deepStrictEqual(createAppointmentRequest(TARGET, '{}', { acceptLanguage: 'de' }), {
      method: 'PUT',
      path: PATH,
      headers: { Accept: 'application/json', 'Accept-Language': 'de', 'Content-Type': 'application/json' },
      body: '{}',
      permissions: ['OnlineMeetings.ReadWrite'],
    });
  });

  it('names the user that the path names, and nobody for "me"', () => {
    const user = '3f2a4c6e-0000-4000-8000-0000000000bb';
    assert.deepStrictEqual(
      [user, 'me'].map((each) => readAppointmentRequest({ ...TARGET, user: each }, {}).user),
      [user, undefined],
    );
  });
});
