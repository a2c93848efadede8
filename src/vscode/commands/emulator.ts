import { window } from 'vscode';
import { notify } from '../notify';
import { analyse, pickDocument } from '../payloads';
import { readDirectives } from '../../core/payload/directives';
import { say } from '../translate';
import type { Handler } from './runCommand';

/** Start Emulator: for whoever wants its address; a send starts it too. */
export const startEmulator: Handler = async ({ emulator }) => {
  const { origin } = await emulator.start();
  notify('information', say('EMULATOR: running at {origin}.', { origin }));
};

/** Stop Emulator: its state is kept with the workspace. */
export const stopEmulator: Handler = async ({ emulator }) => {
  const ran = await emulator.stop();
  notify(
    'information',
    ran ? say('EMULATOR: stopped. Its state is kept.') : say('EMULATOR: it was not running.'),
  );
};

/** Reset Emulator: asks first, because there is no way back. */
export const resetEmulator: Handler = async ({ emulator, bases }) => {
  const reset = say('Reset');
  const answer = await window.showWarningMessage(
    say('Reset the emulator?'),
    { modal: true, detail: say('Its meetings and appointments are replaced by the one sample.') },
    reset,
  );
  if (answer !== reset) return;
  (await emulator.start()).reset();
  // What was read of the old appointments would make each next send a conflict.
  await bases.forgetCloud('emulator');
  notify('information', say('EMULATOR: reset to the sample.'));
};

/** Change an Appointment as Somebody Else: the way to meet a 412 on purpose. */
export const touchEmulator: Handler = async ({ emulator }) => {
  const running = await emulator.start();
  const appointments = running.state().meetings.filter(({ appointment }) => appointment !== null);
  if (appointments.length === 0) {
    notify('warning', say('EMULATOR: there is no appointment to change.'));
    return;
  }
  const document = await pickDocument(undefined);
  const meant = document === undefined ? undefined : readDirectives(analyse(document).payload).meeting;
  const choice =
    appointments.find(({ id }) => id === meant) ??
    (appointments.length > 1 || meant !== undefined ? await pickMeeting(appointments) : appointments[0]);
  if (choice === undefined) return;
  const { properties } = running.touch({ meetingId: choice.id });
  notify(
    'information',
    say('EMULATOR: somebody changed {properties}.', {
      properties: properties.join(', '),
    }),
  );
};

async function pickMeeting<Meeting extends { readonly id: string; readonly subject: string | null }>(
  meetings: readonly Meeting[],
): Promise<Meeting | undefined> {
  const items = meetings.map((meeting) => ({
    label: meeting.subject ?? say('(no subject)'),
    description: meeting.id,
    meeting,
  }));
  return (await window.showQuickPick(items, { title: say('Which appointment should change?') }))?.meeting;
}
