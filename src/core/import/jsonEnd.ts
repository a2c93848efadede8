import { TokenKind, tokens } from '../payload/tokens';

/**
 * Where the object or list ends that a text begins with, comments aside; `undefined` when the text begins with
 * something else, or when it does not end.
 */
export function jsonEnd(text: string): number | undefined {
  let depth = 0;
  for (const { kind, offset, length } of tokens(text)) {
    switch (kind) {
      case TokenKind.Trivia:
      case TokenKind.LineBreakTrivia:
      case TokenKind.LineCommentTrivia:
      case TokenKind.BlockCommentTrivia:
        break;
      case TokenKind.OpenBraceToken:
      case TokenKind.OpenBracketToken:
        depth += 1;
        break;
      case TokenKind.CloseBraceToken:
      case TokenKind.CloseBracketToken:
        depth -= 1;
        if (depth <= 0) return depth === 0 ? offset + length : undefined;
        break;
      default:
        if (depth === 0) return undefined;
    }
  }
  return undefined;
}
