import { commands, env, lm } from 'vscode';
import { EXPORT_FORM_NAMES } from '../../../src/core/export/forms';
import { SAMPLE_MEETING_ID } from '../../../src/emulator/constants';
import { type CommandName, COMMANDS, type ToolName, TOOLS } from '../../../src/manifest';
import { EMULATOR_ACCOUNT } from '../../../src/node/emulatorTokens';
import { beginRun } from '../../../src/vscode/bulk/beginRun';
import { checkFile, type ReadyFile } from '../../../src/vscode/bulk/checkFile';
import { findPayloads } from '../../../src/vscode/bulk/findPayloads';
import { newFromServer } from '../../../src/vscode/commands/newFromServer';
import { ACCESS_TOKEN, MINE } from '../../http/leaks/canaries';
import { reportOf } from '../support/report';
import { folderOf, samplePayload } from '../support/payloads';
import { choosing, closing } from '../support/quickPick';
import { NAMELESS, reported, type Scene } from './scene';

/** Where something shows that is gone with the next command. */
export type Passing = 'documents' | 'clipboard';

export interface Drive {
  /** In each outcome, or once: it asks no server, or no other than the others do. */
  readonly how: 'each' | 'once';
  readonly run: (scene: Scene) => Promise<void>;
  /** Where clients' data may show, since that is what the command is for: SECURITY.md lists these places. */
  readonly shows?: readonly Passing[];
}

/** Says why a command is not driven here. */
export interface NotDriven {
  readonly notDriven: string;
}

const run = async (name: CommandName, ...args: unknown[]): Promise<void> => {
  await commands.executeCommand(COMMANDS[name], ...args);
};
/** What asks a server and reports on it. */
const online = (name: CommandName): Drive => ({
  how: 'each',
  run: ({ uri }) => reported(COMMANDS[name], uri),
});
const once = (drive: (scene: Scene) => Promise<void>, ...shows: Passing[]): Drive => ({
  how: 'once',
  run: drive,
  shows,
});

/** Every command has a line here: the compiler wants it, and the suite looks again. */
export const COMMAND_DRIVES: Readonly<Record<CommandName, Drive | NotDriven>> = {
  send: online('send'),
  fetch: online('fetch'),
  create: online('create'),
  getJoinLink: online('getJoinLink'),
  merge: online('merge'),
  overwrite: online('overwrite'),
  compare: {
    how: 'each',
    run: ({ uri, fault }) => (fault === undefined ? run('compare', uri) : reported(COMMANDS.compare, uri)),
    shows: ['documents'],
  },
  preview: { how: 'each', run: ({ uri }) => run('preview', uri), shows: ['documents'] },
  copyAs: once(async ({ uri }) => {
    for (let form = 0; form < EXPORT_FORM_NAMES.length; form += 1) {
      await choosing([form], () => run('copyAs', uri));
    }
  }, 'clipboard'),
  newPayload: {
    how: 'each',
    run: async ({ uri, product, emulator, fault }) => {
      if (fault === undefined) await choosing([0], () => run('newPayload', uri));
      // Its last choice, which asks for a meeting and the server. There is no file yet whose names could be repeated.
      if (fault?.message !== undefined) {
        emulator.setFaults({ queue: [{ times: 50, ...fault, code: NAMELESS, message: NAMELESS }] });
      }
      await choosing([0], () => reportOf(() => newFromServer(product, uri)));
    },
    shows: ['documents'],
  },
  importPayload: once(async ({ uri }) => {
    const url = `https://graph.microsoft.com/beta/me/onlineMeetings/${SAMPLE_MEETING_ID}/virtualAppointment`;
    const body = JSON.stringify({ appointmentClients: [MINE] });
    await env.clipboard.writeText(`PATCH ${url}\nAuthorization: Bearer ${ACCESS_TOKEN}\n\n${body}`);
    await run('importPayload', uri);
    await env.clipboard.writeText('');
  }, 'documents'),
  forgetBase: { how: 'each', run: ({ uri }) => run('forgetBase', uri) },
  selectMeeting: {
    how: 'each',
    run: ({ uri, emulator }) => {
      const [meeting] = emulator.state().meetings;
      return reported(COMMANDS.selectMeeting, uri, { by: 'joinMeetingId', value: meeting?.joinMeetingId });
    },
  },
  explainRule: once(() => run('explainRule', 'unknown-directive')),
  // With the emulator chosen these four only say that there is nothing to sign in to or out of.
  signIn: once(() => run('signIn')),
  switchAccount: once(() => run('switchAccount')),
  setToken: once(() => run('setToken')),
  signOut: once(() => run('signOut')),
  selectCloud: once(() => closing(() => run('selectCloud'))),
  startEmulator: once(() => run('startEmulator')),
  stopEmulator: once(async () => {
    await run('stopEmulator');
    await run('startEmulator');
  }),
  resetEmulator: { notDriven: 'It asks in a dialog, which VS Code does not open in a test.' },
  touchEmulator: once(() => run('touchEmulator')),
  // It asks in a dialog before it sends. What comes before that is driven, and what comes after it from the inside.
  sendAll: {
    how: 'each',
    run: async ({ product }) => {
      const broken = await folderOf('leaks-broken', {
        'a.vappt.json': samplePayload({ $nope: 1, appointmentClients: [MINE] }),
      });
      await run('sendAll', broken);
      const folder = await folderOf('leaks-many', {
        'a.vappt.json': samplePayload({ appointmentClients: [MINE] }),
        'b.vappt.json': samplePayload({ externalAppointmentId: 'b', appointmentClients: [MINE] }),
      });
      const files = (await Promise.all((await findPayloads([folder])).map(checkFile))) as ReadyFile[];
      await beginRun(product, { files, account: EMULATOR_ACCOUNT, known: [] });
    },
  },
  copyReport: {
    how: 'each',
    run: async ({ product }) => {
      const [{ uri } = {}] = (await product.bulk()).results.all;
      await run('copyReport', { uri });
    },
  },
  clearResults: once(() => run('clearResults')),
  // With something to send again it asks as Send Patches does, or goes on as in interruptedRun.test.ts.
  retryFailed: once(() => run('retryFailed')),
  showHistory: {
    how: 'each',
    run: async ({ product }) => {
      await closing(() => run('showHistory'));
      for (const { at, document, report } of product.history.entries()) {
        await run('showHistory', { at, document, report });
      }
    },
  },
  clearHistory: once(() => run('clearHistory')),
  showMigration: once(({ uri }) => run('showMigration', uri), 'documents'),
  showOutput: once(() => run('showOutput')),
};

/** What a model is told shows nothing of it, ever. */
const tool = (name: ToolName): Drive => ({
  how: 'each',
  run: async ({ uri }) => {
    const input = { file: uri.fsPath };
    const { content } = await lm.invokeTool(TOOLS[name], { input, toolInvocationToken: undefined });
    // As good a place as any to be looked through.
    await env.clipboard.writeText(JSON.stringify(content));
  },
});

export const TOOL_DRIVES: Readonly<Record<ToolName, Drive>> = {
  validate: tool('validate'),
  preview: tool('preview'),
  send: tool('send'),
};
