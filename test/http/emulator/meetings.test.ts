import assert from 'node:assert/strict';
import { DEFAULT_USER, SAMPLE_MEETING_ID } from '../../../src/emulator';
import { call, OTHER_USER, read, start } from './support';

describe('emulator: online meetings', () => {
  it('has a sample whose id is the one of its organiser', async () => {
    const decoded = Buffer.from(SAMPLE_MEETING_ID, 'base64').toString();
    assert.equal(decoded, `1*${DEFAULT_USER.id}*0**19:meeting_sample@thread.v2`);
    const { json } = await call(await start(), `/v1.0/me/onlineMeetings/${SAMPLE_MEETING_ID}`);
    assert.equal(json['id'], SAMPLE_MEETING_ID);
  });

  it('creates one with no more than a subject, and gives it back by id, by link and by number', async () => {
    const emulator = await start();
    for (const version of ['v1.0', 'beta'])
      for (const user of ['me', `users/${DEFAULT_USER.id}`]) {
        const base = `/${version}/${user}/onlineMeetings`;
        const created = await call(emulator, base, { method: 'POST', body: { subject: 'Check-up' } });
        assert.equal(created.status, 201);
        const { '@odata.context': _context, ...meeting } = created.json;
        const { id, joinWebUrl, subject, joinMeetingIdSettings } = meeting as Record<string, string>;
        assert.equal(subject, 'Check-up');
        assert.match(
          Buffer.from(id ?? '', 'base64').toString(),
          new RegExp(`^1\\*${DEFAULT_USER.id}\\*0\\*\\*19:meeting_[\\w-]+@thread\\.v2$`),
        );
        assert.match(
          joinWebUrl ?? '',
          /^https:\/\/teams\.microsoft\.com\/l\/meetup-join\/19%3ameeting_.*%40thread\.v2\/0\?context=%7b%22Tid%22/,
        );

        const byId = await call(emulator, `${base}/${encodeURIComponent(id ?? '')}`);
        assert.deepEqual({ ...byId.json, '@odata.context': 0 }, { ...meeting, '@odata.context': 0 });
        const number = (joinMeetingIdSettings as unknown as { joinMeetingId: string }).joinMeetingId;
        assert.match(number, /^[1-9]\d{11}$/);
        const filters = [
          `JoinWebUrl%20eq%20'${encodeURIComponent(joinWebUrl ?? '')}'`,
          `joinWebUrl%20eq%20%27${encodeURIComponent(joinWebUrl ?? '')}%27`,
          `joinMeetingIdSettings/joinMeetingId%20eq%20'${number}'`,
        ];
        for (const filter of filters) {
          const found = await call(emulator, `${base}?$filter=${filter}`);
          assert.deepEqual(found.json['value'], [meeting], filter);
        }
      }
  });

  it('needs the join URL in a filter to be encoded once more, like the service', async () => {
    const emulator = await start();
    const url = emulator.addMeeting().joinWebUrl;
    const { json } = await call(emulator, `/v1.0/me/onlineMeetings?$filter=JoinWebUrl%20eq%20'${url}'`);
    assert.deepEqual(json['value'] ?? 'refused', []);
  });

  it('finds meetings by link or number only for their organiser', async () => {
    const emulator = await start();
    const { joinMeetingId } = emulator.addMeeting({ user: OTHER_USER });
    const path = `/v1.0/me/onlineMeetings?$filter=joinMeetingIdSettings/joinMeetingId eq '${joinMeetingId}'`;
    assert.equal((await call(emulator, path)).status, 403);
    const token = emulator.issueToken({ user: OTHER_USER }).access_token;
    assert.equal((await call(emulator, path, { token })).status, 200);
  });

  it('decodes an id in a path exactly once and compares it exactly', async () => {
    const emulator = await start();
    const ids = ['a+b/c=', 'a%2Fb', '50%', 'ä ö', 'x*y:z', 'A', '../up'];
    for (const id of ids) emulator.addMeeting({ id, subject: id, appointment: true });
    for (const id of ids) {
      const base = `/beta/me/onlineMeetings/${encodeURIComponent(id)}`;
      assert.equal((await call(emulator, base)).json['subject'], id);
      assert.match((await read(emulator, `${base}/virtualAppointment`)).etag, /^W/, id);
    }
    for (const path of [
      'a',
      'a%252Fb%25',
      'a%2Fc',
      SAMPLE_MEETING_ID.toLowerCase(),
      `${SAMPLE_MEETING_ID}%20`,
    ])
      assert.equal((await call(emulator, `/beta/me/onlineMeetings/${path}`)).status, 404, path);
  });

  it('adds a meeting for the host, once, with an appointment if asked', async () => {
    const emulator = await start();
    const first = emulator.addMeeting({ id: 'mine', subject: 'One' });
    assert.deepEqual(
      [first.id, first.subject, first.organizerId, first.appointment],
      ['mine', 'One', DEFAULT_USER.id, null],
    );
    const second = emulator.addMeeting({ id: 'mine', appointment: true });
    assert.equal(second.subject, 'One');
    assert.deepEqual(second.appointment?.entity.appointmentClients, []);
    assert.deepEqual(emulator.addMeeting({ id: 'mine', appointment: true }), second);
    assert.equal(emulator.state().meetings.length, 2);
  });
});
