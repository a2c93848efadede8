import { createScanner } from 'jsonc-parser';
import { MAX_DEPTH } from './limits';
import type { Span } from './model';
import { spanOf, TokenKind } from './tokens';

export interface TokenScan {
  readonly comments: readonly Span[];
  readonly trailingCommas: readonly Span[];
  /** Where the nesting passes `MAX_DEPTH`; the scan stops there. */
  readonly tooDeepAt?: number;
}

/** Finds, in one pass and without recursion, what the tree does not show. */
export function scanTokens(text: string): TokenScan {
  const comments: Span[] = [];
  const trailingCommas: Span[] = [];
  /** The closers that are waited for. A closer of the other kind closes nothing, for the parser neither. */
  const open: number[] = [];
  let comma: Span | undefined;
  // Not by `tokens`: an object for each piece of white space is half of the time.
  const scanner = createScanner(text, false);
  for (let kind: number = scanner.scan(); kind !== TokenKind.EOF; kind = scanner.scan()) {
    switch (kind) {
      case TokenKind.LineCommentTrivia:
      case TokenKind.BlockCommentTrivia:
        comments.push(spanOf(scanner, text));
        continue;
      case TokenKind.Trivia:
      case TokenKind.LineBreakTrivia:
        continue;
      case TokenKind.CommaToken:
        comma = spanOf(scanner, text);
        continue;
      case TokenKind.OpenBraceToken:
      case TokenKind.OpenBracketToken:
        open.push(
          kind === TokenKind.OpenBraceToken ? TokenKind.CloseBraceToken : TokenKind.CloseBracketToken,
        );
        if (open.length > MAX_DEPTH) return { comments, trailingCommas, tooDeepAt: scanner.getTokenOffset() };
        break;
      case TokenKind.CloseBraceToken:
      case TokenKind.CloseBracketToken:
        if (open.at(-1) === kind) open.pop();
        if (comma !== undefined) trailingCommas.push(comma);
        break;
      default:
        break;
    }
    comma = undefined;
  }
  return { comments, trailingCommas };
}
