import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { Span } from './model';

/**
 * The kinds of token that jsonc-parser's scanner returns. Its own `SyntaxKind` is declared as an ambient const enum,
 * which isolated modules cannot read; a unit test compares these numbers with the ones it has at run time.
 */
export const TokenKind = {
  OpenBraceToken: 1,
  CloseBraceToken: 2,
  OpenBracketToken: 3,
  CloseBracketToken: 4,
  CommaToken: 5,
  LineCommentTrivia: 12,
  BlockCommentTrivia: 13,
  LineBreakTrivia: 14,
  Trivia: 15,
  EOF: 17,
} as const;

export interface Token extends Span {
  readonly kind: number;
}

/** The tokens of a text in order, white space and comments included. */
export function tokens(text: string): Generator<Token> {
  return tokensFrom(text, 0);
}

/** The tokens from a place on that is not inside one. */
export function* tokensFrom(text: string, start: number): Generator<Token> {
  const scanner = createScanner(text, false);
  scanner.setPosition(start);
  for (let kind: number = scanner.scan(); kind !== TokenKind.EOF; kind = scanner.scan()) {
    yield { kind, ...spanOf(scanner, text) };
  }
}

/** Where the token is that was scanned last. */
export function spanOf(scanner: JSONScanner, text: string): Span {
  const offset = scanner.getTokenOffset();
  // The scanner counts the missing end of a comment.
  return { offset, length: Math.min(scanner.getTokenLength(), text.length - offset) };
}
