import assert from 'node:assert/strict';
import {
  CancelledError,
  EmulatorUnavailableError,
  isCallFailure,
  isCancelledError,
  isEmulatorUnavailableError,
  isNetworkError,
  isSignInNeededError,
  NetworkError,
  SignInNeededError,
} from '../../../src/core/errors';
import { text } from '../../../src/core/text';

describe('errors', () => {
  const ERRORS: Readonly<Record<string, unknown>> = {
    network: new NetworkError('maybeSent', 'ECONNRESET', { cause: new Error('x') }),
    cancelled: new CancelledError(true),
    signIn: new SignInNeededError(text('No token.')),
    emulator: new EmulatorUnavailableError(text('None runs.')),
    // What the copy of a class in another bundle makes.
    foreign: Object.assign(new Error('x'), { name: 'NetworkError' }),
    bug: new TypeError('x'),
    text: 'NetworkError',
    lookalike: { name: 'NetworkError' },
    nothing: undefined,
  };
  const kept = (guard: (error: unknown) => boolean) =>
    Object.keys(ERRORS).filter((name) => guard(ERRORS[name]));

  it('are told apart by name', () => {
    assert.deepStrictEqual(
      {
        network: kept(isNetworkError),
        cancelled: kept(isCancelledError),
        signIn: kept(isSignInNeededError),
        emulator: kept(isEmulatorUnavailableError),
        any: kept(isCallFailure),
      },
      {
        network: ['network', 'foreign'],
        cancelled: ['cancelled'],
        signIn: ['signIn'],
        emulator: ['emulator'],
        any: ['network', 'cancelled', 'signIn', 'emulator', 'foreign'],
      },
    );
  });
});
