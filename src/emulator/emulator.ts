import { randomUUID } from 'node:crypto';
import { emulatorApp } from './app';
import type { Services } from './context';
import { control } from './control';
import type { MeetingOptions, TokenOptions, TouchOptions } from './controlBodies';
import type { Touched } from './control';
import { FaultBox, type Faults, type FaultsInput } from './faults';
import { RequestLog, type LogEntry } from './log';
import { close, createEmulatorServer, HOST, listen } from './server';
import type { EmulatorMeeting, EmulatorState } from './state';
import { Store } from './store';
import { TokenBox, type IssuedToken } from './tokens';
import { TrustedIssuer } from './trustedIssuer';

/** How to start an emulator; everything has a default. */
export interface EmulatorOptions {
  /** 0 or nothing: any free port. */
  port?: number | undefined;
  /** What an earlier emulator reported through `onStateChange`; checked. Nothing: a fresh state. */
  initialState?: EmulatorState | undefined;
  /** Called with a copy at the start and after every change, so that the state can be kept. */
  onStateChange?: ((state: EmulatorState) => void) | undefined;
  /** Faults in force from the start. */
  faults?: FaultsInput | undefined;
  /** An OpenID provider on this machine whose access tokens are accepted too; for tests. */
  trustIssuer?: string | undefined;
  now?: (() => Date) | undefined;
  randomId?: (() => string) | undefined;
  /** Called with every entry of the request log. */
  log?: ((entry: LogEntry) => void) | undefined;
}

/** A running emulator. Its methods do what the control calls do. */
export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  /** New with every start; every answer carries it in `x-vappt-emulator-instance`. */
  readonly instanceId: string;
  issueToken(options?: TokenOptions): IssuedToken;
  /** A copy of the whole state, ready for JSON. */
  state(): EmulatorState;
  /** Replaces the state; throws when it is none. */
  replaceState(state: unknown): EmulatorState;
  /** Back to the fresh state; tokens, faults and the log stay. */
  reset(): EmulatorState;
  /** A change by somebody else; without a meeting, to the first that has an appointment. */
  touch(options?: TouchOptions): Touched;
  /** A meeting of the default user, or of `user`; with `appointment`, it has an empty one. */
  addMeeting(options?: MeetingOptions): EmulatorMeeting;
  /** Replaces all faults; without any, takes them away. */
  setFaults(faults?: FaultsInput): Faults;
  /** The last 1000 requests, oldest first. */
  log(): LogEntry[];
  /** Closes the port and all connections. */
  stop(): Promise<void>;
}

/**
 * Starts a local Graph for online meetings and their virtual appointments on 127.0.0.1.
 * Rejects with an error of code `EADDRINUSE` when the port is taken, with an IssuerError when the issuer cannot be
 * trusted.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { now = () => new Date(), randomId = randomUUID, onStateChange, initialState } = options;
  const stopping = new AbortController();
  let origin = '';
  const instanceId = randomId();
  const store = new Store({ initialState, now, randomId, onChange: onStateChange });
  const services: Services = {
    instanceId,
    store,
    tokens: new TokenBox(now),
    issuer: trustedIssuer(options.trustIssuer),
    faults: new FaultBox(),
    log: new RequestLog(options.log),
    now,
    randomId,
    stopping: stopping.signal,
    origin: () => origin,
  };
  const calls = control(services);
  if (options.faults !== undefined) calls.setFaults(options.faults);
  const server = createEmulatorServer(emulatorApp(services, calls), randomId);
  const port = await listen(server, options.port ?? 0);
  origin = `http://${HOST}:${port}`;

  return {
    ...calls,
    origin,
    port,
    instanceId,
    issueToken: (tokenOptions = {}) => calls.issueToken(tokenOptions),
    touch: (touchOptions = {}) => calls.touch(touchOptions),
    addMeeting: (meetingOptions = {}) => calls.addMeeting(meetingOptions),
    setFaults: (faults = {}) => calls.setFaults(faults),
    log: () => services.log.entries(),
    stop: () => {
      stopping.abort();
      return close(server);
    },
  };

  function trustedIssuer(url: string | undefined): TrustedIssuer | undefined {
    return url === undefined ? undefined : new TrustedIssuer(url, { store, now, stopping: stopping.signal });
  }
}
