import assert from 'node:assert/strict';
import { updateAppointmentRequest } from '../../../../src/core/graph/requests';
import { previewRequest } from '../../../../src/core/report/preview';

describe('previewRequest', () => {
  it('shows the request without the token', () => {
    const target = { cloud: 'global', user: 'me', meetingId: 'M1' } as const;
    const request = updateAppointmentRequest(target, '{\n  "a": 1\n}', 'W/"1"', { acceptLanguage: 'de' });
    assert.equal(
      previewRequest('https://graph.microsoft.com', request),
      [
        'PATCH https://graph.microsoft.com/beta/me/onlineMeetings/M1/virtualAppointment HTTP/1.1',
        'Accept: application/json',
        'Accept-Language: de',
        'Content-Type: application/json',
        'If-Match: W/"1"',
        'Authorization: Bearer <token>',
        'client-request-id: <new for each send>',
        '',
        '{',
        '  "a": 1',
        '}',
        '',
      ].join('\n'),
    );
  });
});
