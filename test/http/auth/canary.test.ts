import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { checkRegistration } from '../../../src/core/auth/registration';
import { SignIns } from '../../../src/core/auth/signIns';
import { GraphClient } from '../../../src/core/graph/graphClient';
import { redact } from '../../../src/core/report/redact';
import { fetchReport } from '../../../src/core/report/fetchReport';
import { fetchAppointment } from '../../../src/core/send/fetchAppointment';
import { english } from '../../../src/core/text';
import { startEmulator } from '../../../src/emulator/index';
import { fetchTransport } from '../../../src/node/fetchTransport';
import { systemClock, systemIds } from '../../../src/node/system';
import { CLIENT_ID, entraError } from '../../support/identityProvider';
import { TransparentBaseStore } from '../../support/fakes';
import { leaksIn } from '../../support/leaks';
import { PATIENT_MS } from '../../support/patience';
import { Person } from '../../support/person';
import { runCli } from '../../support/runCli';
import { MapMemory, MemorySecrets } from '../../support/secretStorage';
import { REGISTRATION, sessionOf, useWorld, withBrowser, withCode } from './support';

describe('no secret of a sign-in shows anywhere', () => {
  const world = useWorld();

  it('in logs, texts, reports, errors, VS Code’s open storage, or what the command line prints', async function () {
    this.timeout(60_000);
    const { idp, engine, logger } = world();
    const emulator = await startEmulator({ trustIssuer: idp.origin });
    const shown: string[] = [];
    try {
      const secrets = new MemorySecrets();
      const memory = new MapMemory();
      const signIns = new SignIns({
        secrets,
        memory,
        clock: systemClock,
        engine: () => Promise.resolve(engine),
        sessions: { silent: () => Promise.resolve(undefined) },
        isTrusted: () => true,
        registration: (cloud) => checkRegistration(cloud, CLIENT_ID, 'organizations'),
      });
      const failed = (result: Awaited<ReturnType<typeof withBrowser>>): void => {
        if (result.kind !== 'failed') throw new Error(`It ended as ${result.kind}.`);
        shown.push(english(engine.explain(result.problem, REGISTRATION)));
      };
      const fetchOnce = async (): Promise<void> => {
        const client = new GraphClient({
          endpoint: { cloud: 'global', root: emulator.origin },
          transport: fetchTransport,
          tokens: signIns.provider('global'),
          clock: systemClock,
          ids: systemIds,
          logger,
          timeoutMs: PATIENT_MS,
        });
        const plan = {
          target: { cloud: 'global', user: 'me', meetingId: 'x' },
          ifMatch: { kind: 'auto' },
          options: {},
        } as const;
        const parts = { client, bases: new TransparentBaseStore(), clock: systemClock };
        const record = await fetchAppointment(parts, plan);
        shown.push(fetchReport(record, english), inspect(record, { depth: 9 }));
      };

      // A service that repeats what it was sent.
      const echo = (code: number, line: string): object =>
        entraError(code, 'invalid_grant', `Bad request: ${line}`);
      const repeated = (on: string): void => {
        idp.faults.push({
          on,
          get answer() {
            return { status: 400, body: echo(9999999, idp.received.at(-1) ?? '') };
          },
        });
      };
      repeated('grant_type=authorization_code');
      failed(await withBrowser(engine));
      failed(await withBrowser(engine, { visit: (url) => new Person('ann', { denies: true }).open(url) }));
      repeated('grant_type=device_code');
      failed(await withCode(engine));
      await signIns.keep(REGISTRATION, 'deviceCode', sessionOf(await withCode(engine)));
      await signIns.keep(REGISTRATION, 'browser', sessionOf(await withBrowser(engine)));
      await fetchOnce();
      emulator.setFaults({ queue: [{ match: { method: 'GET' }, times: 2, status: 401 }] });
      await fetchOnce();
      emulator.setFaults({ queue: [{ match: { method: 'GET' }, times: 9, status: 401 }] });
      repeated('grant_type=refresh_token');
      await fetchOnce();
      idp.revokeAll();
      await fetchOnce();
      shown.push(inspect(await signIns.state('global')), inspect(memory.values), ...secrets.values.keys());

      const token = [...idp.secrets].find((secret) => secret.split('.').length === 3) ?? '';
      for (const args of [
        ['token', 'check'],
        ['token', 'check', '--cloud', 'china', '--format', 'json'],
      ]) {
        const { stdout, stderr } = await runCli(args, { env: { VAPPT_TOKEN: token } });
        shown.push(stdout, stderr);
      }
      // What every line of a log goes through.
      shown.push(...logger.lines.map((line) => redact(line)), JSON.stringify(emulator.log()));
    } finally {
      await emulator.stop();
    }
    // control: the search finds them where they are.
    assert.ok(leaksIn(idp.received.join('\n'), idp.secrets).length > 3);
    assert.deepEqual(leaksIn(shown.join('\n'), idp.secrets), []);
  });
});
