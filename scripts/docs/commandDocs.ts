// What the README says of each command, in the order of its tables. package.json has the titles and the keys.
import { EXPORT_FORMS } from '../../src/core/export/forms';
import type { CommandName } from '../../src/manifest';

const EXPORTS = new Intl.ListFormat('en', { type: 'disjunction' }).format(
  Object.values(EXPORT_FORMS).map(({ label }) => label),
);

/** By group: what it does, a sentence without a capital and a full stop. */
export const COMMAND_DOCS = {
  Write: {
    newPayload: 'begins a payload from a template, or from what the server has now',
    importPayload: 'begins a payload with a request that was copied from somewhere',
    selectMeeting:
      'writes the id of an online meeting into the payload: chosen, typed, or looked up by its join link or number',
    explainRule: 'what is checked in a payload file, why, and how it is put right',
  },
  Send: {
    send: 'sends the payload in front, unsaved changes included',
    preview: 'shows the request and what it will change; sends nothing',
    fetch: 'reads the appointment, and stores it with its tag for the next send',
    create: "makes the payload the meeting's appointment (`PUT`), the next step after a 404",
    getJoinLink: 'asks `getVirtualAppointmentJoinWebUrl`, the successor, for the join link',
    copyAs: `copies the request without the token, as ${EXPORTS}`,
    sendAll: 'sends the selected files, a folder, or all of the workspace',
    retryFailed: 'sends again what did not get through',
    clearResults: 'empties the list of results',
    copyReport: 'copies the report of a result',
    showMigration:
      'what becomes of a payload now that the resource is retired, with the requests that are left',
    showHistory: 'the last sends of this workspace: read a report, send again, clear',
    clearHistory: 'forgets the sends of this workspace',
    showOutput: 'the reports',
  },
  'When somebody else was faster': {
    compare: 'shows what the server has now beside what it will have after this patch',
    merge: 'brings together the payload and what changed, and sends on the new tag',
    overwrite: 'sends on the tag the server has now, whatever changed there',
    forgetBase: 'forgets what was read: the next send reads the appointment first',
  },
  'Sign in': {
    selectCloud: "the emulator, or one of Microsoft's clouds",
    signIn: 'to the chosen cloud, with your browser or a code',
    switchAccount: 'another account, of those that are signed in or a new one',
    setToken: 'stores a token that you paste, for the chosen cloud',
    signOut: 'deletes the secrets of an account',
  },
  Emulator: {
    startEmulator: 'starts the emulator of this window; a send does that too',
    stopEmulator: 'stops it; what it holds is kept',
    resetEmulator: 'goes back to the one sample meeting',
    touchEmulator: 'changes an appointment, to meet a 412 on purpose',
  },
} satisfies Record<string, Partial<Record<CommandName, string>>>;

type Docs = typeof COMMAND_DOCS;
type Described = { [Group in keyof Docs]: keyof Docs[Group] }[keyof Docs];
type Missing = Exclude<CommandName, Described>;

// Where this is an error, the command that it names has no line above.
true satisfies [Missing] extends [never] ? true : Missing;
