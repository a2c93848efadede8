import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Language, Node, Parser } from '@vscode/tree-sitter-wasm';

const require = createRequire(import.meta.url);
const main = require.resolve('@vscode/tree-sitter-wasm');
const library = require(main) as { Parser: typeof Parser; Language: typeof Language };

/** Parses a text with the grammar of a language, such as `c-sharp`, as VS Code has it. */
export async function parse(language: string, text: string): Promise<Node> {
  await library.Parser.init();
  const parser = new library.Parser();
  const grammar = readFileSync(path.join(path.dirname(main), `tree-sitter-${language}.wasm`));
  parser.setLanguage(await library.Language.load(grammar));
  const tree = parser.parse(text);
  if (tree === null) throw new Error('The parser gave up.');
  return tree.rootNode;
}

/** The texts of all nodes of some types, in order. */
export function textsOf(node: Node, ...types: string[]): string[] {
  return node.descendantsOfType(types).flatMap((each) => (each === null ? [] : [each.text]));
}
