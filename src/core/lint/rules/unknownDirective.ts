import { DIRECTIVES, isDirective } from '../../payload/directives';
import { text as say } from '../../text';
import type { Rule } from '../rule';

/** A misspelt directive would silently change where or how the payload is sent. */
export const unknownDirective: Rule = {
  id: 'unknown-directive',
  severity: 'error',
  *check({ members }) {
    for (const { name, key } of members) {
      if (!isDirective(name) || name === '$schema' || Object.hasOwn(DIRECTIVES, name)) continue;
      const meant = Object.keys(DIRECTIVES).find((known) => known.toLowerCase() === name.toLowerCase());
      const message =
        meant === undefined
          ? say('There is no directive "{name}". The directives are {known}.', {
              name,
              known: Object.keys(DIRECTIVES).join(', '),
            })
          : say('There is no directive "{name}". It is written "{meant}".', { name, meant });
      yield { ...key, message };
    }
  },
};
