import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  LanguageModelTextPart,
  type LanguageModelToolResult,
  lm,
  MarkdownString,
  Position,
  type TextDocument,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { TOOLS } from '../../src/manifest';
import { prepareTool, useTool } from '../../src/vscode/tools';
import { discardEditor } from './support/editor';
import { freshEmulator, services, writes } from './support/extension';
import { openPayload, samplePayload } from './support/payloads';

const CLIENT = { displayName: 'Robin Roe', emailAddress: 'robin@example.com' };
const NO_CANCEL = new CancellationTokenSource().token;

function jsonOf(result: LanguageModelToolResult): Record<string, unknown> {
  const [part] = result.content;
  assert.ok(part instanceof LanguageModelTextPart);
  for (const secret of [CLIENT.displayName, CLIENT.emailAddress, 'vappt-emulator-token', 'Bearer']) {
    assert.ok(!part.value.includes(secret), `A model would read ${secret}.`);
  }
  assert.ok(part.value.length < 5000, 'The result is long.');
  return JSON.parse(part.value) as Record<string, unknown>;
}

/** As VS Code does: prepared, asked about, run. Its dialog answers itself with yes in a test. */
const invoke = async (
  name: keyof typeof TOOLS,
  file: string,
  token = NO_CANCEL,
): Promise<Record<string, unknown>> =>
  jsonOf(await lm.invokeTool(TOOLS[name], { input: { file }, toolInvocationToken: undefined }, token));

/** Without VS Code, which always asks first. */
const send = async (file: string, token = NO_CANCEL): Promise<Record<string, unknown>> =>
  jsonOf(await useTool(await services(), 'send', { file }, token));

/** What the user is asked: title and text. */
async function askedAbout(file: string): Promise<string | undefined> {
  const { confirmationMessages: asked } = await prepareTool(await services(), 'send', { file });
  if (asked === undefined) return undefined;
  assert.ok(asked.message instanceof MarkdownString);
  // Without Markdown's escapes.
  return `${asked.title}\n${asked.message.value.replace(/\\(.)/g, '$1').replaceAll('&nbsp;', ' ')}`;
}

async function changeInEditor(document: TextDocument): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(1, 0), '  "externalAppointmentUrl": "https://example.com",\n');
  await workspace.applyEdit(edit);
}

describe('the tools of language models', () => {
  afterEach(discardEditor);

  it('are known to VS Code, and sending is never approved beforehand', async () => {
    await services();
    const known = lm.tools.map(({ name }) => name).filter((name) => name.startsWith('vappt'));
    assert.deepEqual(known.sort(), Object.values(TOOLS).sort());
    const eligible = workspace.getConfiguration('chat.tools').get<object>('eligibleForAutoApproval');
    assert.deepEqual(eligible, { 'vappt.vappt/vappt_send': false });
  });

  it('validate: the findings of the file, unsaved changes included', async () => {
    // What others have read would be compared with.
    await (await services()).bases.forgetCloud('emulator');
    const clean = await openPayload(
      'toolValidate.vappt.json',
      samplePayload({ appointmentClients: [CLIENT] }),
    );
    const findings = async (): Promise<unknown[]> => {
      const { errors, findings } = await invoke('validate', 'toolValidate.vappt.json');
      return [errors, (findings as { rule: string }[]).map(({ rule }) => rule)];
    };
    assert.deepEqual(await findings(), [0, []]);
    const edit = new WorkspaceEdit();
    edit.insert(clean.uri, new Position(1, 0), '  "$meting": "x",\n');
    await workspace.applyEdit(edit);
    assert.deepEqual(await findings(), [1, ['unknown-directive']]);
  });

  it('preview: what will change, by name, and nothing is sent', async () => {
    const emulator = await freshEmulator();
    await openPayload('toolPreview.vappt.json', samplePayload({ appointmentClients: [CLIENT] }));
    const { method, url, properties, appointmentIsKnown } = await invoke('preview', 'toolPreview.vappt.json');
    assert.deepEqual(
      { method, url, properties, appointmentIsKnown },
      {
        method: 'PATCH',
        url: `${emulator.origin}/beta/me/onlineMeetings/${SAMPLE_MEETING_ID}/virtualAppointment`,
        properties: ['appointmentClients'],
        appointmentIsKnown: false,
      },
    );
    assert.deepEqual(writes(emulator), []);
  });

  it('send: asks with cloud, account, target and properties, and names no client', async () => {
    const emulator = await freshEmulator();
    const file = 'toolSend.vappt.json';
    await openPayload(file, samplePayload({ appointmentClients: [CLIENT], externalAppointmentId: 'tool' }));
    const question = (await askedAbout(file)) ?? '';
    for (const named of [
      'Send toolSend.vappt.json to the emulator?',
      'As emulator user.',
      `/beta/me/onlineMeetings/${SAMPLE_MEETING_ID}/virtualAppointment`,
      'Properties: appointmentClients, externalAppointmentId',
      'Only if nobody has changed the appointment',
    ]) {
      assert.ok(question.includes(named), `${named} is missing in:\n${question}`);
    }
    for (const value of Object.values(CLIENT)) assert.ok(!question.includes(value));
    assert.deepEqual(writes(emulator), []);
  });

  it('send: is asked about each time, and tells a model what came of it, a conflict too', async () => {
    const emulator = await freshEmulator();
    const file = 'toolInvoke.vappt.json';
    await openPayload(file, samplePayload({ appointmentClients: [CLIENT], externalAppointmentId: 'tool' }));
    // A send that nobody was asked about is refused: see below.
    for (const sent of [await invoke('send', file), await invoke('send', file)]) {
      const { outcome, status, summary } = sent;
      assert.deepEqual([outcome, status, summary], ['updated', 204, '204 No Content: saved']);
    }
    emulator.touch({ meetingId: SAMPLE_MEETING_ID });
    const { outcome, status, next } = await invoke('send', file);
    assert.deepEqual([outcome, status], ['conflict', 412]);
    assert.ok(Array.isArray(next) && next.length > 0, 'A model is not told what to do next.');
    assert.deepEqual(writes(emulator), ['PATCH 204', 'PATCH 204', 'PATCH 412']);
  });

  it('send: sends nothing that was not confirmed, and each confirmation once', async () => {
    const emulator = await freshEmulator();
    const file = 'toolConfirm.vappt.json';
    const document = await openPayload(file, samplePayload());
    assert.equal((await send(file))['outcome'], 'refused');

    await askedAbout(file);
    await changeInEditor(document);
    assert.match(String((await send(file))['reason']), /has changed since the user was asked/);

    await askedAbout(file);
    await send(file);
    assert.equal((await send(file))['outcome'], 'refused');
    assert.deepEqual(writes(emulator), ['PATCH 204']);
  });

  it('send: asks nothing about a payload with errors, and refuses it', async () => {
    const emulator = await freshEmulator();
    const file = 'toolErrors.vappt.json';
    await openPayload(file, samplePayload({ $meting: 'x' }));
    assert.equal(await askedAbout(file), undefined);
    assert.match(String((await send(file))['reason']), /^The payload has errors/);
    assert.deepEqual(writes(emulator), []);
  });

  it('send: stops when it is cancelled', async () => {
    const emulator = await freshEmulator();
    const file = 'toolCancel.vappt.json';
    await openPayload(file, samplePayload());
    await askedAbout(file);
    const cancel = new CancellationTokenSource();
    cancel.cancel();
    assert.equal((await send(file, cancel.token))['outcome'], 'cancelled');
    await assert.rejects(async () => await invoke('send', file, cancel.token), /cancel/i);
    assert.deepEqual(writes(emulator), []);
  });

  it('take the file in front, and no file from outside of the workspace', async () => {
    await openPayload('toolFront.vappt.json', samplePayload());
    assert.ok(window.activeTextEditor !== undefined);
    const input = { file: '' };
    const front = jsonOf(await lm.invokeTool(TOOLS.validate, { input, toolInvocationToken: undefined }));
    assert.equal(front['errors'], 0);
    for (const file of ['/etc/passwd', '../outside.vappt.json', '/tmp/outside.vappt.json', 'nothing.json']) {
      await assert.rejects(async () => await invoke('validate', file), /no payload file/);
    }
  });
});
