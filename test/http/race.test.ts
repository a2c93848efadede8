import assert from 'node:assert/strict';
import { GraphClient } from '../../src/core/graph/graphClient';
import { targetKey } from '../../src/core/graph/target';
import { applyMerged, withEdits } from '../../src/core/merge/applyMerged';
import { bodyValue } from '../../src/core/payload/body';
import type { PayloadDocument } from '../../src/core/payload/model';
import { parsePayload } from '../../src/core/payload/parse';
import { fetchAppointment } from '../../src/core/send/fetchAppointment';
import { mergeAndResend } from '../../src/core/send/mergeAndResend';
import type { Plan } from '../../src/core/send/plan';
import type { SendRecord } from '../../src/core/send/record';
import { sendPatch } from '../../src/core/send/sendPatch';
import { type Emulator, SAMPLE_MEETING_ID, startEmulator } from '../../src/emulator';
import { fetchTransport } from '../../src/node/fetchTransport';
import { systemClock, systemIds } from '../../src/node/system';
import { ACCOUNT, RecordingLogger, TransparentBaseStore } from '../support/fakes';

type Body = Readonly<Record<string, unknown>>;

/** What each writer edits: a property of its own, or a person of its own. */
const PROPERTIES: readonly ((edit: number) => Body)[] = [
  (edit) => ({ externalAppointmentId: `ext-${edit}` }),
  (edit) => ({ externalAppointmentUrl: `https://example.com/${edit}` }),
  (edit) => ({ settings: { allowClientToJoinUsingBrowser: edit % 2 === 1 } }),
];
const WRITERS = 8;
/** The whole of it is part of `npm run test:endurance`: most of the work is repetition. */
const EDITS = process.env['VAPPT_ENDURANCE'] === undefined ? 50 : 200;

const address = (writer: number): string => `writer${writer}@example.com`;
const people = (body: Body): Body[] => (body['appointmentClients'] as Body[] | undefined) ?? [];

/** A writer's next edit of its payload, which may hold what was merged before. */
function edited(document: PayloadDocument, writer: number, edit: number): PayloadDocument {
  const body = bodyValue(document);
  const property = PROPERTIES[writer];
  const next = property?.(edit) ?? {
    appointmentClients: people(body).map((each) =>
      each['emailAddress'] === address(writer) ? { ...each, smsCapablePhoneNumber: `+1202555${edit}` } : each,
    ),
  };
  return withEdits(document, applyMerged(document, next));
}

describe('a race for one appointment', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.stop());

  it(`${WRITERS} writers, ${EDITS} edits each, all at once: every edit is in the final state`, async function () {
    this.timeout(600_000);
    const plan: Plan = {
      target: { cloud: 'emulator', user: 'me', meetingId: SAMPLE_MEETING_ID },
      ifMatch: { kind: 'auto' },
      options: {},
    };
    const everybody = Array.from({ length: WRITERS }, (_each, writer) => ({ emailAddress: address(writer) }));
    emulator.touch({ changes: { appointmentClients: everybody } });
    const { access_token: value } = emulator.issueToken({ lifetimeSeconds: 3600 });
    const key = targetKey(plan.target, ACCOUNT.id);
    let merges = 0;

    /** Everybody reads before anybody writes: a payload is made from what was read. */
    const begin = async () => {
      const bases = new TransparentBaseStore();
      const client = new GraphClient({
        endpoint: { cloud: 'emulator', root: emulator.origin },
        transport: fetchTransport,
        tokens: { getToken: () => Promise.resolve({ value, account: ACCOUNT }) },
        clock: systemClock,
        ids: systemIds,
        logger: new RecordingLogger(),
        timeoutMs: 60_000,
      });
      const parts = { client, bases, clock: systemClock };
      await fetchAppointment(parts, plan);
      return parts;
    };
    const write = async (writer: number, parts: Awaited<ReturnType<typeof begin>>): Promise<void> => {
      let document = parsePayload(
        JSON.stringify(PROPERTIES[writer]?.(0) ?? { appointmentClients: everybody }, null, 2),
      );
      for (let edit = 0; edit < EDITS; edit += 1) {
        document = edited(document, writer, edit);
        let record: SendRecord | undefined = await sendPatch(parts, plan, document);
        while (record?.outcome.kind === 'conflict') {
          merges += 1;
          const result = await mergeAndResend(
            parts,
            plan,
            { base: parts.bases.get(key)?.base, document },
            ({ document: current, edits, merge }) => {
              assert.deepEqual(merge.conflicts, []);
              document = withEdits(current, edits);
              return Promise.resolve(document);
            },
          );
          record = result.record;
        }
        assert.equal(record?.outcome.kind, 'updated');
      }
    };
    const writers = await Promise.all(everybody.map(begin));
    await Promise.all(writers.map((parts, writer) => write(writer, parts)));

    const entity = emulator.state().meetings[0]?.appointment?.entity;
    const last = EDITS - 1;
    const found = new Map(people({ ...entity }).map((each) => [each['emailAddress'], each]));
    assert.deepEqual(
      {
        externalAppointmentId: entity?.externalAppointmentId,
        externalAppointmentUrl: entity?.externalAppointmentUrl,
        settings: entity?.settings,
        people: entity?.appointmentClients.length,
        numbers: everybody.slice(PROPERTIES.length).map(({ emailAddress }) => found.get(emailAddress)),
      },
      {
        ...PROPERTIES[0]?.(last),
        ...PROPERTIES[1]?.(last),
        ...PROPERTIES[2]?.(last),
        people: WRITERS,
        numbers: everybody
          .slice(PROPERTIES.length)
          .map((each) => ({ ...each, smsCapablePhoneNumber: `+1202555${last}` })),
      },
    );
    assert.ok(merges > 0, 'nobody was in anybody’s way');
  });
});
