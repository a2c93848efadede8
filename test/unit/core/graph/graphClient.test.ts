import assert from 'node:assert/strict';
import { CancelledError, NetworkError, SignInNeededError } from '../../../../src/core/errors';
import { GraphClient } from '../../../../src/core/graph/graphClient';
import type { GraphRequest } from '../../../../src/core/graph/requests';
import type { AccessToken, TokenRequest } from '../../../../src/core/ports';
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
  const asked: Partial<TokenRequest>[] = [];
  let tokensGiven = 0;
  const client = new GraphClient({
    endpoint: { cloud: 'global', root: 'https://graph.microsoft.com' },
    transport,
    tokens: {
      getToken: ({ refused, claims } = {}) => {
        asked.push({ ...(refused !== undefined && { refused }), ...(claims !== undefined && { claims }) });
        return Promise.resolve().then(
          options.tokens?.shift() ?? (() => ({ value: `token-${++tokensGiven}`, account: ACCOUNT })),
        );
      },
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
    asked,
    signInReason: result.kind === 'reply' ? result.reply.signInReason : undefined,
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
    const { asked, signInReason, ...facts } = await play([
      answer(429, '', { 'retry-after': '2' }),
      answer(503, '', { 'retry-after': '3' }),
      answer(204),
    ]);
    assert.deepStrictEqual([asked, signInReason], [[{}, {}, {}], undefined]);
    assert.deepStrictEqual(facts, {
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
    });
  });

  it('gives up when the waiting allowed is used up, with the last answer', async () => {
    const busy = answer(429, '', { 'retry-after': '140' });
    const { result, facts, slept } = await play([busy, busy, busy]);
    assert.deepStrictEqual(
      { result, attempts: facts.attempts, slept },
      { result: 429, attempts: 3, slept: [140_000, 140_000] },
    );
  });

  for (const status of [400, 403, 412, 500, 502, 503, 504]) {
    it(`sends once, whatever comes: ${status}`, async () => {
      const { result, facts, slept } = await play([answer(status)]);
      assert.deepStrictEqual(
        { result, attempts: facts.attempts, slept },
        { result: status, attempts: 1, slept: [] },
      );
    });
  }

  describe('with a token that is refused', () => {
    const challenge = (claims: string) => ({
      'www-authenticate': `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`,
    });

    it('asks for another one, and sends the same request once more', async () => {
      const { result, facts, sent, asked } = await play([answer(401), answer(204)]);
      assert.deepStrictEqual(
        { result, attempts: facts.attempts, sent, asked },
        {
          result: 204,
          attempts: 2,
          sent: [
            [`${ID}1`, 'Bearer token-1'],
            [`${ID}2`, 'Bearer token-2'],
          ],
          asked: [{}, { refused: 'token-1' }],
        },
      );
    });

    it('gives up when the new one is refused too', async () => {
      const { result, facts } = await play([answer(401), answer(401)]);
      assert.deepStrictEqual([result, facts.attempts], [401, 2]);
    });

    it('goes on as usual after a renewal: it waits when asked to', async () => {
      const busy = answer(429, '', { 'retry-after': '2' });
      const { result, slept, asked } = await play([answer(401), busy, answer(204)]);
      assert.deepStrictEqual(
        { result, slept, asked },
        { result: 204, slept: [2000], asked: [{}, { refused: 'token-1' }, {}] },
      );
    });

    it('does not send the same token again', async () => {
      const same = () => ({ value: 'same', account: ACCOUNT });
      const { result, facts } = await play([answer(401)], { tokens: [same, same] });
      assert.deepStrictEqual([result, facts.attempts], [401, 1]);
    });

    it('keeps the answer, and why there is no other token', async () => {
      const reason = text('Revoked.');
      const tokens = [
        () => ({ value: 'token', account: ACCOUNT }),
        () => {
          throw new SignInNeededError(reason);
        },
      ];
      const { result, facts, signInReason } = await play([answer(401)], { tokens });
      assert.deepStrictEqual([result, facts.attempts, signInReason], [401, 1, reason]);
    });

    it('was not sent when nobody answers who could renew it', async () => {
      const down = new NetworkError('notSent', 'ENOTFOUND');
      const tokens = [
        () => ({ value: 'token', account: ACCOUNT }),
        () => {
          throw down;
        },
      ];
      const { result } = await play([answer(401)], { tokens });
      assert.equal(result, down);
    });

    for (const status of [401, 403]) {
      it(`answers a challenge once: ${status}`, async () => {
        const claims = '{"access_token":{"acrs":{"value":"c1"}}}';
        const refusal = answer(status, '', challenge(claims));
        const { result, asked } = await play([refusal, refusal]);
        assert.deepStrictEqual(
          { result, asked },
          { result: status, asked: [{}, { refused: 'token-1', claims }] },
        );
      });
    }
  });

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
