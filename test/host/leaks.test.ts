import assert from 'node:assert/strict';
import { commands, languages, workspace } from 'vscode';
import type { FaultsInput } from '../../src/emulator/index';
import { COMMANDS } from '../../src/manifest';
import { hits, MINE, PERSONAL, SECRETS } from '../http/leaks/canaries';
import { discardEditor } from './support/editor';
import { freshEmulator, services } from './support/extension';
import { openPayload, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

/** A server that repeats what it was sent, and more, in all its words. */
const GOSSIP = [
  `Client ${MINE.displayName} <${MINE.emailAddress ?? ''}> ${MINE.smsCapablePhoneNumber ?? ''} is not known.`,
  `refresh_token=${SECRETS['a refresh token'] ?? ''}&device_code=${SECRETS['a code for a device'] ?? ''}`,
  "A value of 'appointmentClients' is wrong.",
].join(' ');
const said = { code: GOSSIP, message: GOSSIP };

type Fault = NonNullable<FaultsInput['queue']>[number];
const OUTCOMES: Readonly<Record<string, Omit<Fault, 'match' | 'times'> | undefined>> = {
  ok: undefined,
  '400': { status: 400, ...said },
  '401': { status: 401, ...said },
  '404': { status: 404, ...said },
  '412': { status: 412, ...said },
  '500': { status: 500, ...said },
  'no JSON': { body: 'garbage' },
  'a lost answer': { cut: 'before' },
};
const { send, fetch, create, getJoinLink, compare } = COMMANDS;

/** What is kept of clients' data on purpose, as SECURITY.md lists it: what was read, and the emulator's state. */
const KEPT = /^vappt\.(?:base|emulator)/;

/** What a token of the emulator looks like, wherever it may have got to. */
const TOKEN = /vappt-emulator-token\.[\w-]/;

/** An output channel's text, once it is in view. */
async function outputText(name: string, show: () => unknown): Promise<string> {
  const find = (): string | undefined =>
    workspace.textDocuments.find(({ uri }) => uri.scheme === 'output' && uri.path.includes(name))?.getText();
  show();
  return await new Promise((resolve) => {
    const check = (): void => {
      const text = find();
      if (text === undefined || text === '') return;
      for (const each of subscriptions) each.dispose();
      resolve(text);
    };
    const subscriptions = [workspace.onDidOpenTextDocument(check), workspace.onDidChangeTextDocument(check)];
    check();
  });
}

describe('leaks: the extension', () => {
  afterEach(discardEditor);

  for (const [name, fault] of Object.entries(OUTCOMES)) {
    it(`shows and keeps neither tokens nor clients’ data after ${name}`, async () => {
      const emulator = await freshEmulator();
      const product = await services();
      const { history, memento } = product;
      await history.clear();
      const file = `leaks-${name.replace(/\W/g, '-')}.vappt.json`;
      const { uri } = await openPayload(file, samplePayload({ appointmentClients: [MINE] }));
      let reports = '';
      for (const command of [send, fetch, create, getJoinLink, ...(fault === undefined ? [] : [compare])]) {
        emulator.setFaults(fault === undefined ? {} : { queue: [{ times: 50, ...fault }] });
        reports += await reportOf(() => commands.executeCommand(command, uri));
      }
      emulator.setFaults({});
      const sinks: Readonly<Record<string, string>> = {
        'the output': reports,
        'the log': await outputText('Virtual Appointment Log', () => {
          product.showLog();
        }),
        'the history': JSON.stringify(history.entries()),
        'what VS Code keeps': JSON.stringify(
          memento
            .keys()
            .filter((key) => !KEPT.test(key))
            .map((key) => [key, memento.get(key)]),
        ),
        'the findings': JSON.stringify(languages.getDiagnostics(uri)),
      };
      assert.notEqual(sinks['the history'], '[]');
      const found = Object.entries(sinks).flatMap(([sink, text]) => [
        ...hits(text, { ...SECRETS, ...PERSONAL }).map((what) => `${what} in ${sink}`),
        ...(TOKEN.test(text) ? [`a token in ${sink}`] : []),
      ]);
      assert.deepEqual(found, []);
    });
  }
});
