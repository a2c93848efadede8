import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { answer } from '../../support/fakeEmulator';
import type { SendResult } from './sendResult';
import { useShell } from './support';

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly body?: { readonly externalAppointmentId: string };
}

interface PartAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** A server whose batches answer each meeting in a way of its own, named after the meeting. */
class OddBatches {
  /** The changes that it has carried out, and how often each part was sent. */
  readonly applied: string[] = [];
  readonly sent: string[] = [];
  readonly #values = new Map<string, string>();

  answer(body: string): PartAnswer[] {
    const { requests } = JSON.parse(body) as { requests: Part[] };
    const answers = requests.flatMap((part) => this.#part(part));
    return [...answers, { id: 'unknown', status: 500 }].reverse();
  }

  #part({ id, method, url, body }: Part): PartAnswer[] {
    const meeting = /onlineMeetings\/([^/]+)/.exec(url)?.[1] ?? '';
    if (method === 'GET') {
      const found = { externalAppointmentId: this.#values.get(meeting) ?? 'old' };
      return [{ id, status: 200, headers: { ETag: 'W/"1"' }, body: found }];
    }
    this.sent.push(meeting);
    const apply = (): void => {
      this.applied.push(meeting);
      this.#values.set(meeting, body?.externalAppointmentId ?? '');
    };
    const fine = { id, status: 204 };
    switch (meeting) {
      case 'missing-applied':
        apply();
        return [];
      case 'missing-lost':
        return [];
      case 'doubled':
        apply();
        return [fine, { id, status: 412 }];
      case 'dependent':
        return [{ id, status: 424, body: { error: { code: 'FailedDependency', message: 'm' } } }];
      case 'throttled':
        if (this.sent.filter((each) => each === meeting).length === 1)
          return [{ id, status: 429, headers: { 'Retry-After': '1' } }];
        break;
      case 'changed':
        return [{ id, status: 412 }];
    }
    apply();
    return [fine];
  }
}

describe('cli: send --batch, when a batch is answered oddly', () => {
  const shell = useShell();
  const MEETINGS = [
    'changed',
    'dependent',
    'doubled',
    'fine',
    'missing-applied',
    'missing-lost',
    'throttled',
  ];

  async function send(
    ...args: string[]
  ): Promise<{ code: number | null; outcomes: unknown; server: OddBatches }> {
    await mkdir(path.join(shell.folder, 'p'), { recursive: true });
    for (const meeting of MEETINGS)
      await shell.payload(
        { $meeting: meeting, externalAppointmentId: `new ${meeting}` },
        `p/${meeting}.vappt.json`,
      );
    const server = new OddBatches();
    const { origin } = await shell.fakeEmulator((request, response) => {
      assert.equal(request.path, '/beta/$batch');
      answer(response, 200, { responses: server.answer(request.body) });
    });
    const exit = await shell.run(['send', 'p', '--endpoint', origin, '--batch', '--format', 'json', ...args]);
    const { results } = JSON.parse(exit.stdout) as { results: SendResult[] };
    return {
      code: exit.code,
      outcomes: Object.fromEntries(
        results.map(({ file, outcome }) => [path.basename(file, '.vappt.json'), outcome]),
      ),
      server,
    };
  }

  it('each part has its own outcome; what has no answer is read, and nothing is sent twice', async () => {
    const { code, outcomes, server } = await send('--if-match', 'none');
    assert.deepEqual(outcomes, {
      changed: 'conflict',
      dependent: 'rejected',
      doubled: 'updated',
      fine: 'updated',
      'missing-applied': 'updated',
      'missing-lost': 'unknown',
      throttled: 'updated',
    });
    assert.equal(code, 5);
    assert.deepEqual([...server.sent].sort(), [...MEETINGS, 'throttled'].sort());
    assert.equal(new Set(server.applied).size, server.applied.length);
  });

  it('on a tag it can be told that a lost part was not applied', async () => {
    const { outcomes } = await send();
    assert.equal((outcomes as Record<string, string>)['missing-lost'], 'notApplied');
  });
});
