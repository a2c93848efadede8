// docs/rules.md, from src/core/lint/rules.
import { applyFixes } from '../../src/core/lint/applyFixes';
import type { Rule, RuleDocs } from '../../src/core/lint/rule';
import { RULE_DOCS, RULES } from '../../src/core/lint/rules';
import { runRules } from '../../src/core/lint/runRules';
import { parsePayload } from '../../src/core/payload/parse';
import { positions } from '../../src/core/payload/position';
import { english } from '../../src/core/text';
import { escapePipes, table } from './markdown';

const INTRODUCTION = `# Rules

What is checked in a payload file, by the editor and by \`vappt validate\`. A file with errors is not sent. The heading of
an entry is the code that the finding shows.

- **error**: it cannot work. **warning**: it is probably wrong. **information** and **hint**: good to know.
- A fix that is called safe is made by \`vappt fix\` and on save, with
  \`"editor.codeActionsOnSave": { "source.fixAll.vappt": "explicit" }\` in your settings; others are proposals of the editor.
- Grounds are named: _documented_ is Microsoft's page, numbers are threads in which it was seen, and what is not verified
  is said to be so. Microsoft retired the resource, so that little of it can be verified any more.

This page is made from the rules themselves (\`npm run docs\`).
`;

/** The whole page. */
export function rulesPage(): string {
  const entries = documented().map(({ rule, docs }) => entry(rule, docs));
  return [INTRODUCTION, overview(), ...entries].join('\n');
}

/** All rules at a glance. */
function overview(): string {
  const rows = documented().map(({ rule: { id, severity }, docs }) => [
    `[\`${id}\`](#${id})`,
    severity,
    escapePipes(docs.finds),
    docs.fix === undefined ? '' : hasSafeFix(id, docs) ? 'safe' : 'proposed',
  ]);
  return `${table(['Rule', 'Severity', 'What it finds', 'Fix'], rows)}\n`;
}

function documented(): { rule: Rule; docs: RuleDocs }[] {
  return RULES.flatMap((rule, index) => {
    const docs = RULE_DOCS[index];
    return docs === undefined ? [] : [{ rule, docs }];
  });
}

function entry({ id, severity, editorSeverity }: Rule, docs: RuleDocs): string {
  const inEditor =
    editorSeverity === undefined
      ? ''
      : ` In the editor VS Code reports it by itself, as ${withArticle(editorSeverity)}.`;
  const parts = [
    `## ${id}`,
    `**${capital(severity)}**: ${docs.finds}.${inEditor}`,
    docs.why,
    ...(docs.example === '' ? [] : [example(id, docs)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function example(id: string, { example: text, context, fix }: RuleDocs): string {
  const document = parsePayload(text);
  const at = positions(text);
  const findings = runRules(document, RULES, context).filter(({ rule }) => rule === id);
  const lines = findings.map(({ offset, message }) => {
    const { line, column } = at(offset);
    return `${line}:${column}  ${english(message)}`;
  });
  const before = [fence('jsonc', text), fence('text', lines.join('\n'))];
  if (fix === undefined) return before.join('\n\n');
  const title = hasSafeFix(id, { example: text, ...(context && { context }) })
    ? 'Fix (safe)'
    : 'Fix (proposed)';
  const fixed = applyFixes(
    text,
    findings.flatMap(({ fixes = [] }) => fixes.slice(0, 1)),
  ).text;
  return [...before, `${title}: ${fix}`, ...(fixed === text ? [] : [fence('jsonc', fixed)])].join('\n\n');
}

function hasSafeFix(id: string, { example: text, context }: Pick<RuleDocs, 'example' | 'context'>): boolean {
  const findings = runRules(parsePayload(text), RULES, context).filter(({ rule }) => rule === id);
  return findings.some(({ fixes = [] }) => fixes.some(({ safe }) => safe === true));
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\``;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function withArticle(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
