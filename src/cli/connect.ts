import { checkPastedToken, EMULATOR_TOKEN_PREFIX, isEmulatorToken } from '../core/auth/pastedToken';
import { EmulatorUnavailableError, SignInNeededError } from '../core/errors';
import { CLOUDS, type Endpoint, realEndpoint, type RealCloud } from '../core/graph/clouds';
import { GraphClient } from '../core/graph/graphClient';
import type { HttpTransport, Logger, TokenProvider } from '../core/ports';
import { redact } from '../core/report/redact';
import { english, text as say } from '../core/text';
import { findEmulator } from '../node/emulatorAnnouncement';
import { EmulatorTokens } from '../node/emulatorTokens';
import { fetchTransport, transportOver } from '../node/fetchTransport';
import { proxySettings } from '../node/proxySettings';
import { systemClock, systemIds } from '../node/system';
import type { Console } from './console';
import { UsageError } from './exitCodes';
import type { ConnectionOptions, TargetOptions } from './options';

/** Makes the client for the cloud that the options name. Nothing is sent yet. @throws UsageError */
export async function connect(options: ConnectionOptions, console: Console): Promise<GraphClient> {
  const timeoutMs = Math.ceil(options.timeout * 1000);
  const given = await givenToken(options, console);
  const { endpoint, instanceId } = await resolveEndpoint(options, console);
  const { cloud } = endpoint;
  const caveat = cloud === 'emulator' ? undefined : CLOUDS[cloud].caveat;
  if (caveat !== undefined && options.quiet !== true) console.note(english(caveat));
  const tokens =
    cloud === 'emulator'
      ? emulatorTokens(endpoint, instanceId, given, timeoutMs)
      : pastedTokens(given, cloud);
  return new GraphClient({
    endpoint,
    transport: cloud === 'emulator' ? fetchTransport : await cloudTransport(console.env),
    tokens,
    clock: systemClock,
    ids: systemIds,
    logger: noteLogger(options, console),
    timeoutMs,
    onWait: (delayMs) => {
      if (options.quiet !== true) {
        console.note(`The service asks to wait ${Math.ceil(delayMs / 1000)} s before the next try…`);
      }
    },
  });
}

/** Through the proxy that the environment names, if any. What goes to this machine never takes it. @throws UsageError */
async function cloudTransport(env: Console['env']): Promise<HttpTransport> {
  const settings = proxySettings(env);
  if (settings === undefined) return fetchTransport;
  const { proxyFetch } = await import('../node/proxyFetch');
  try {
    return transportOver(proxyFetch(settings));
  } catch {
    // What is wrong with it may have the password in it.
    throw new UsageError(
      `${settings.variable} is not the address of a proxy. Write it as http://HOST:PORT, or http://NAME:PASSWORD@HOST:PORT.`,
    );
  }
}

/** Requests and answers as notes, when they are asked for: a result alone says all that most readers want. */
function noteLogger({ verbose }: ConnectionOptions, console: Console): Logger {
  const note = (message: string): void => {
    if (verbose === true) console.note(redact(message));
  };
  return { debug: note, info: note, warn: note, error: note };
}

/** Where the options point; an emulator that is not running has an empty root. @throws UsageError */
export async function resolveEndpoint(
  { cloud, endpoint }: TargetOptions,
  { env }: Console,
): Promise<{ endpoint: Endpoint; instanceId?: string }> {
  if (cloud !== 'emulator') {
    if (endpoint !== undefined) throw new UsageError('--endpoint goes with --cloud emulator only.');
    return { endpoint: realEndpoint(cloud) };
  }
  if (endpoint !== undefined) return { endpoint: { cloud, root: loopbackOrigin(endpoint) } };
  const announced = await findEmulator(env);
  if (announced === undefined) return { endpoint: { cloud, root: '' } };
  const root = `http://127.0.0.1:${announced.port}`;
  return { endpoint: { cloud, root }, instanceId: announced.instanceId };
}

/** Literal addresses only: a name such as `localhost` may resolve to anything. */
function loopbackOrigin(url: string): string {
  if (/^http:\/\/(127\.0\.0\.1|\[::1\])(:\d{1,5})?\/?$/.test(url) && URL.canParse(url))
    return new URL(url).origin;
  throw new UsageError('--endpoint is http://127.0.0.1:PORT or http://[::1]:PORT, and nothing else.');
}

/** The token that the user hands over. It has no option of its own: arguments are visible to other users. */
export async function givenToken(
  options: Pick<ConnectionOptions, 'tokenStdin'>,
  console: Console,
): Promise<string | undefined> {
  if (options.tokenStdin === true) return new TextDecoder().decode(await console.readStdin()).trim();
  const token = console.env['VAPPT_TOKEN']?.trim();
  return token === '' ? undefined : token;
}

/** A token that is not the emulator's own never goes to it. */
function emulatorTokens(
  { root }: Endpoint,
  instanceId: string | undefined,
  given: string | undefined,
  timeoutMs: number,
): TokenProvider {
  if (root === '') {
    const reason = say('No emulator is running. Start one in another shell with: vappt emulator');
    return {
      getToken: () => Promise.reject(new EmulatorUnavailableError(reason)),
    };
  }
  const own = given?.startsWith(EMULATOR_TOKEN_PREFIX) === true ? given : undefined;
  if (own !== undefined && !isEmulatorToken(own)) {
    const reason = say('This is not an access token: it has characters that no token has.');
    return { getToken: () => Promise.reject(new SignInNeededError(reason)) };
  }
  return new EmulatorTokens({
    transport: fetchTransport,
    origin: root,
    instanceId,
    given: own,
    timeoutMs,
  });
}

function pastedTokens(given: string | undefined, cloud: RealCloud): TokenProvider {
  return {
    getToken({ permissions } = {}) {
      if (given === undefined) {
        const reason = say(
          'There is no access token. Put one in VAPPT_TOKEN, or pipe it in with --token-stdin.',
        );
        return Promise.reject(new SignInNeededError(reason));
      }
      const check = checkPastedToken(given, cloud, systemClock.now(), permissions);
      if (check.kind === 'refused') {
        const reason = say('{reason} Put a new one in VAPPT_TOKEN, or pipe it in with --token-stdin.', {
          reason: english(check.reason),
        });
        return Promise.reject(new SignInNeededError(reason));
      }
      return Promise.resolve(check.token);
    },
  };
}

/** Whether the user has given a token, by a variable or by standard input. */
export function hasToken(
  { tokenStdin }: Pick<ConnectionOptions, 'tokenStdin'>,
  { env }: Pick<Console, 'env'>,
): boolean {
  return tokenStdin === true || (env['VAPPT_TOKEN'] ?? '') !== '';
}

/** Standard input is read once. @throws UsageError where both the payload and the token would come from there */
export function refuseTwoInputs(
  path: string | undefined,
  { tokenStdin }: Pick<ConnectionOptions, 'tokenStdin'>,
): void {
  if (path !== '-' || tokenStdin !== true) return;
  throw new UsageError('Standard input is either the payload or the token: put the token into VAPPT_TOKEN.');
}
