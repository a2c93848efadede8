import assert from 'node:assert/strict';
import type { EngineSession, SignInEngine, SignInResult } from '../../../src/core/auth/engine';
import type { Registration } from '../../../src/core/auth/registration';
import type { SignInProblem } from '../../../src/core/auth/signInProblem';
import { createEngine } from '../../../src/node/msal/index';
import { systemClock } from '../../../src/node/system';
import { RecordingLogger } from '../../support/fakes';
import { CLIENT_ID, type IdentityProvider, startIdentityProvider } from '../../support/identityProvider';
import { PATIENT_MS } from '../../support/patience';
import { Person } from '../../support/person';

export const REGISTRATION: Registration = {
  cloud: 'global',
  clientId: CLIENT_ID,
  tenant: 'organizations',
};

/** An identity provider for each test, and MSAL on it. */
export interface World {
  readonly idp: IdentityProvider;
  readonly engine: SignInEngine;
  readonly logger: RecordingLogger;
}

/** Makes a world before each test and ends it afterwards; what it returns gives the one of the running test. */
export function useWorld(): () => World {
  let world: World | undefined;
  beforeEach(async () => {
    const idp = await startIdentityProvider();
    const logger = new RecordingLogger();
    world = { idp, logger, engine: engineFor(idp, logger) };
  });
  afterEach(async () => {
    await world?.idp.stop();
    world = undefined;
  });
  return () => world ?? assert.fail('There is no world outside of tests.');
}

export function engineFor(idp: { readonly origin: string }, logger = new RecordingLogger()): SignInEngine {
  return createEngine({
    logger,
    sleep: (milliseconds, signal) => systemClock.sleep(milliseconds, signal),
    authority: () => idp.origin,
    slowDownMs: 50,
  });
}

export interface Interaction {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly registration?: Registration;
  readonly claims?: string;
  readonly loginHint?: string;
  /** What the person does with the page; missing: signs in as "ann". */
  readonly visit?: (url: string) => Promise<unknown>;
}

export async function withBrowser(
  engine: SignInEngine,
  interaction: Interaction = {},
): Promise<SignInResult> {
  const { registration = REGISTRATION, visit = (url: string) => new Person('ann').open(url) } = interaction;
  const { signal = new AbortController().signal, timeoutMs = PATIENT_MS, claims, loginHint } = interaction;
  let visiting: Promise<unknown> = Promise.resolve();
  const result = await engine.withBrowser(registration, {
    signal,
    timeoutMs,
    claims,
    loginHint,
    // Like a real browser, it is only told, and not waited for.
    openBrowser: (url) => {
      visiting = visit(url);
      visiting.catch(() => undefined);
      return Promise.resolve();
    },
  });
  if (result.kind === 'signedIn') await visiting;
  return result;
}

export async function withCode(
  engine: SignInEngine,
  interaction: Omit<Interaction, 'visit'> & {
    readonly enter?: (uri: string, userCode: string) => Promise<unknown>;
  } = {},
): Promise<SignInResult> {
  const { registration = REGISTRATION, signal = new AbortController().signal } = interaction;
  const { timeoutMs = PATIENT_MS, claims } = interaction;
  const { enter = (uri: string, userCode: string) => new Person('ann').open(uri, { user_code: userCode }) } =
    interaction;
  return await engine.withDeviceCode(registration, {
    signal,
    timeoutMs,
    claims,
    showCode: ({ verificationUri, userCode }) => {
      enter(verificationUri, userCode).catch(() => undefined);
    },
  });
}

export function sessionOf(result: SignInResult): EngineSession {
  assert.ok(result.kind === 'signedIn', JSON.stringify(result));
  return result.session;
}

export function problemOf(result: { readonly kind: string }): SignInProblem {
  assert.ok(result.kind === 'failed' && 'problem' in result, `not failed: ${result.kind}`);
  return result.problem as SignInProblem;
}
