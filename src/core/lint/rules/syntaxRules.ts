import type { PayloadDocument, SyntaxProblem, SyntaxProblemKind } from '../../payload/model';
import { positions } from '../../payload/position';
import { removeSpan, replace } from '../edits';
import { safe } from '../fix';
import { isPastedRequest } from '../pastedRequest';
import type { Complaint, Fix, Report, Rule, RuleDocs } from '../rule';

/*
 * What the parser has found, as rules. VS Code's JSON service finds the same in an editor, comments and trailing
 * commas as errors and duplicate keys as warnings.
 */

export const emptyFile = { ...fromParser('empty-file', 'empty'), severity: 'error' } satisfies Rule;
export const tooLarge = { ...fromParser('too-large', 'tooLarge'), severity: 'error' } satisfies Rule;
export const tooDeep = { ...fromParser('too-deep', 'tooDeep'), severity: 'error' } satisfies Rule;
export const duplicateKey = {
  ...fromParser('duplicate-key', 'duplicateKey'),
  severity: 'error',
  editorSeverity: 'warning',
} satisfies Rule;

export const syntax = {
  id: 'syntax',
  severity: 'error',
  editorSeverity: 'error',
  check({ problems, text }, report) {
    if (isPastedRequest(text)) return;
    let line = 0;
    let at: ReturnType<typeof positions> | undefined;
    for (const { kind, offset, length, message } of problems) {
      if (kind !== 'syntax') continue;
      at ??= positions(text);
      // One slip makes the parser stumble more than once: the first complaint in a line is the one to act on.
      if (at(offset).line === line) continue;
      line = at(offset).line;
      report({ offset, length, message });
    }
  },
} satisfies Rule;

export const comment = {
  id: 'comment',
  severity: 'warning',
  editorSeverity: 'error',
  // The two slashes of an address begin no comment.
  check({ problems, text }, report) {
    if (isPastedRequest(text)) return;
    for (const problem of problems) {
      if (problem.kind === 'comment')
        report(withFix(problem, safe('Remove the comment', [removeSpan(text, problem)])));
    }
  },
} satisfies Rule;

export const trailingComma = {
  id: 'trailing-comma',
  severity: 'warning',
  editorSeverity: 'error',
  check({ problems }, report) {
    for (const problem of problems) {
      if (problem.kind === 'trailingComma')
        report(withFix(problem, safe('Remove the comma', [replace(problem, '')])));
    }
  },
} satisfies Rule;

function fromParser<Id extends string>(id: Id, wanted: SyntaxProblemKind) {
  return {
    id,
    check({ problems }: PayloadDocument, report: Report) {
      for (const { kind, offset, length, message } of problems) {
        if (kind === wanted) report({ offset, length, message });
      }
    },
  };
}

function withFix({ offset, length, message }: SyntaxProblem, fix: Fix): Complaint {
  return { offset, length, message, fixes: [fix] };
}

export const emptyFileDocs: RuleDocs = {
  group: 'Text that cannot be sent',
  finds: 'nothing in the file',
  why: 'Graph answers an empty body with "Empty Payload. JSON content expected." ([#7083](https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/7083)).',
  example: '\n',
};

export const tooLargeDocs: RuleDocs = {
  group: 'Text that cannot be sent',
  finds: 'more than 4 MB',
  why: 'Graph refuses larger bodies, and nothing in an appointment needs them.',
  example: '',
};

export const tooDeepDocs: RuleDocs = {
  group: 'Text that cannot be sent',
  finds: 'more than 100 levels of nesting',
  why: 'A payload nests four levels. The limit keeps the tools that read it safe.',
  example: '',
};

export const syntaxDocs: RuleDocs = {
  group: 'Text that cannot be sent',
  finds: 'text that is not JSON',
  why: "Graph reads JSON. Of several complaints in one line the command line shows the first; in the editor they are VS Code's own.",
  example: '{\n  "externalAppointmentId": "booking-1"\n',
};

export const duplicateKeyDocs: RuleDocs = {
  group: 'Text that cannot be sent',
  finds: 'a name twice in one object',
  why: "Readers of JSON disagree on which one counts (RFC 8259, 4). In the editor the complaint is VS Code's own, a warning; the file is not sent.",
  example: '{\n  "externalAppointmentId": "booking-1",\n  "externalAppointmentId": "booking-2"\n}\n',
};

export const commentDocs: RuleDocs = {
  group: 'Text that cannot be sent',
  finds: 'a comment (an error in the editor); it is not sent',
  why: 'JSON has no comments. The command line leaves them out when it sends; in the editor VS Code calls them errors, and errors block sending.',
  example: '{\n  // from the scheduling system\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Removes the comment.',
};

export const trailingCommaDocs: RuleDocs = {
  group: 'Text that cannot be sent',
  finds: 'a trailing comma (an error in the editor); it is not sent',
  why: 'JSON has no trailing commas. The command line leaves them out when it sends; in the editor VS Code calls them errors, and errors block sending.',
  example: '{\n  "externalAppointmentId": "booking-1",\n}\n',
  fix: 'Removes the comma.',
};
