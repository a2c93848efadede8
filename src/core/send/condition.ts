import { isCallFailure } from '../errors';
import { changedPaths } from '../graph/appointment';
import { targetKey } from '../graph/target';
import { text as say } from '../text';
import { type Base, type KnownAppointment, usableTag } from './base';
import { readFromServer, type SendParts } from './fetchAppointment';
import { interpretReadFailure } from './interpret';
import type { SendOutcome } from './outcome';
import type { Plan } from './plan';
import { type CallFacts, type Condition, NO_CALL } from './record';

/** The send can go out. */
export interface Chosen {
  readonly kind: 'go';
  readonly condition: Condition;
  /** The value of `If-Match`, `null` for an unconditional send. */
  readonly etag: string | null;
  /** What the sender has seen of the appointment, when that is known. */
  readonly base: Base | undefined;
  /** What is stored about the target. */
  readonly stored: KnownAppointment | undefined;
  /** The target's name in the base store. */
  readonly key: string;
}

/** The send ends here, because its condition cannot be had. */
interface Stopped {
  readonly kind: 'stop';
  readonly condition: Condition;
  readonly outcome: SendOutcome;
  readonly call: CallFacts;
}

/** Finds the tag to send, reading the appointment first where `auto` has none. */
export async function chooseCondition(
  parts: SendParts,
  plan: Plan,
  signal: AbortSignal | undefined,
): Promise<Chosen | Stopped> {
  let key: string;
  try {
    key = targetKey(plan.target, (await parts.client.account(signal)).id);
  } catch (failure) {
    if (!isCallFailure(failure)) throw failure;
    return { kind: 'stop', condition: 'read', outcome: interpretReadFailure(failure), call: NO_CALL };
  }
  const stored = parts.bases.get(key);
  const known = stored?.spent === true ? undefined : stored?.base;
  const { ifMatch } = plan;
  switch (ifMatch.kind) {
    case 'none':
      return { kind: 'go', condition: 'none', etag: null, base: known, stored, key };
    case 'any':
      return { kind: 'go', condition: 'any', etag: '*', base: known, stored, key };
    case 'tag': {
      const base = known?.etag === ifMatch.tag ? known : undefined;
      return { kind: 'go', condition: 'given', etag: ifMatch.tag, base, stored, key };
    }
    case 'require':
    case 'auto': {
      const etag = usableTag(stored);
      if (etag !== null) return { kind: 'go', condition: 'stored', etag, base: known, stored, key };
      const before = stored?.spent === true ? stored.base : undefined;
      if (ifMatch.kind === 'auto') return await readFirst(parts, plan, { key, before }, signal);
      const reason = say(
        'Sending needs the tag of an earlier read here, and there is none that still counts.',
      );
      const next = say('Fetch the appointment first.');
      return { kind: 'stop', condition: 'stored', outcome: { kind: 'invalid', reason, next }, call: NO_CALL };
    }
  }
}

/** @param about `before`: what the appointment should be, where a write of ours has used up its tag */
async function readFirst(
  parts: SendParts,
  plan: Plan,
  { key, before }: { readonly key: string; readonly before: Base | undefined },
  signal: AbortSignal | undefined,
): Promise<Chosen | Stopped> {
  const { result, call } = await readFromServer(parts, plan, signal);
  if (result.kind !== 'read') return { kind: 'stop', condition: 'justRead', outcome: result, call };
  const { base } = result;
  if (base.etag !== null) {
    const isTagged = before !== undefined && before.etag !== null;
    if (isTagged && changedPaths(before.appointment, base.appointment).length > 0) {
      // Somebody has changed it since: on the used-up tag the send meets that as a conflict.
      return {
        kind: 'go',
        condition: 'stored',
        etag: before.etag,
        base: before,
        stored: { base: before },
        key,
      };
    }
    // What is stored has no tag: it is no base to keep.
    return { kind: 'go', condition: 'justRead', etag: base.etag, base, stored: undefined, key };
  }
  const reason = say('The server gave no tag, so the send cannot be made conditional.');
  const next = say('To send all the same, set "$ifMatch" to "none".');
  return { kind: 'stop', condition: 'justRead', outcome: { kind: 'invalid', reason, next }, call };
}
