import { isDirective } from './directives';
import type { Member, PayloadDocument } from './model';
import { TokenKind, tokens } from './tokens';

/** The members that are sent, in order. */
export function bodyMembers(document: PayloadDocument): readonly Member[] {
  return document.members.filter(({ name }) => !isDirective(name));
}

/**
 * The body to send: the payload without its directives, comments and trailing commas. Everything else is the user's
 * own text, token for token, so that big numbers, escapes, order, `null` and `[]` arrive as they were written.
 *
 * @param document a payload without syntax errors and with an object at its top
 */
export function buildBody(document: PayloadDocument): string {
  const { text, problems } = document;
  const isPlain = !problems.some(({ kind }) => kind === 'comment' || kind === 'trailingComma');
  const members = bodyMembers(document).map(({ offset, length }) => {
    const fragment = text.slice(offset, offset + length);
    return isPlain ? fragment : plainJson(fragment);
  });
  return members.length === 0 ? '{}' : `{\n  ${members.join(',\n  ')}\n}`;
}

/** The body's value, for comparing and for listing what is sent. Numbers beyond 2^53 are rounded here. */
export function bodyValue(document: PayloadDocument): Readonly<Record<string, unknown>> {
  return valueOf(buildBody(document));
}

/** The value of a body that is built already. */
export function valueOf(body: string): Readonly<Record<string, unknown>> {
  return JSON.parse(body) as Record<string, unknown>;
}

/** Drops comments and trailing commas from a piece of JSON and keeps the rest, white space included. */
function plainJson(fragment: string): string {
  let json = '';
  let heldComma: { space: string } | undefined;
  for (const { kind, offset, length } of tokens(fragment)) {
    const token = fragment.slice(offset, offset + length);
    switch (kind) {
      case TokenKind.LineCommentTrivia:
      case TokenKind.BlockCommentTrivia:
        continue;
      case TokenKind.Trivia:
      case TokenKind.LineBreakTrivia:
        if (heldComma === undefined) json += token;
        else heldComma.space += token;
        continue;
      case TokenKind.CommaToken:
        heldComma = { space: '' };
        continue;
      default: {
        const closes = kind === TokenKind.CloseBraceToken || kind === TokenKind.CloseBracketToken;
        if (heldComma !== undefined) json += closes ? heldComma.space : `,${heldComma.space}`;
        heldComma = undefined;
        json += token;
      }
    }
  }
  return json;
}
