import type { Node } from 'jsonc-parser';
import { text as say } from '../text';
import type { SyntaxProblem } from './model';

/** Every repetition of a name within one object: readers disagree on which one counts. */
export function duplicateKeys(node: Node | undefined): SyntaxProblem[] {
  if (node === undefined) return [];
  const problems = node.type === 'object' ? repeatedNames(node) : [];
  for (const child of node.children ?? []) problems.push(...duplicateKeys(child));
  return problems;
}

function repeatedNames(object: Node): SyntaxProblem[] {
  const seen = new Set<unknown>();
  const problems: SyntaxProblem[] = [];
  for (const property of object.children ?? []) {
    const key = property.children?.[0];
    if (key === undefined) continue;
    if (seen.has(key.value)) {
      problems.push({
        kind: 'duplicateKey',
        offset: key.offset,
        length: key.length,
        message: say('"{name}" stands here twice. Keep one of them.', { name: String(key.value) }),
      });
    }
    seen.add(key.value);
  }
  return problems;
}
