import { numberIn, type Value } from './values';

const INTEGER = /^\[(?:int(?:16|32|64)?|long)\]$/i;

/** Whether a value is of the types already that it is cast to. What kind of table or list it is makes no difference. */
export function changesNothing(casts: string, value: Value): boolean {
  if (value.kind === 'text') return /^\[string\]$/i.test(casts);
  if (value.kind !== 'literal') return true;
  if (numberIn(value) === undefined) return /^\[bool(?:ean)?\]$/i.test(casts);
  return /^\[(?:double|decimal)\]$/i.test(casts) || (/^-?\d+$/.test(value.json) && INTEGER.test(casts));
}
