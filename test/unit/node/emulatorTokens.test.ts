import assert from 'node:assert/strict';
import { isEmulatorUnavailableError, NetworkError } from '../../../src/core/errors';
import { EMULATOR_ACCOUNT, EmulatorTokens } from '../../../src/node/emulatorTokens';
import { answer, ScriptedTransport, type Step } from '../../support/scriptedTransport';

const INSTANCE = { 'x-vappt-emulator-instance': 'one' };
const TOKEN = { access_token: 'vappt-emulator-token.x', token_type: 'Bearer', expires_in: 3600 };

function tokensFrom(server: readonly Step[], instanceId: string | undefined = 'one') {
  const transport = new ScriptedTransport(server);
  const origin = 'http://127.0.0.1:50001';
  return { transport, tokens: new EmulatorTokens({ transport, origin, instanceId, timeoutMs: 1000 }) };
}

describe('EmulatorTokens', () => {
  it('asks once', async () => {
    const { tokens, transport } = tokensFrom([answer(200, TOKEN, INSTANCE)]);
    const given = [await tokens.getToken(), await tokens.getToken()];
    const expected = { value: 'vappt-emulator-token.x', account: EMULATOR_ACCOUNT };
    assert.deepStrictEqual(
      { given, requests: transport.requests },
      {
        given: [expected, expected],
        requests: [{ method: 'POST', url: 'http://127.0.0.1:50001/_emulator/token', headers: {} }],
      },
    );
  });

  it('asks for another after one was refused, and for no more than one', async () => {
    const other = { ...TOKEN, access_token: 'vappt-emulator-token.y' };
    const { tokens, transport } = tokensFrom([answer(200, TOKEN, INSTANCE), answer(200, other, INSTANCE)]);
    const { value: refused } = await tokens.getToken();
    const again = await Promise.all([tokens.getToken({ refused }), tokens.getToken({ refused })]);
    assert.deepEqual(
      again.map(({ value }) => value),
      ['vappt-emulator-token.y', 'vappt-emulator-token.y'],
    );
    assert.equal(transport.requests.length, 2);
  });

  it('takes whichever emulator answers when none is expected', async () => {
    const transport = new ScriptedTransport([answer(200, TOKEN, { 'x-vappt-emulator-instance': 'two' })]);
    const tokens = new EmulatorTokens({
      transport,
      origin: 'http://127.0.0.1:50001',
      instanceId: undefined,
      timeoutMs: 1000,
    });
    assert.equal((await tokens.getToken()).value, 'vappt-emulator-token.x');
  });

  const NONE: readonly (readonly [name: string, step: Step])[] = [
    ['nobody listens', new NetworkError('notSent', 'ECONNREFUSED')],
    ['the connection breaks', new NetworkError('maybeSent', 'ECONNRESET')],
    ['another emulator has the port', answer(200, TOKEN, { 'x-vappt-emulator-instance': 'two' })],
    ['another program has the port', answer(200, TOKEN)],
    ['a page answers', answer(200, '<html>', INSTANCE)],
    ['there is no token in the answer', answer(200, {}, INSTANCE)],
    ['the token is no text', answer(200, { access_token: 1 }, INSTANCE)],
    ['regression: the token is not one of the emulator’s', answer(200, { access_token: 'x\r\ny' }, INSTANCE)],
  ];
  for (const [name, step] of NONE) {
    it(`there is no emulator when ${name}`, async () => {
      await assert.rejects(tokensFrom([step]).tokens.getToken(), isEmulatorUnavailableError);
    });
  }

  it('throws bugs', async () => {
    await assert.rejects(tokensFrom([new RangeError('bug')]).tokens.getToken(), RangeError);
  });

  it('regression: asks again after it was not there', async () => {
    const { tokens } = tokensFrom([
      new NetworkError('notSent', 'ECONNREFUSED'),
      answer(200, TOKEN, INSTANCE),
    ]);
    await assert.rejects(tokens.getToken(), isEmulatorUnavailableError);
    assert.equal((await tokens.getToken()).value, 'vappt-emulator-token.x');
  });
});
