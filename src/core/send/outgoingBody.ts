import type { Appointment } from '../graph/appointment';
import { bodyMembers, buildBody, valueOf } from '../payload/body';
import { utf8Length } from '../payload/limits';
import type { PayloadDocument } from '../payload/model';

/** A body on its way out. */
export interface OutgoingBody {
  readonly text: string;
  readonly value: Appointment;
  /** UTF-8. */
  readonly bytes: number;
  /** Top-level names, in order. */
  readonly properties: readonly string[];
}

/** @param document a payload without findings that are errors */
export function outgoingBody(document: PayloadDocument): OutgoingBody {
  const text = buildBody(document);
  return {
    text,
    value: valueOf(text),
    bytes: utf8Length(text),
    properties: bodyMembers(document).map(({ name }) => name),
  };
}
