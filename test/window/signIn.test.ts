import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type Emulator, startEmulator } from '../../src/emulator/index';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { certificate } from '../support/certificate';
import {
  CLIENT_ID,
  type IdentityProvider,
  objectIdOf,
  startIdentityProvider,
} from '../support/identityProvider';
import { ALL_VERSIONS, describeOn, type Open } from './support/describeOn';
import { clickLens, editorContains, openFile } from './support/editor';
import { answerDialog, answerNotification } from './support/notifications';
import { filesWith, leaksIn } from '../support/leaks';
import { outputContains, readOutput, showOutput } from './support/output';
import { answer, pick, quickInput, runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';
import { keeps } from './support/storage';
import type { VsCodeWindow } from './support/window';

let idp: IdentityProvider;
let graph: Emulator;
let folder: string;

/** A cloud of our own around each test: an identity provider, and a Graph that trusts it. */
function useCloud(): void {
  beforeEach(async () => {
    idp = await startIdentityProvider();
    graph = await startEmulator({ trustIssuer: idp.origin });
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-ca-'));
  });
  afterEach(async () => {
    await graph.stop();
    await idp.stop();
    await rm(folder, { recursive: true });
  });
}

async function openSignedOut(open: Open, clientId = CLIENT_ID): Promise<VsCodeWindow> {
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, (await certificate()).cert);
  const opened = await open({
    settings: {
      'vappt.cloud': 'global',
      'vappt.auth.clientId': clientId,
      // VS Code's own list of certificates has not ours.
      'http.systemCertificates': false,
    },
    files: { 'mine.vappt.json': JSON.stringify({ $meeting: 'mine', externalAppointmentId: 'ext-9' }) },
    development: {
      NODE_EXTRA_CA_CERTS: caFile,
      VAPPT_TEST_SIGN_IN: JSON.stringify({ authority: idp.origin, graphRoot: graph.origin }),
    },
  });
  await openFile(opened.page, 'mine.vappt.json');
  await statusBar(opened.page, 'global · signed out');
  return opened;
}

describeOn(ALL_VERSIONS, 'signing in with a code', ({ open, vscode }) => {
  useCloud();

  it('works once: sends go out, after a reload too, until somebody signs out', async () => {
    const { page, reload, userData } = await openSignedOut(open);
    await clickLens(page, 'Send Patch');
    await outputContains(page, 'Not sent: no usable token');

    await runCommand(page, 'Virtual Appointment: Sign In');
    const { userCode, verificationUri } = await codeOf(page);
    await screenshot(page, `6-device-code-${vscode}`);
    await answerDialog(page, 'Your code is', 'I Use Another Device');
    await enterCode(page, verificationUri, userCode);
    await statusBar(page, 'global · ann@lab.example (00000000…)');
    await told(page, 'Signed in to global as ann@lab.example');
    await screenshot(page, `7-signed-in-${vscode}`);

    // A meeting of hers: the emulator knows her from her first token on.
    graph.addMeeting({ id: 'mine', user: objectIdOf('ann'), appointment: true });
    await clickLens(page, 'Send Patch');
    await answerDialog(page, 'Send to Microsoft Graph, Global?', 'Send');
    await outputContains(page, '204 No Content: saved');
    await outputContains(
      page,
      'ann@lab.example (00000000-1111-4222-8333-444444444444), signed in with a code',
    );
    await keeps(page, 'vappt.signIn.choice');
    await keeps(page, 'vappt.confirmed.global');

    await reload();
    await openFile(page, 'mine.vappt.json');
    await statusBar(page, 'global · ann@lab.example');
    await clickLens(page, 'Send Patch');
    await outputContains(page, '204 No Content: saved');

    await runCommand(page, 'Virtual Appointment: Sign Out');
    await statusBar(page, 'global · signed out');
    await told(page, 'Signed out of global');
    await clickLens(page, 'Send Patch');
    await outputContains(page, 'Nobody is signed in. Sign in first.');
    assert.deepEqual(
      graph
        .log()
        .filter(({ method }) => method === 'PATCH')
        .map(({ status }) => status),
      [204, 204],
    );
    // The page keeps the secret encrypted, and nothing else has it.
    const storage = await page.evaluate<string>('JSON.stringify(localStorage)');
    assert.match(storage, /secrets\.provider/);
    await page.keyboard.press('Escape');
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    const shown = [storage, copied, await page.locator('body').innerText(), await readOutput(page)];
    await showOutput(page, 'Virtual Appointment Log', 'PATCH');
    shown.push(await readOutput(page));
    assert.deepEqual(leaksIn(shown.join('\n'), idp.secrets), []);
    assert.deepEqual(await filesWith(userData, idp.secrets), []);
  });
});

describeOn([NEWEST_VSCODE], 'somebody without an app registration', ({ open }) => {
  useCloud();

  it('is asked for both of its ids, and signs in at once', async () => {
    const { page } = await openSignedOut(open, '');
    await runCommand(page, 'Virtual Appointment: Sign In');
    await answerNotification(page, 'you need an app registration of your tenant', 'Enter IDs…');
    await answer(page, 'Application (client) ID', CLIENT_ID);
    await answer(page, 'Directory (tenant) ID', CLIENT_ID);
    await quickInput(page).getByText('The tenant has an id of its own').waitFor();
    await answer(page, 'Directory (tenant) ID', 'lab.example');
    await codeOf(page);
    await answerDialog(page, 'Your code is', 'Cancel');
    await statusBar(page, 'global · signed out');
    await runCommand(page, 'Preferences: Open User Settings (JSON)');
    await editorContains(page, `"vappt.auth.clientId": "${CLIENT_ID}"`);
    await editorContains(page, '"vappt.auth.tenant": "lab.example"');
  });
});

describeOn([NEWEST_VSCODE], 'somebody with several accounts', ({ open }) => {
  useCloud();

  const signIn = async (page: Page, person: string): Promise<void> => {
    const { userCode, verificationUri } = await codeOf(page);
    await answerDialog(page, 'Your code is', 'I Use Another Device');
    await enterCode(page, verificationUri, userCode, person);
    await statusBar(page, `global · ${person}@lab.example`);
  };

  it('can ask for help and cancel; has them kept apart, switches, and may choose a cloud in the middle of it', async () => {
    const { page } = await openSignedOut(open);
    await runCommand(page, 'Virtual Appointment: Sign In');
    await codeOf(page);
    await answerDialog(page, 'Your code is', 'I Use Another Device');
    await statusBar(page, 'signing in…');

    await runCommand(page, 'Virtual Appointment: Sign In');
    await pick(page, 'The browser shows an error…');
    await answer(page, 'What does the browser show?', 'AADSTS700016: Application was not found');
    await told(page, '700016');

    await runCommand(page, 'Virtual Appointment: Sign In');
    await pick(page, 'Cancel the sign-in');
    await statusBar(page, 'global · signed out');

    await runCommand(page, 'Virtual Appointment: Sign In');
    await signIn(page, 'ann');
    await runCommand(page, 'Virtual Appointment: Switch Account');
    await pick(page, 'Sign in with another account…');
    await signIn(page, 'ben');

    await runCommand(page, 'Virtual Appointment: Switch Account');
    await pick(page, 'ann@lab.example');
    await statusBar(page, 'global · ann@lab.example');
    graph.addMeeting({ id: 'mine', user: objectIdOf('ann'), appointment: true });
    await openFile(page, 'mine.vappt.json');
    await clickLens(page, 'Fetch');
    await outputContains(
      page,
      'ann@lab.example (00000000-1111-4222-8333-444444444444), signed in with a code',
    );
    await outputContains(page, '200 OK: read');

    await runCommand(page, 'Virtual Appointment: Switch Account');
    await pick(page, 'Sign in with another account…');
    const { userCode, verificationUri } = await codeOf(page);
    await answerDialog(page, 'Your code is', 'I Use Another Device');
    await statusBar(page, 'signing in…');
    await runCommand(page, 'Virtual Appointment: Select Cloud');
    await pick(page, 'usGovL4');
    // In the settings, too: a sign-in that ends before is for the cloud that is chosen.
    await statusBar(page, 'usGovL4');
    await told(page, 'Payloads now go to');
    await enterCode(page, verificationUri, userCode, 'cara');
    await told(page, 'the settings have changed since');
    await statusBar(page, 'usGovL4 · signed out');

    await runCommand(page, 'Virtual Appointment: Select Cloud');
    await pick(page, 'global');
    await statusBar(page, 'global · cara@lab.example');
  });
});

async function statusBar(page: Page, text: string): Promise<void> {
  await page.locator('.statusbar', { hasText: text }).waitFor();
}

/**
 * Waits for a notification, and clears all but those of what goes on: with its test driver VS Code shows them in its
 * notification centre only.
 */
async function told(page: Page, text: string): Promise<void> {
  const centre = page.locator('.notifications-center');
  const item = centre.locator('.notification-list-item', { hasText: text }).first();
  const isThere = async (): Promise<boolean> => {
    // An empty centre closes by itself: it is opened once there is something in it, and closes when that goes on no more.
    await page.locator('.statusbar .codicon-bell-dot').waitFor();
    await runCommand(page, 'Notifications: Show Notifications');
    const found = item.waitFor().then(() => true);
    const closed = centre.waitFor({ state: 'hidden' }).then(() => false);
    for (const each of [found, closed]) each.catch(() => undefined);
    return await Promise.race([found, closed]);
  };
  while (!(await isThere()));
  await runCommand(page, 'Notifications: Clear All Notifications');
}

/** Reads the code and the address from the dialog. */
async function codeOf(page: Page): Promise<{ userCode: string; verificationUri: string }> {
  const dialog = page.locator('.monaco-dialog-box', { hasText: 'Your code is' });
  await dialog.waitFor();
  const text = await dialog.innerText();
  const userCode = /Your code is (\S+)/.exec(text)?.[1];
  const verificationUri = /Enter it at (https:\S+),/.exec(text)?.[1];
  assert.ok(userCode !== undefined && verificationUri !== undefined, text);
  return { userCode, verificationUri };
}

/** Somebody with another device: a browser of their own, which takes the certificate as it is. */
async function enterCode(page: Page, uri: string, userCode: string, person = 'ann'): Promise<void> {
  const browser = page.context().browser() ?? assert.fail('The window has no browser.');
  const device = await browser.newContext({ ignoreHTTPSErrors: true });
  try {
    const other = await device.newPage();
    await other.goto(uri);
    await other.locator('input[name=user_code]').fill(userCode);
    await other.locator('[type=submit]').first().click();
    await other.locator('[type=submit]').first().click();
    await other.locator('input[name=login]').fill(person);
    await other.locator('input[name=password]').fill('any');
    await other.locator('[type=submit]').first().click();
    await other.locator('[type=submit]').first().click();
    await other.getByText('Sign-in Success').first().waitFor();
  } finally {
    await device.close();
  }
}
