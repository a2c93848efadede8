import { CLOUDS } from '../../graph/clouds';
import { text as say } from '../../text';
import type { Rule, RuleDocs } from '../rule';

/** National clouds never had the resource: its permissions exist in the global cloud only (facts 5, M11). */
export const rule: Rule = {
  id: 'cloud-support',
  severity: 'warning',
  check({ root }, report, { cloud }) {
    if (root?.type !== 'object' || cloud === undefined || cloud === 'emulator' || cloud === 'global') return;
    report({
      offset: root.offset,
      length: 1,
      message: say('{cloud} does not have virtual appointments, as far as is known.', {
        cloud: CLOUDS[cloud].label,
      }),
    });
  },
};

export const docs: RuleDocs = {
  group: 'What the service makes of it',
  finds: 'a payload for a national cloud',
  why: 'The permissions exist in the global cloud only, and the schemas of the national clouds have neither the resource nor its replacement ([deployments](https://learn.microsoft.com/graph/deployments)).',
  example: '{\n  "externalAppointmentId": "booking-1"\n}\n',
  context: { cloud: 'china' },
};
