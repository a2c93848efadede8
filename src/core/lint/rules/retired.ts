import { appointment } from '../../payload/places';
import { isDirective } from '../../payload/directives';
import { type Text, text as say } from '../../text';
import type { Rule, RuleDocs } from '../rule';

/** M1 and M2; only where it matters: the emulator goes on answering. */
export const rule: Rule = {
  id: 'retired',
  severity: 'information',
  check(document, report, { cloud }) {
    const { root } = document;
    if (root?.type !== 'object' || cloud === undefined || cloud === 'emulator') return;
    const names = appointment(document)
      .map(({ name }) => name)
      .filter((name) => !isDirective(name) && !name.includes('@'));
    const onlyLink = names.length > 0 && names.every((name) => name === 'appointmentClientJoinWebUrl');
    report({ offset: root.offset, length: 1, message: onlyLink ? LINK : RETIRED });
  },
};

const RETIRED: Text = say(
  'Microsoft retired virtualAppointment on 2023-06-30. For the join link there is getVirtualAppointmentJoinWebUrl.',
);
const LINK: Text = say(
  'Microsoft retired virtualAppointment on 2023-06-30. Get Join Link reads the link by the function that replaces it.',
);

export const docs: RuleDocs = {
  group: 'What the service makes of it',
  finds: 'any payload for a real cloud',
  why: 'The documentation says that the resource stopped returning data on 2023-06-30. What the address answers today is not verified. [getVirtualAppointmentJoinWebUrl](https://learn.microsoft.com/graph/api/virtualappointment-getvirtualappointmentjoinweburl) reads the join link.',
  example: '{\n  "externalAppointmentId": "booking-1"\n}\n',
  context: { cloud: 'global' },
};
