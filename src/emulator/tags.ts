import { createHash } from 'node:crypto';
import type { Appointment } from './state';

const COUNTER_BYTES = 6;
const RANDOM_BYTES = 11;
const CONTENT_BYTES = 8;
const OURS = /^W\/"([A-Za-z0-9+/]{34}==)"$/;

/**
 * A weak tag, opaque base64 as in Graph's documentation (a little longer, to tell ours from theirs). It holds random
 * bytes, so a restored older state cannot lead to a tag that was used before; a counter, so it changes with every
 * write; and a digest of the content, so `tagFits` can tell when a state was edited by hand.
 */
export function mintTag(counter: number, randomId: string, entity: Appointment): string {
  const bytes = Buffer.concat([digest(randomId, RANDOM_BYTES), counterBytes(counter), contentBytes(entity)]);
  return `W/"${bytes.toString('base64')}"`;
}

/** Whether a tag of our own making belongs to this content. Tags of another form are believed. */
export function tagFits(tag: string, entity: Appointment): boolean {
  const encoded = OURS.exec(tag)?.[1];
  if (encoded === undefined) return true;
  return Buffer.from(encoded, 'base64').subarray(-CONTENT_BYTES).equals(contentBytes(entity));
}

function counterBytes(counter: number): Buffer {
  const bytes = Buffer.alloc(COUNTER_BYTES);
  bytes.writeUIntBE(counter, 0, COUNTER_BYTES);
  return bytes;
}

function contentBytes(entity: Appointment): Buffer {
  return digest(canonicalJson(entity), CONTENT_BYTES);
}

function digest(text: string, length: number): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, length);
}

/** JSON with sorted names: the same content gives the same text however it was written. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
