import type { CloudName } from '../../src/core/graph/clouds';
import { GraphClient } from '../../src/core/graph/graphClient';
import type { IfMatch } from '../../src/core/graph/ifMatch';
import { targetKey } from '../../src/core/graph/target';
import { parsePayload } from '../../src/core/payload/parse';
import type { TokenProvider } from '../../src/core/ports';
import type { KnownAppointment } from '../../src/core/send/base';
import { checkForNews, type News } from '../../src/core/send/checkForNews';
import { createAppointment } from '../../src/core/send/createAppointment';
import { fetchAppointment, type FetchRecord } from '../../src/core/send/fetchAppointment';
import { getJoinLink, type JoinLinkRecord } from '../../src/core/send/getJoinLink';
import { type DecideMerge, mergeAndResend, type MergeResult } from '../../src/core/send/mergeAndResend';
import { overwrite } from '../../src/core/send/overwrite';
import type { Plan } from '../../src/core/send/plan';
import type { SendRecord } from '../../src/core/send/record';
import { sendPatch } from '../../src/core/send/sendPatch';
import { ACCOUNT, countingIds, FakeClock, fixedTokens, RecordingLogger, TransparentBaseStore } from './fakes';
import { ScriptedTransport, type Step } from './scriptedTransport';

const ROOTS: Readonly<Record<'emulator' | 'global', string>> = {
  emulator: 'http://127.0.0.1:51234',
  global: 'https://graph.microsoft.com',
};

export interface Scene {
  /** What the server does, in order. */
  readonly server: readonly Step[];
  readonly payload?: string;
  readonly ifMatch?: IfMatch;
  /** What is in the base store for this target. */
  readonly known?: KnownAppointment | undefined;
  readonly cloud?: Extract<CloudName, keyof typeof ROOTS>;
  readonly tokens?: TokenProvider;
  readonly signal?: AbortSignal;
  /** Where the requests must go; unless said otherwise, the appointment. */
  readonly path?: string;
}

export interface Effects {
  /** `METHOD If-Match`, in the order in which they went out. */
  readonly requests: readonly string[];
  /** What the base store has for this target afterwards. */
  readonly known: KnownAppointment | undefined;
}

export const MEETING = 'MSo*1=';
export const PATH = '/beta/me/onlineMeetings/MSo%2A1%3D/virtualAppointment';

type Operation<R> = (
  parts: { client: GraphClient; bases: TransparentBaseStore; clock: FakeClock },
  plan: Plan,
  document: ReturnType<typeof parsePayload>,
  signal?: AbortSignal,
) => Promise<R>;

/** Plays one scene and returns what it gave, what went out and what is left, and the transport to look closer. */
async function play<R>(operation: Operation<R>, scene: Scene) {
  const { server, payload = '{"externalAppointmentId": "new"}', cloud = 'emulator', known, signal } = scene;
  const transport = new ScriptedTransport(server);
  const plan: Plan = {
    target: { cloud, user: 'me', meetingId: MEETING },
    ifMatch: scene.ifMatch ?? { kind: 'auto' },
    options: {},
  };
  const key = targetKey(plan.target, ACCOUNT.id);
  const bases = new TransparentBaseStore(known === undefined ? {} : { [key]: known });
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const client = new GraphClient({
    endpoint: { cloud, root: ROOTS[cloud] },
    transport,
    tokens: scene.tokens ?? fixedTokens,
    clock,
    ids: countingIds(),
    logger,
    timeoutMs: 1000,
  });
  const record = await operation({ client, bases, clock }, plan, parsePayload(payload), signal);
  const { [key]: left, ...strangers } = bases.content;
  if (Object.keys(strangers).length > 0) throw new Error('Something was stored under another target’s name.');
  if (transport.unused > 0) throw new Error(`${transport.unused} scripted answers were not asked for.`);
  const effects: Effects = {
    requests: transport.requests.map(({ method, url, headers }) => {
      if (url !== ROOTS[cloud] + (scene.path ?? PATH)) throw new Error(`A request went to ${url}.`);
      const none = headers['If-None-Match'];
      const condition = none === undefined ? headers['If-Match'] : `unless ${none}`;
      return [method, condition].filter((part) => part !== undefined).join(' ');
    }),
    known: left,
  };
  return { record, effects, transport, logger };
}

export const playSend = (scene: Scene) => play<SendRecord>(sendPatch, scene);
export const playCreate = (scene: Scene) => play<SendRecord>(createAppointment, scene);
export const playOverwrite = (scene: Scene) => play<SendRecord>(overwrite, scene);
export const playNews = (scene: Scene) =>
  play<News>((parts, plan, _document, signal) => checkForNews(parts, plan, signal), scene);
/** Merges with the base in the store, if there is one. */
export const playMerge = (scene: Scene, decide: DecideMerge) =>
  play<MergeResult>(
    (parts, plan, document, signal) =>
      mergeAndResend(
        parts,
        plan,
        { base: parts.bases.get(targetKey(plan.target, ACCOUNT.id))?.base, document },
        decide,
        signal,
      ),
    scene,
  );
export const playFetch = (scene: Scene) =>
  play<FetchRecord>((parts, plan, _document, signal) => fetchAppointment(parts, plan, signal), scene);
export const playJoinLink = (scene: Scene) =>
  play<JoinLinkRecord>(({ client }, plan, _document, signal) => getJoinLink(client, plan, signal), {
    ...scene,
    path: '/v1.0/me/onlineMeetings/MSo%2A1%3D/getVirtualAppointmentJoinWebUrl',
  });
