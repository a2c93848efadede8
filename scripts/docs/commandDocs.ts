// What the README says of each command, in the order of its tables. package.json has the titles and the keys.
import type { CommandName } from '../../src/manifest';

export const GROUPS = ['Write', 'Send', 'When somebody else was faster', 'Sign in', 'Emulator'] as const;

interface CommandDoc {
  readonly group: (typeof GROUPS)[number];
  /** What it does: a sentence without a capital and a full stop. */
  readonly does: string;
}

export const COMMAND_DOCS: Readonly<Record<CommandName, CommandDoc>> = {
  newPayload: { group: 'Write', does: 'begins a payload from a template, or from what the server has now' },
  importPayload: { group: 'Write', does: 'begins a payload with a request that was copied from somewhere' },
  selectMeeting: {
    group: 'Write',
    does: 'writes the id of an online meeting into the payload: chosen, typed, or looked up by its join link or number',
  },
  explainRule: { group: 'Write', does: 'what is checked in a payload file, why, and how it is put right' },

  send: { group: 'Send', does: 'sends the payload in front, unsaved changes included' },
  preview: { group: 'Send', does: 'shows the request and what it will change; sends nothing' },
  fetch: { group: 'Send', does: 'reads the appointment, and stores it with its tag for the next send' },
  create: {
    group: 'Send',
    does: "makes the payload the meeting's appointment (`PUT`), the next step after a 404",
  },
  getJoinLink: {
    group: 'Send',
    does: 'asks `getVirtualAppointmentJoinWebUrl`, the successor, for the join link',
  },
  copyAs: {
    group: 'Send',
    does: 'copies the request as cURL, HTTP file, PowerShell, JavaScript, Python or C#, without the token',
  },
  sendAll: { group: 'Send', does: 'sends the selected files, a folder, or all of the workspace' },
  retryFailed: { group: 'Send', does: 'sends again what did not get through' },
  clearResults: { group: 'Send', does: 'empties the list of results' },
  copyReport: { group: 'Send', does: 'copies the report of a result' },
  showMigration: {
    group: 'Send',
    does: 'what becomes of a payload now that the resource is retired, with the requests that are left',
  },
  showHistory: { group: 'Send', does: 'the last sends of this workspace: read a report, send again, clear' },
  clearHistory: { group: 'Send', does: 'forgets the sends of this workspace' },
  showOutput: { group: 'Send', does: 'the reports' },

  compare: {
    group: 'When somebody else was faster',
    does: 'shows what the server has now beside what it will have after this patch',
  },
  merge: {
    group: 'When somebody else was faster',
    does: 'brings together the payload and what changed, and sends on the new tag',
  },
  overwrite: {
    group: 'When somebody else was faster',
    does: 'sends on the tag the server has now, whatever changed there',
  },
  forgetBase: {
    group: 'When somebody else was faster',
    does: 'forgets what was read: the next send reads the appointment first',
  },

  selectCloud: { group: 'Sign in', does: "the emulator, or one of Microsoft's clouds" },
  signIn: { group: 'Sign in', does: 'to the chosen cloud, with your browser or a code' },
  switchAccount: { group: 'Sign in', does: 'another account, of those that are signed in or a new one' },
  setToken: { group: 'Sign in', does: 'stores a token that you paste, for the chosen cloud' },
  signOut: { group: 'Sign in', does: 'deletes the secrets of an account' },

  startEmulator: { group: 'Emulator', does: 'starts the emulator of this window; a send does that too' },
  stopEmulator: { group: 'Emulator', does: 'stops it; what it holds is kept' },
  resetEmulator: { group: 'Emulator', does: 'goes back to the one sample meeting' },
  touchEmulator: { group: 'Emulator', does: 'changes an appointment, to meet a 412 on purpose' },
};
