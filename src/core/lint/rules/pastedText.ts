import { text as say } from '../../text';
import { type PastedKind, pastedRequest } from '../pastedRequest';
import type { Rule, RuleDocs } from '../rule';

const MESSAGES = {
  request:
    'This is an HTTP request, and only its body belongs here. In VS Code, New Payload from Clipboard takes it apart.',
  command:
    'This is a command, and only the body belongs here. In VS Code, New Payload from Clipboard takes it apart.',
  noBraces: 'The braces around the payload are missing: { … }.',
} as const satisfies Record<PastedKind, string>;

/** One complaint in place of a hundred: facts M15, and the reference page, whose example loses its braces (C11). */
export const rule: Rule = {
  id: 'pasted-text',
  severity: 'error',
  check({ text, problems }, report) {
    if (problems.some(({ kind }) => kind === 'tooLarge')) return;
    const pasted = pastedRequest(text);
    if (pasted === undefined) return;
    const { kind, start, end } = pasted;
    report({ offset: start, length: end - start, message: say(MESSAGES[kind]) });
  },
};

export const docs: RuleDocs = {
  group: 'Text that cannot be sent',
  finds: 'a whole request or command, or a body that lost its braces',
  why: "Microsoft's page shows a request line, headers and a body, and its text loses the braces when it is copied. Only the body is a payload; `$meeting` and `$ifMatch` take the place of the address and the header.",
  example: '"externalAppointmentId": "booking-1"\n',
};
