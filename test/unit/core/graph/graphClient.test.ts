import assert from 'node:assert/strict';
import { CancelledError, NetworkError, SignInNeededError } from '../../../../src/core/errors';
import { GraphClient } from '../../../../src/core/graph/graphClient';
import type { GraphRequest } from '../../../../src/core/graph/requests';
import type { AccessToken } from '../../../../src/core/ports';
import { text } from '../../../../src/core/text';
import { ACCOUNT, countingIds, FakeClock, RecordingLogger } from '../../../support/fakes';
import { answer, ScriptedTransport, type Step } from '../../../support/scriptedTransport';

const PATCH: GraphRequest = {
  method: 'PATCH',
  path: '/beta/x',
  headers: { 'If-Match': 'W/"1"' },
  body: '{}',
};
const ID = '00000000-0000-4000-8000-00000000000';

/** Plays one call with tokens named after the order in which they were asked for. */
async function play(
  server: readonly Step[],
  options: { signal?: AbortSignal; tokens?: (() => AccessToken)[] } = {},
) {
  const transport = new ScriptedTransport(server);
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const waits: number[] = [];
  let tokensGiven = 0;
  const client = new GraphClient({
    endpoint: { cloud: 'global', root: 'https://graph.microsoft.com' },
    transport,
    tokens: {
      getToken: () =>
        Promise.resolve().then(
          options.tokens?.shift() ?? (() => ({ value: `token-${++tokensGiven}`, account: ACCOUNT })),
        ),
    },
    clock,
    ids: countingIds(),
    logger,
    timeoutMs: 1000,
    onWait: (delayMs) => waits.push(delayMs),
  });
  const { result, ...facts } = await client.call(PATCH, options.signal);
  return {
    result: result.kind === 'reply' ? result.reply.status : result.failure,
    facts,
    sent: transport.requests.map(({ headers }) => [headers['client-request-id'], headers['Authorization']]),
    waits,
    slept: clock.slept,
    log: logger.lines,
  };
}

describe('GraphClient.call', () => {
  it('sends the request below its root, with a token and an id', async () => {
    const transport = new ScriptedTransport([answer(204)]);
    const client = new GraphClient({
      endpoint: { cloud: 'global', root: 'https://graph.microsoft.com' },
      transport,
      tokens: { getToken: () => Promise.resolve({ value: 't', account: ACCOUNT }) },
      clock: new FakeClock(),
      ids: countingIds(),
      logger: new RecordingLogger(),
      timeoutMs: 1000,
    });
    await client.call(PATCH);
    assert.deepStrictEqual(transport.requests, [
      {
        method: 'PATCH',
        url: 'https://graph.microsoft.com/beta/x',
        headers: { 'If-Match': 'W/"1"', 'client-request-id': `${ID}1`, Authorization: 'Bearer t' },
        body: '{}',
      },
    ]);
  });

  it('waits as asked, and each try has an id and a token of its own', async () => {
    assert.deepStrictEqual(
      await play([
        answer(429, '', { 'retry-after': '2' }),
        answer(503, '', { 'retry-after': '3' }),
        answer(204),
      ]),
      {
        result: 204,
        facts: { account: ACCOUNT, clientRequestId: `${ID}3`, durationMs: 12, attempts: 3 },
        sent: [
          [`${ID}1`, 'Bearer token-1'],
          [`${ID}2`, 'Bearer token-2'],
          [`${ID}3`, 'Bearer token-3'],
        ],
        waits: [2000, 3000],
        slept: [2000, 3000],
        log: [
          `info PATCH 429 client-request-id=${ID}1 request-id=-`,
          `info PATCH 503 client-request-id=${ID}2 request-id=-`,
          `info PATCH 204 client-request-id=${ID}3 request-id=-`,
        ],
      },
    );
  });

  it('gives up when the waiting allowed is used up, with the last answer', async () => {
    const busy = answer(429, '', { 'retry-after': '140' });
    const { result, facts, slept } = await play([busy, busy, busy]);
    assert.deepStrictEqual(
      { result, attempts: facts.attempts, slept },
      { result: 429, attempts: 3, slept: [140_000, 140_000] },
    );
  });

  for (const status of [400, 401, 412, 500, 502, 503, 504]) {
    it(`sends once, whatever comes: ${status}`, async () => {
      const { result, facts, slept } = await play([answer(status)]);
      assert.deepStrictEqual(
        { result, attempts: facts.attempts, slept },
        { result: status, attempts: 1, slept: [] },
      );
    });
  }

  it('sends once when the answer is lost', async () => {
    const lost = new NetworkError('maybeSent', 'ECONNRESET');
    const { result, facts, log } = await play([lost]);
    assert.deepStrictEqual(
      { result, attempts: facts.attempts, log },
      { result: lost, attempts: 1, log: [`warn PATCH failed: NetworkError client-request-id=${ID}1`] },
    );
  });

  it('cancelling while waiting ends it: the request was answered with "not done"', async () => {
    const controller = new AbortController();
    const busyThenCancelled: Step = () => {
      controller.abort();
      return answer(429);
    };
    const { result, facts } = await play([busyThenCancelled], { signal: controller.signal });
    assert.deepStrictEqual(
      { result, attempts: facts.attempts },
      { result: new CancelledError(false), attempts: 1 },
    );
  });

  it('a token that is gone after waiting is a failure like at first', async () => {
    const gone = new SignInNeededError(text('Expired.'));
    const tokens = [
      () => ({ value: 'token', account: ACCOUNT }),
      () => {
        throw gone;
      },
    ];
    const { result, facts } = await play([answer(429)], { tokens });
    assert.deepStrictEqual({ result, attempts: facts.attempts }, { result: gone, attempts: 1 });
  });

  it('throws bugs', async () => {
    await assert.rejects(play([new RangeError('bug')]), RangeError);
  });
});
