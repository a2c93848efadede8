import { GraphClient } from '../../../src/core/graph/graphClient';
import type { HttpResponse, HttpTransport, TokenProvider } from '../../../src/core/ports';
import { type Emulator, type FaultsInput, SAMPLE_MEETING_ID, startEmulator } from '../../../src/emulator';
import { fetchTransport } from '../../../src/node/fetchTransport';
import { ACCOUNT, countingIds, FakeClock, RecordingLogger } from '../../support/fakes';
import { type Handler, type LocalServer, type Received, startServer } from '../../support/localServer';
import { PATIENT_MS } from '../../support/patience';

export const EMPTY_MEETING_ID = 'MSp3aXRob3V0LWFuLWFwcG9pbnRtZW50';

/** What goes wrong. Both parts may be given; nothing: all goes well. */
export interface Trouble {
  /** By the emulator itself. */
  readonly faults?: FaultsInput;
  /** By a server in front of it, for what the emulator's faults cannot express. */
  readonly front?: Front;
  /** The requests that are never answered, and how long they are waited for: all, or those with a method and a body. */
  readonly hangs?: { readonly method?: string; readonly body?: string; readonly timeoutMs: number };
  /** Done after the base was read and before the call. */
  readonly first?: (world: World) => Promise<void>;
  /** Another way to the server than straight to it: where the client goes, and how. */
  readonly way?: { readonly root?: string; readonly transport?: HttpTransport };
}

export interface Front {
  /** The only requests that it meets; others are passed on. */
  readonly method?: string;
  /** Which of these; missing: all. */
  readonly meets?: (request: Received) => boolean;
  /** The request is carried out before it is handled. */
  readonly applies?: boolean;
  readonly handle: Handler | 'applyAndHang' | 'refuse';
}

/** The emulator, a server in front of it, another host that nobody has business with, and one clock for all. */
export interface World {
  readonly emulator: Emulator;
  /** Received nothing, unless a redirect was followed. */
  readonly elsewhere: LocalServer;
  readonly clock: SteppingClock;
  readonly logger: RecordingLogger;
  readonly token: string;
  /** Methods of the requests since the last `set`, in order. */
  readonly sent: string[];
  readonly client: GraphClient;
  /** Resolves when the last request that the front has passed on is carried out, answered or not. */
  readonly passedOn: () => Promise<void>;
  /** Whether a request that was to be carried out and not answered was given up on before it was carried out. */
  readonly tooEarly: boolean;
  /** Begins anew: a fresh state, this trouble, a new client. */
  set(trouble: Trouble): void;
}

/** Waits are over at once, and the time they took has passed: for the emulator too. */
export class SteppingClock extends FakeClock {
  override now(): number {
    return super.now() + this.slept.reduce((sum, each) => sum + each, 0);
  }
}

/** Runs something in a world of its own, and takes the world down. */
export async function inWorld<R>(run: (world: World) => Promise<R>): Promise<R> {
  let clock = new SteppingClock();
  let logger = new RecordingLogger();
  let sent: string[] = [];
  let client: GraphClient | undefined;
  let front: Front | undefined;
  let passed = Promise.resolve();
  let carriedOut = 0;
  let tooEarly = false;
  const ids = countingIds();
  const emulator = await startEmulator({ now: () => new Date(clock.now()), randomId: () => ids.uuid() });
  const elsewhere = await startServer((_request, response) => response.writeHead(204).end());
  const inFront = await startServer((request, response) => {
    const handle = front !== undefined && isMet(request, front) ? front.handle : undefined;
    if (typeof handle === 'function') {
      // The date would be another one in every run.
      response.sendDate = false;
      if (front?.applies !== true) handle(request, response);
      else
        passed = pass(emulator, request).then(() => {
          handle(request, response);
        });
      return;
    }
    passed = pass(emulator, request).then(({ status, headers, body }) => {
      carriedOut += 1;
      if (handle !== 'applyAndHang') response.writeHead(status, headers).end(body);
    });
  });
  const nobody = await startServer(() => undefined);
  await nobody.stop();
  const { access_token: token } = emulator.issueToken({ lifetimeSeconds: 3_600_000 });
  const tokens: TokenProvider = { getToken: () => Promise.resolve({ value: token, account: ACCOUNT }) };

  const world: World = {
    emulator,
    elsewhere,
    token,
    passedOn: () => passed,
    get tooEarly() {
      return tooEarly;
    },
    get clock() {
      return clock;
    },
    get logger() {
      return logger;
    },
    get sent() {
      return sent;
    },
    get client() {
      if (client === undefined) throw new Error('Nothing is set yet.');
      return client;
    },
    set(trouble) {
      emulator.reset();
      emulator.addMeeting({ id: EMPTY_MEETING_ID });
      clock = new SteppingClock();
      logger = new RecordingLogger();
      sent = [];
      front = trouble.front;
      tooEarly = false;
      emulator.setFaults(trouble.faults);
      const root = front === undefined ? emulator : front.handle === 'refuse' ? nobody : inFront;
      client = new GraphClient({
        endpoint: { cloud: 'emulator', root: trouble.way?.root ?? root.origin },
        transport: recording(sent, trouble, async (hanging) => {
          const before = carriedOut;
          try {
            return await hanging;
          } finally {
            if (front?.handle === 'applyAndHang' && carriedOut === before) tooEarly = true;
          }
        }),
        tokens,
        clock,
        ids: countingIds(),
        logger,
        timeoutMs: PATIENT_MS,
      });
    },
  };
  try {
    return await run(world);
  } finally {
    await Promise.all([emulator.stop(), elsewhere.stop(), inFront.stop()]);
  }
}

/** The real transport. Only what is known to hang has a short limit: a slow machine must not make anything else fail. */
function recording(
  sent: string[],
  { hangs, way }: Trouble,
  watch: (hanging: Promise<HttpResponse>) => Promise<HttpResponse>,
): HttpTransport {
  const transport = way?.transport ?? fetchTransport;
  return {
    send(request, options) {
      sent.push(request.method);
      const hanging =
        hangs !== undefined &&
        (hangs.method ?? request.method) === request.method &&
        (request.body ?? '').includes(hangs.body ?? '');
      return hanging
        ? watch(transport.send(request, { ...options, timeoutMs: hangs.timeoutMs }))
        : transport.send(request, options);
    },
  };
}

function isMet(request: Received, { method, meets }: Front): boolean {
  return (method === undefined || method === request.method) && meets?.(request) !== false;
}

async function pass(
  { origin }: Emulator,
  { method = 'GET', path = '/', headers, body }: Received,
): Promise<{ status: number; headers: Record<string, string>; body: string }> {
  const { authorization = '', 'if-match': ifMatch, 'content-type': type } = headers;
  const response = await fetch(origin + path, {
    method,
    headers: {
      authorization,
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      ...(type !== undefined && { 'content-type': type }),
      'client-request-id': String(headers['client-request-id']),
    },
    ...(body !== '' && { body }),
  });
  const kept = [...response.headers].filter(
    ([name]) => !['connection', 'keep-alive', 'transfer-encoding', 'content-length'].includes(name),
  );
  return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() };
}

/** The tag of an appointment on the server, `null` where there is none. */
export function tagOf({ emulator }: World, meetingId: string): string | null {
  return meetingOf(emulator, meetingId)?.appointment?.etag ?? null;
}

export function meetingOf(emulator: Emulator, meetingId = SAMPLE_MEETING_ID) {
  return emulator.state().meetings.find(({ id }) => id === meetingId);
}
