import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, window, workspace } from 'vscode';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import type { Emulator } from '../../src/emulator/index';
import { COMMANDS } from '../../src/manifest';
import { discardEditor, stateLens } from './support/editor';
import { freshEmulator, services } from './support/extension';
import { openPayload, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

/** The conditional reads that the emulator has answered. */
function looks(emulator: Emulator): (number | null)[] {
  return emulator
    .log()
    .filter(({ method, headers }) => method === 'GET' && headers['if-none-match'] !== undefined)
    .map(({ status }) => status);
}

describe('the early warning', () => {
  let emulator: Emulator;
  let made = 0;
  beforeEach(async () => {
    emulator = await freshEmulator();
  });
  afterEach(discardEditor);

  /** A payload whose base was read ten minutes ago, and which is not in front. */
  const oldPayload = async (name: string, meeting = SAMPLE_MEETING_ID) => {
    const { bases, clock } = await services();
    const document = await openPayload(
      name,
      samplePayload({ $meeting: meeting, externalAppointmentId: '1' }),
    );
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, document.uri));
    const key = JSON.stringify(['emulator', 'me:emulator', meeting]);
    const known = bases.get(key);
    assert.ok(known !== undefined);
    await bases.set(key, { base: { ...known.base, readAt: clock.now() - 10 * 60_000 } });
    await openPayload(`elsewhere-${made}.vappt.json`, samplePayload());
    return document;
  };

  /** Brings it to the front, and waits for the look at the server that this leads to. */
  const bringToFront = async (document: Awaited<ReturnType<typeof oldPayload>>): Promise<void> => {
    const looked = new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (looks(emulator).length === 0) return;
        clearInterval(timer);
        resolve();
      }, 20);
    });
    await window.showTextDocument(document);
    await looked;
  };

  /** One that was not looked at before: it counts by the meeting. */
  const newMeeting = async (): Promise<string> => {
    const { id } = emulator.addMeeting({ subject: 'Looked at' });
    const payload = samplePayload({ $meeting: id, externalAppointmentId: '1' });
    const { uri } = await openPayload(`made-${(made += 1)}.vappt.json`, payload);
    await reportOf(() => commands.executeCommand(COMMANDS.create, uri));
    return id;
  };

  it('tells in the lens that the server has changed, by one conditional read a minute', async () => {
    const meeting = await newMeeting();
    const document = await oldPayload('warned.vappt.json', meeting);
    emulator.touch({ meetingId: meeting, changes: { externalAppointmentId: 'theirs' } });
    const { onDidChangeState } = await services();
    const told = new Promise<void>((resolve) =>
      onDidChangeState(() => {
        resolve();
      }),
    );
    await bringToFront(document);
    await told;
    assert.match(await stateLens(document.uri), /the server has changed$/);
    await openPayload('back.vappt.json', samplePayload());
    await window.showTextDocument(document);
    assert.deepEqual(looks(emulator), [200]);
  });

  it('costs an answer without a body where nothing has changed', async () => {
    const meeting = await newMeeting();
    await bringToFront(await oldPayload('unchanged.vappt.json', meeting));
    assert.deepEqual(looks(emulator), [304]);
  });

  it('looks at nothing where the setting says so', async () => {
    const section = workspace.getConfiguration('vappt');
    await section.update('earlyWarning.enabled', false, ConfigurationTarget.Global);
    try {
      const meeting = await newMeeting();
      const document = await oldPayload('off.vappt.json', meeting);
      await window.showTextDocument(document);
      // A read that would be on its way comes before the one that is asked for here.
      await reportOf(() => commands.executeCommand(COMMANDS.fetch, document.uri));
      assert.deepEqual(looks(emulator), []);
    } finally {
      await section.update('earlyWarning.enabled', undefined, ConfigurationTarget.Global);
    }
  });
});
