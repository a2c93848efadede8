import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { text as say } from '../text';
import { duplicateKeys } from './duplicateKeys';
import { isTooLarge, MAX_DEPTH } from './limits';
import type { Member, PayloadDocument, SyntaxProblem } from './model';
import { scanTokens } from './scanTokens';

/**
 * Reads a payload file. Never throws: what cannot be read becomes a problem with its place, and the tree holds what
 * could be read. Comments and trailing commas are read over, as problems of their own.
 *
 * @param text the document without byte order mark
 */
export function parsePayload(text: string): PayloadDocument {
  if (isTooLarge(text)) {
    const message = say(
      'The file is larger than 4 MB, the most that Microsoft Graph accepts. Make it smaller.',
    );
    return unreadable(text, { kind: 'tooLarge', offset: 0, length: 0, message });
  }
  if (text.trim() === '') {
    const message = say('The file is empty. Write a payload, for example { "externalAppointmentId": "1" }.');
    return unreadable(text, { kind: 'empty', offset: 0, length: text.length, message });
  }
  const tokens = scanTokens(text);
  if (tokens.tooDeepAt !== undefined) {
    const message = say('The payload is nested more than {depth} levels deep. Nothing in it needs that.', {
      depth: MAX_DEPTH,
    });
    return unreadable(text, { kind: 'tooDeep', offset: tokens.tooDeepAt, length: 1, message });
  }

  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const problems: SyntaxProblem[] = [
    ...errors.map((error) => describeParseError(error, text.length)),
    ...tokens.comments.map((span) => ({
      kind: 'comment' as const,
      ...span,
      message: say('JSON has no comments. Remove it; it is never sent.'),
    })),
    ...tokens.trailingCommas.map((span) => ({
      kind: 'trailingComma' as const,
      ...span,
      message: say('JSON has no trailing commas. Remove it; it is never sent.'),
    })),
    ...duplicateKeys(root),
  ];
  return { text, root, members: topLevelMembers(root), problems };
}

function unreadable(text: string, problem: SyntaxProblem): PayloadDocument {
  return { text, root: undefined, members: [], problems: [problem] };
}

function topLevelMembers(root: Node | undefined): Member[] {
  if (root?.type !== 'object') return [];
  return (root.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (key === undefined) return [];
    const { offset, length } = property;
    return [
      { name: String(key.value), offset, length, key: { offset: key.offset, length: key.length }, value },
    ];
  });
}

const PARSE_ERRORS = {
  InvalidSymbol:
    'This is not JSON: a value is text in double quotes, a number, true, false, null, { } or [ ].',
  InvalidNumberFormat: 'This is not a JSON number.',
  PropertyNameExpected: 'A property name in double quotes belongs here.',
  ValueExpected: 'A value belongs here.',
  ColonExpected: 'A colon belongs here, between the name and the value.',
  CommaExpected: 'A comma belongs here, between two entries.',
  CloseBraceExpected: 'A closing brace } is missing.',
  CloseBracketExpected: 'A closing bracket ] is missing.',
  EndOfFileExpected: 'There is something after the end of the JSON. Remove it, or move it inside the braces.',
  UnexpectedEndOfComment: 'This comment has no end.',
  UnexpectedEndOfString: 'This text has no closing double quote.',
  UnexpectedEndOfNumber: 'This number is not complete.',
  InvalidUnicode: 'This is not a Unicode escape: write \\u and four hexadecimal digits.',
  InvalidEscapeCharacter: 'JSON does not know this escape. To write a backslash, double it.',
  InvalidCharacter:
    'This character cannot stand here as it is. In a text, write it as an escape such as \\n.',
} as const;
type ParseMessage = (typeof PARSE_ERRORS)[keyof typeof PARSE_ERRORS];

function describeParseError({ error, offset, length }: ParseError, end: number): SyntaxProblem {
  const code = printParseErrorCode(error);
  const inside = Math.max(0, Math.min(length, end - offset));
  return {
    kind: 'syntax',
    offset,
    length: inside,
    message: say((PARSE_ERRORS as Readonly<Record<string, ParseMessage>>)[code] ?? 'This is not valid JSON.'),
  };
}
