import { EXIT_CODES } from '../../../src/cli/exitCodes';
import { targetKey } from '../../../src/core/graph/target';
import { parsePayload } from '../../../src/core/payload/parse';
import { personalValues } from '../../../src/core/payload/personalValues';
import { fetchReport } from '../../../src/core/report/fetchReport';
import { joinLinkReport } from '../../../src/core/report/joinLinkReport';
import { redact } from '../../../src/core/report/redact';
import { sendReport } from '../../../src/core/report/sendReport';
import type { KnownAppointment } from '../../../src/core/send/base';
import { createAppointment } from '../../../src/core/send/createAppointment';
import { fetchAppointment, type SendParts } from '../../../src/core/send/fetchAppointment';
import { getJoinLink } from '../../../src/core/send/getJoinLink';
import type { SendOutcome, ServerChanges } from '../../../src/core/send/outcome';
import type { Plan } from '../../../src/core/send/plan';
import type { SendRecord } from '../../../src/core/send/record';
import { sendPatch } from '../../../src/core/send/sendPatch';
import { english } from '../../../src/core/text';
import { SAMPLE_MEETING_ID } from '../../../src/emulator';
import { ACCOUNT, NOW, TransparentBaseStore } from '../../support/fakes';
import { EMPTY_MEETING_ID, meetingOf, tagOf, type Trouble, type World } from './world';

/** In the payload and in what servers say; never in a report. */
export const CANARIES = ['Canary Name', 'canary@mail.example', '+12025550199'];
export const DOCUMENT = parsePayload(
  JSON.stringify({
    settings: { allowClientToJoinUsingBrowser: false },
    appointmentClients: [
      { displayName: CANARIES[0], emailAddress: CANARIES[1], smsCapablePhoneNumber: CANARIES[2] },
    ],
    externalAppointmentId: 'ext-2',
  }),
);

type Result = SendOutcome | { readonly kind: 'read' | 'link' | 'meeting' | 'none' };

export interface Told {
  readonly result: Result;
  readonly report: string;
}

/** One thing that a user can do, and the method of the request that the trouble meets. */
export interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'PATCH' | 'PUT' | 'POST';
  /** What the body of that request has in it, where the method alone does not tell. */
  readonly body?: string;
  readonly meetingId: string;
  /** What the base store holds before: the appointment as it is, as it was before somebody changed it, or nothing. */
  readonly knows: 'present' | 'past' | 'nothing';
  run(parts: SendParts, plan: Plan): Promise<Told>;
}

const SAMPLE = { meetingId: SAMPLE_MEETING_ID, run: send } as const;

export const OPERATIONS: readonly Operation[] = [
  { ...SAMPLE, name: 'fetch', method: 'GET', knows: 'past', run: fetchIt },
  { ...SAMPLE, name: 'send', method: 'PATCH', knows: 'present' },
  { ...SAMPLE, name: 'send-read-before', method: 'GET', knows: 'nothing' },
  { ...SAMPLE, name: 'send-read-after-204', method: 'GET', knows: 'present' },
  { ...SAMPLE, name: 'send-read-after-412', method: 'GET', knows: 'past' },
  { name: 'create', method: 'PUT', meetingId: EMPTY_MEETING_ID, knows: 'nothing', run: create },
  { ...SAMPLE, name: 'join-link', method: 'GET', knows: 'nothing', run: joinLink },
];

async function fetchIt(parts: SendParts, plan: Plan): Promise<Told> {
  const record = await fetchAppointment(parts, plan);
  return { result: record.result, report: fetchReport(record, english) };
}

async function joinLink({ client }: SendParts, plan: Plan): Promise<Told> {
  const record = await getJoinLink(client, plan);
  return { result: record.result, report: joinLinkReport(record, english) };
}

async function send(parts: SendParts, plan: Plan): Promise<Told> {
  return told(await sendPatch(parts, plan, DOCUMENT));
}

async function create(parts: SendParts, plan: Plan): Promise<Told> {
  return told(await createAppointment(parts, plan, DOCUMENT));
}

export function told(record: SendRecord): Told {
  return { result: record.outcome, report: sendReport(record, english, personalValues(DOCUMENT)) };
}

/** One cell of a matrix: what an operation came to in some trouble. */
export interface Cell {
  /** Kind and, where it has one, its reason. */
  readonly outcome: string;
  readonly exit: number;
  /** By method, in order. */
  readonly requests: string;
  /** Seconds, in order. */
  readonly waits: string;
  /** What became of the base in the store. */
  readonly base: string;
  /** What became of the appointment on the server. */
  readonly appointment: string;
  /** With ids, tags and ports replaced, which are others in every run. */
  readonly report: string;
  /** The report as it is, and the log as every host writes it: redacted. */
  readonly said: readonly string[];
}

/** The columns of a cell, with their titles. */
export const COLUMNS = ['outcome', 'exit', 'requests', 'waits', 'base', 'appointment'] as const;

export async function cellOf(world: World, operation: Operation, trouble: Trouble): Promise<Cell> {
  world.set(trouble);
  const { client, clock, emulator, logger, sent } = world;
  const { meetingId, knows } = operation;
  const plan: Plan = {
    target: { cloud: 'emulator', user: 'me', meetingId },
    ifMatch: { kind: 'auto' },
    options: {},
  };
  const key = targetKey(plan.target, ACCOUNT.id);
  const before = knows === 'nothing' ? undefined : knownNow(world);
  const bases = new TransparentBaseStore(before === undefined ? {} : { [key]: before });
  if (knows === 'past') emulator.touch({ meetingId, changes: { externalAppointmentId: 'ext-theirs' } });
  await trouble.first?.(world);
  const tagBefore = tagOf(world, meetingId);

  const { result, report } = await operation.run({ client, bases, clock }, plan);
  await world.passedOn();

  const tagAfter = tagOf(world, meetingId);
  return {
    outcome: outcomeText(result),
    exit: exitOf(result),
    requests: runs(sent),
    waits: clock.slept.length === 0 ? '-' : clock.slept.map((each) => each / 1000).join(' '),
    base: baseText(before, bases.get(key), tagAfter),
    appointment: tagAfter === tagBefore ? 'same' : tagBefore === null ? 'created' : 'changed',
    report: withoutAccidents(report),
    said: [report, ...logger.lines.map((line) => redact(line))],
  };
}

function exitOf({ kind }: Result): number {
  // The command line has no lookup of its own; one that finds nothing is no success.
  if (kind === 'none') return EXIT_CODES.notFound;
  return kind === 'read' || kind === 'link' || kind === 'meeting' ? 0 : EXIT_CODES[kind];
}

function knownNow({ emulator }: World): KnownAppointment {
  const stored = meetingOf(emulator)?.appointment;
  if (stored === null || stored === undefined) throw new Error('The sample meeting has no appointment.');
  return { base: { etag: stored.etag, appointment: { ...stored.entity }, readAt: NOW - 60_000 } };
}

function outcomeText(result: Result): string {
  switch (result.kind) {
    case 'updated':
      return `${result.kind}: ${result.created ? 'created, ' : ''}${result.readBack.kind}${
        result.lostAnswer === undefined ? '' : ` after ${result.lostAnswer.kind}`
      }`;
    case 'conflict':
      return `${result.kind}: ${result.changes.kind}${changedText(result.changes)}`;
    case 'unknown':
      return `${result.kind}: ${result.why.kind}, read again: ${result.readAgain}`;
    case 'notApplied':
    case 'unreachable':
      return `${result.kind}: ${result.why.kind}`;
    default:
      return result.kind;
  }
}

function changedText(changes: ServerChanges): string {
  if (changes.kind !== 'since') return '';
  const { paths } = changes;
  return paths.length === 0
    ? ', nothing'
    : `, ${paths.length < 3 ? paths.join(' and ') : `${paths.length} paths`}`;
}

/** `GET, PATCH×3`. */
function runs(methods: readonly string[]): string {
  const counted: { method: string; times: number }[] = [];
  for (const method of methods) {
    const last = counted.at(-1);
    if (last?.method === method) last.times += 1;
    else counted.push({ method, times: 1 });
  }
  return counted.map(({ method, times }) => (times === 1 ? method : `${method}×${times}`)).join(', ');
}

function baseText(
  before: KnownAppointment | undefined,
  after: KnownAppointment | undefined,
  tagNow: string | null,
): string {
  if (after === undefined) return before === undefined ? 'none' : 'forgotten';
  if (after.spent === true) return 'spent';
  const ofSameTag = after.base.etag === before?.base.etag ? 'as sent' : 'another';
  const base =
    after.base === before?.base ? 'kept' : after.base.etag === tagNow ? 'as on the server' : ofSameTag;
  if (after.theirs === undefined) return base;
  return `${base}, with ${after.theirs.etag === tagNow ? '' : 'other '}theirs`;
}

/** Ids and ports are others in every run, tags too, and which code a lost connection has is up to the network. */
function withoutAccidents(report: string): string {
  const tags: string[] = [];
  return report
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'http://127.0.0.1:<port>')
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<id>')
    .replace(/\b(?:UND_ERR_SOCKET|ECONNRESET|EPIPE)\b/g, '<lost>')
    .replace(/W\/"[^"]*"/g, (tag) => {
      if (!tags.includes(tag)) tags.push(tag);
      return `W/"<tag ${tags.indexOf(tag) + 1}>"`;
    });
}
