import { text as say } from '../../text';
import type { Rule } from '../rule';

/** VS Code loads the schema that a file names instead of the one that belongs to payload files. */
export const foreignSchema: Rule = {
  id: 'foreign-schema',
  severity: 'warning',
  *check({ members }) {
    for (const { name, key } of members) {
      if (name !== '$schema') continue;
      yield {
        ...key,
        message: say(
          '"$schema" replaces the help for virtual appointments in the editor. Remove it; it is not sent.',
        ),
      };
    }
  },
};
