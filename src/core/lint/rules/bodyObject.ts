import { text as say } from '../../text';
import type { Rule } from '../rule';

const KINDS: Readonly<Record<string, string>> = {
  array: 'The payload is a list. Write one object in braces: { … }.',
  string: 'The payload is a text. Write one object in braces: { … }.',
  number: 'The payload is a number. Write one object in braces: { … }.',
  boolean: 'The payload is true or false. Write one object in braces: { … }.',
  null: 'The payload is null. Write one object in braces: { … }.',
};

/** A virtual appointment is one object. */
export const bodyObject: Rule = {
  id: 'body-object',
  severity: 'error',
  *check({ root }) {
    const message = root === undefined ? undefined : KINDS[root.type];
    // The first character marks the place: underlining a whole list would drown everything else.
    if (root !== undefined && message !== undefined)
      yield { offset: root.offset, length: 1, message: say(message) };
  },
};
