import assert from 'node:assert/strict';
import type { BulkJob } from '../../../../src/core/bulk/job';
import {
  type EndedEntry,
  type Journal,
  type JournalEntry,
  JournalError,
} from '../../../../src/core/bulk/journal';
import { CancelledError, NetworkError } from '../../../../src/core/errors';
import type { Clock, HttpRequest, HttpResponse, HttpTransport } from '../../../../src/core/ports';
import { job, outcomes, play } from '../../../support/bulk';
import { answer } from '../../../support/scriptedTransport';

const ROOT = 'http://127.0.0.1:5';
const meetingOf = ({ url }: HttpRequest): string => /onlineMeetings\/([^/]+)/.exec(url)?.[1] ?? '';
const fileOf = ({ body = '' }: HttpRequest): string =>
  String((JSON.parse(body) as Record<string, unknown>)['externalAppointmentId']);

/** A server in memory that answers when the test says so, and knows what is under way. */
class Server implements HttpTransport {
  readonly sent: HttpRequest[] = [];
  readonly underWay = new Set<HttpRequest>();
  most = 0;
  onSend: (request: HttpRequest) => HttpResponse | Promise<HttpResponse> = () => answer(204);

  async send(request: HttpRequest): Promise<HttpResponse> {
    const sameTarget = [...this.underWay].filter((other) => meetingOf(other) === meetingOf(request));
    assert.deepEqual(sameTarget, [], 'two requests for one appointment at a time');
    this.sent.push(request);
    this.underWay.add(request);
    this.most = Math.max(this.most, this.underWay.size);
    try {
      await Promise.resolve();
      return await this.onSend(request);
    } finally {
      this.underWay.delete(request);
    }
  }
}

/** Time that passes only while somebody sleeps. */
class SleepingClock implements Clock {
  time = 0;
  now = (): number => this.time;
  monotonic = (): number => this.time;

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const until = this.time + milliseconds;
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted === true) throw new CancelledError(false);
    this.time = Math.max(this.time, until);
  }
}

class MemoryJournal implements Journal {
  readonly entries: JournalEntry[] = [];
  room = Infinity;

  async write(entry: JournalEntry): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.entries.length >= this.room) throw new JournalError('full');
    this.entries.push(entry);
  }

  get lines(): string[] {
    return this.entries.map((entry) => `${entry.event} ${entry.file}`);
  }
}

const many = (count: number, meetings = count): BulkJob[] =>
  Array.from({ length: count }, (_, index) => job(`f${index}`, `m${index % meetings}`));

describe('runBulk', () => {
  for (const batch of [false, true]) {
    it(`keeps the order of files for one appointment, and never overlaps them${batch ? ', in batches' : ''}`, async () => {
      const server = new Server();
      const order = new Map<string, string[]>();
      const note = (request: HttpRequest): void => {
        order.set(meetingOf(request), [...(order.get(meetingOf(request)) ?? []), fileOf(request)]);
      };
      server.onSend = (request) => {
        if (request.method === 'PATCH') {
          note(request);
          return answer(204);
        }
        const { requests } = JSON.parse(request.body ?? '') as {
          requests: { id: string; url: string; body: object }[];
        };
        assert.equal(
          new Set(requests.map(({ url }) => url)).size,
          requests.length,
          'an appointment twice in a batch',
        );
        for (const { url, body } of requests) note({ ...request, url, body: JSON.stringify(body) });
        return answer(200, { responses: requests.map(({ id }) => ({ id, status: 204 })).reverse() });
      };
      await play({ root: ROOT, transport: server }, many(100, 7), { batch });
      for (let meeting = 0; meeting < 7; meeting += 1) {
        const expected = many(100, 7).filter(({ plan }) => plan.target.meetingId === `m${meeting}`);
        assert.deepEqual(
          order.get(`m${meeting}`),
          expected.map(({ name }) => name),
        );
      }
    });
  }

  for (const batch of [false, true]) {
    it(`leaves out a job whose appointment somebody else is sending to${batch ? ', and batches do not wait for it' : ''}`, async () => {
      const server = new Server();
      if (batch) {
        server.onSend = ({ body = '' }) => {
          const { requests } = JSON.parse(body) as { requests: { id: string }[] };
          return answer(200, { responses: requests.map(({ id }) => ({ id, status: 204 })) });
        };
      }
      const asked: string[] = [];
      const results = await play(
        { root: ROOT, transport: server },
        [
          job('a', 'm'),
          job('b', 'busy'),
          job('c', 'n'),
          job('d', 'busy', {
            earlier: { kind: 'certain', entry: { outcome: 'updated' } as EndedEntry },
          }),
        ],
        {
          batch,
          alone: async ({ name, plan }, send) => {
            asked.push(name);
            return plan.target.meetingId === 'busy'
              ? { kind: 'notTried', outcome: { kind: 'cancelled', requestSent: false } }
              : await send();
          },
        },
      );
      assert.deepEqual(outcomes(results), { a: 'updated', b: 'notTried', c: 'updated', d: 'earlier' });
      assert.deepEqual(asked.sort(), ['a', 'b', 'c']);
      assert.equal(server.sent.length, batch ? 1 : 2);
    });
  }

  it('has as many requests under way as it may, and no more', async () => {
    const server = new Server();
    server.onSend = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return answer(204);
    };
    await play({ root: ROOT, transport: server }, many(50), { concurrency: 6 });
    assert.deepEqual([server.sent.length, server.most], [50, 6]);
  });

  it('loads files when their turn comes, and asks for no more of them than it can use', async () => {
    const server = new Server();
    let asked = 0;
    let loaded = 0;
    let finished = 0;
    let furthest = 0;
    function* jobs(): Generator<BulkJob> {
      for (const each of many(1000)) {
        asked += 1;
        furthest = Math.max(furthest, asked - finished);
        yield {
          ...each,
          load: () => {
            loaded += 1;
            assert.ok(loaded - finished <= 4, 'more bodies than slots');
            return each.load();
          },
        };
      }
    }
    await play({ root: ROOT, transport: server }, jobs(), { onResult: () => (finished += 1) });
    assert.deepEqual([asked, loaded, finished], [1000, 1000, 1000]);
    assert.ok(furthest < 300, `${furthest} jobs ahead`);
  });

  it('believes a 204: one request for each file', async () => {
    const server = new Server();
    const results = await play({ root: ROOT, transport: server }, many(3));
    assert.deepEqual(
      server.sent.map(({ method }) => method),
      ['PATCH', 'PATCH', 'PATCH'],
    );
    assert.deepEqual(outcomes(results), { f0: 'updated', f1: 'updated', f2: 'updated' });
  });

  it('a file that cannot be loaded is a result, and the rest goes on', async () => {
    const server = new Server();
    const gone: BulkJob = {
      ...job('gone', 'g'),
      load: () => Promise.resolve({ kind: 'unreadable', reason: { template: 'gone', args: {} } }),
    };
    const results = await play({ root: ROOT, transport: server }, [gone, job('a', 'm')]);
    assert.deepEqual(outcomes(results), { gone: 'unreadable', a: 'updated' });
  });

  it('when one is asked to wait, nobody sends before the time is over', async () => {
    const server = new Server();
    const clock = new SleepingClock();
    const pauses: number[] = [];
    const times: number[] = [];
    server.onSend = () => {
      times.push(clock.time);
      return times.length === 3 ? answer(429, '', { 'retry-after': '7' }) : answer(204);
    };
    const results = await play({ root: ROOT, transport: server, clock }, many(20), {
      concurrency: 2,
      onPause: (milliseconds) => pauses.push(milliseconds),
    });
    assert.ok(Object.values(outcomes(results)).every((outcome) => outcome === 'updated'));
    assert.deepEqual(pauses, [7000]);
    // One may have been on its way already.
    assert.deepEqual(
      times.slice(4).filter((time) => time < 7000),
      [],
    );
    assert.equal(times.length, 21);
  });

  it('a wait that nobody waits for ends the run: the rest is throttled without being sent', async () => {
    const server = new Server();
    server.onSend = () => answer(429, '', { 'retry-after': '3600' });
    const results = await play({ root: ROOT, transport: server }, many(30), { concurrency: 1 });
    assert.equal(server.sent.length, 1);
    assert.ok(Object.values(outcomes(results)).every((outcome) => outcome === 'throttled'));
  });

  it('a token that is refused is not tried on the rest', async () => {
    const server = new Server();
    server.onSend = () => answer(401);
    const results = await play({ root: ROOT, transport: server }, many(30), { concurrency: 1 });
    assert.ok(server.sent.length <= 2, `${server.sent.length} requests`);
    const [first, ...rest] = Object.values(outcomes(results));
    assert.deepEqual([first, new Set(rest)], ['signInNeeded', new Set(['notTried'])]);
  });

  it('cancelled: what is under way is waited for, the rest is not tried', async () => {
    const server = new Server();
    const stop = new AbortController();
    server.onSend = (request) => {
      if (fileOf(request) === 'f5') stop.abort();
      return answer(204);
    };
    const results = await play({ root: ROOT, transport: server }, many(20), {
      concurrency: 1,
      signal: stop.signal,
    });
    const expected = Object.fromEntries(
      many(20).map(({ name }, index) => [name, index <= 5 ? 'updated' : 'notTried']),
    );
    assert.deepEqual(outcomes(results), expected);
  });

  it('cancelled before the first: nothing is sent', async () => {
    const server = new Server();
    const results = await play({ root: ROOT, transport: server }, many(3), { signal: AbortSignal.abort() });
    assert.deepEqual(
      [server.sent.length, new Set(Object.values(outcomes(results)))],
      [0, new Set(['notTried'])],
    );
  });

  it('cancelled between the read and the change: nothing is written', async () => {
    const server = new Server();
    const stop = new AbortController();
    server.onSend = () => {
      stop.abort();
      return answer(200, {}, { etag: 'W/"1"' });
    };
    const auto = job('a', 'm', { ifMatch: { kind: 'auto' } });
    const results = await play({ root: ROOT, transport: server }, [auto], { signal: stop.signal });
    assert.deepEqual(
      server.sent.map(({ method }) => method),
      ['GET'],
    );
    assert.deepEqual(outcomes(results), { a: 'cancelled' });
  });

  it('cancelled during a pause: the pause ends', async () => {
    const server = new Server();
    const stop = new AbortController();
    server.onSend = () => {
      stop.abort();
      return answer(429, '', { 'retry-after': '60' });
    };
    const results = await play({ root: ROOT, transport: server, clock: new SleepingClock() }, many(3), {
      concurrency: 3,
      signal: stop.signal,
    });
    assert.deepEqual(outcomes(results), { f0: 'cancelled', f1: 'cancelled', f2: 'cancelled' });
  });

  it('a bug in one job stops the run and is thrown', async () => {
    const server = new Server();
    const broken: BulkJob = { ...job('x', 'x'), load: () => Promise.reject(new TypeError('a bug')) };
    await assert.rejects(
      play({ root: ROOT, transport: server }, [broken, ...many(500)], { concurrency: 1 }),
      /a bug/,
    );
    assert.ok(server.sent.length < 2);
  });

  describe('with a journal', () => {
    it('a change is in it before it goes out, its outcome before the next of the same appointment', async () => {
      const server = new Server();
      const journal = new MemoryJournal();
      const seen: string[][] = [];
      server.onSend = () => {
        seen.push([...journal.lines]);
        return answer(204);
      };
      await play({ root: ROOT, transport: server }, many(3, 1), { journal });
      assert.deepEqual(seen, [
        ['started f0'],
        ['started f0', 'ended f0', 'started f1'],
        ['started f0', 'ended f0', 'started f1', 'ended f1', 'started f2'],
      ]);
    });

    it('holds no values of the body', async () => {
      const server = new Server();
      const journal = new MemoryJournal();
      server.onSend = () => answer(400, { error: { code: 'BadRequest', message: 'Ann is no name' } });
      await play({ root: ROOT, transport: server }, [job('a', 'm')], { journal });
      assert.doesNotMatch(JSON.stringify(journal.entries), /Ann|externalAppointmentId|account-1/);
      const [, entry] = journal.entries;
      assert.deepEqual(entry?.event === 'ended' && [entry.outcome, entry.doubt], ['rejected', false]);
    });

    it('when it is full, no change goes out any more; what was on its way has its outcome', async () => {
      const server = new Server();
      const journal = new MemoryJournal();
      journal.room = 4;
      const done: string[] = [];
      await assert.rejects(
        play({ root: ROOT, transport: server }, many(50), {
          journal,
          concurrency: 1,
          onResult: ({ name }) => done.push(name),
        }),
        { name: 'JournalError' },
      );
      assert.deepEqual(server.sent.map(fileOf), ['f0', 'f1']);
      assert.deepEqual(done, ['f0', 'f1']);
    });

    it('a change that is asked to wait and sent again is started once', async () => {
      const server = new Server();
      const journal = new MemoryJournal();
      server.onSend = () =>
        server.sent.length === 1 ? answer(429, '', { 'retry-after': '1' }) : answer(204);
      await play({ root: ROOT, transport: server, clock: new SleepingClock() }, many(1), { journal });
      assert.deepEqual(journal.lines, ['started f0', 'ended f0']);
    });

    it('an unknown outcome is in doubt', async () => {
      const server = new Server();
      const journal = new MemoryJournal();
      server.onSend = () => {
        throw new NetworkError('maybeSent', 'ECONNRESET');
      };
      await play({ root: ROOT, transport: server }, many(1), { journal });
      const [, entry] = journal.entries;
      assert.deepEqual(entry?.event === 'ended' && [entry.outcome, entry.doubt], ['unknown', true]);
    });
  });

  describe('going on with a run', () => {
    const doubt = { kind: 'doubt', etagSent: null, overtaken: false } as const;
    const shows = (value: string, tag = '2') =>
      answer(200, { externalAppointmentId: value }, { etag: `W/"${tag}"` });

    async function goOn(earlier: NonNullable<BulkJob['earlier']>, steps: readonly (HttpResponse | Error)[]) {
      const server = new Server();
      const left = [...steps];
      server.onSend = () => {
        const step = left.shift() ?? answer(500);
        if (step instanceof Error) throw step;
        return step;
      };
      const results = await play({ root: ROOT, transport: server }, [job('a', 'm', { earlier })]);
      const sent = server.sent.map(({ method, headers }) => `${method} ${headers['If-Match'] ?? '-'}`);
      return [outcomes(results)['a'], ...sent];
    }

    it('what is there is not sent again', async () => {
      assert.deepEqual(await goOn(doubt, [shows('a')]), ['updated', 'GET -']);
    });
    it('what is not there is sent', async () => {
      assert.deepEqual(await goOn(doubt, [shows('old'), answer(204)]), ['updated', 'GET -', 'PATCH -']);
    });
    it('on the tag of before: if somebody came in between, it is a conflict', async () => {
      const tagged = { ...doubt, etagSent: 'W/"1"' };
      const [outcome, ...sent] = await goOn(tagged, [
        shows('theirs', '3'),
        answer(412),
        shows('theirs', '3'),
      ]);
      assert.deepEqual([outcome, sent.slice(0, 2)], ['conflict', ['GET -', 'PATCH W/"1"']]);
    });
    it('what a later file has overtaken is not sent, because that would undo the later one', async () => {
      assert.deepEqual(await goOn({ ...doubt, overtaken: true }, [shows('later')]), ['unknown', 'GET -']);
    });
    it('what cannot be read stays unknown', async () => {
      const lost = new NetworkError('maybeSent', 'ECONNRESET');
      assert.deepEqual(await goOn(doubt, [lost]), ['unknown', 'GET -']);
    });
  });
});
