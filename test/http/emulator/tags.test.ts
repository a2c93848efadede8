import assert from 'node:assert/strict';
import { APPOINTMENT, call, patch, read, start } from './support';

describe('emulator: tags', () => {
  it('changes the tag with every write, by whomever, and never repeats one', async () => {
    const emulator = await start({ randomId: () => 'always the same' });
    const tags = [(await read(emulator)).etag];
    const next = async (): Promise<void> => void tags.push((await read(emulator)).etag);
    await patch(emulator, { externalAppointmentId: 'a' });
    await next();
    await patch(emulator, { externalAppointmentId: 'a' });
    await next();
    emulator.touch();
    await next();
    await call(emulator, APPOINTMENT, { method: 'DELETE' });
    await call(emulator, APPOINTMENT, { method: 'PUT', body: {} });
    await next();
    emulator.reset();
    await next();
    assert.equal(new Set(tags).size, tags.length);
    for (const tag of tags) assert.match(tag, /^W\/"[A-Za-z0-9+/]+=*"$/);
  });

  it('does not change the tag with a read, a refused write or a write elsewhere', async () => {
    const emulator = await start();
    const before = await read(emulator);
    await patch(emulator, { nope: 1 });
    await patch(emulator, {}, 'W/"AAAA"');
    emulator.addMeeting({ appointment: true });
    assert.deepEqual(await read(emulator), before);
  });

  it('lets a tag be used once: the second writer gets 412 and nothing of theirs is kept', async () => {
    const emulator = await start();
    const { etag } = await read(emulator);
    assert.equal((await patch(emulator, { externalAppointmentId: 'first' }, etag)).status, 204);
    assert.equal((await patch(emulator, { externalAppointmentId: 'second' }, etag)).status, 412);
    assert.equal((await read(emulator)).entity['externalAppointmentId'], 'first');
  });

  it('lets exactly one of many at once win', async () => {
    const emulator = await start();
    const { etag } = await read(emulator);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => patch(emulator, { externalAppointmentId: `${i}` }, etag)),
    );
    const winners = answers.flatMap(({ status }, i) => (status === 204 ? [`${i}`] : []));
    assert.equal(winners.length, 1);
    assert.equal((await read(emulator)).entity['externalAppointmentId'], winners[0]);
  });

  it('answers 304 to If-None-Match with the current tag, weakly compared', async () => {
    const emulator = await start();
    const { etag } = await read(emulator);
    const rows: [string, number][] = [
      [etag, 304],
      [etag.slice(2), 304],
      [`W/"AAAA", ${etag}`, 304],
      ['*', 304],
      ['W/"AAAA"', 200],
      ['nonsense', 200],
    ];
    for (const [header, status] of rows) {
      const answer = await call(emulator, APPOINTMENT, { headers: { 'if-none-match': header } });
      assert.deepEqual([answer.status, answer.headers.get('etag')], [status, etag], header);
      assert.equal(answer.text === '', status === 304);
    }
  });

  it('goes on from a kept state without repeating, and gives an edited appointment a new tag', async () => {
    const emulator = await start();
    const kept = emulator.state();
    await patch(emulator, { externalAppointmentId: 'later' });
    const later = await read(emulator);

    emulator.replaceState(kept);
    const restored = await read(emulator);
    assert.equal(restored.etag, kept.meetings[0]?.appointment?.etag);
    await patch(emulator, { externalAppointmentId: 'later' });
    assert.notEqual((await read(emulator)).etag, later.etag);

    const edited = structuredClone(kept);
    const stored = edited.meetings[0]?.appointment;
    assert.ok(stored);
    stored.entity.externalAppointmentId = 'edited by hand';
    emulator.replaceState(edited);
    assert.notEqual((await read(emulator)).etag, restored.etag);
    assert.equal((await patch(emulator, {}, restored.etag)).status, 412);
  });
});
