/** A piece of a script that ends nothing by itself: texts and comments hold what would end or open something. */
const CODE =
  /`[\s\S]?|<#[\s\S]*?(?:#>|$)|@'[ \t]*(?=\n)[\s\S]*?(?:\n'@|$)|@"[ \t]*(?=\n)[\s\S]*?(?:\n"@|$)|'[^']*'?|(?<![^\s;,|(){}])#[^\n]*|[^\s\u00a0`'"#<@(){}[\];,|]+|[\s\S]/y;
const QUOTED = /`[\s\S]?|""|\$\(|[^`"$]+|[\s\S]/y;
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']', '"': '"', '$(': ')' };
/** What stands at the end of a line when the next one goes on with it. */
const GOES_ON =
  /[-+*/%,|=.&]$|^-(?:f|as|and|x?or|is(?:not)?|[ci]?(?:join|split|replace|eq|ne|like|match|contains|in))$/i;

/** Where a statement ends that goes on at a place: before a semicolon, a line end, or what closes something around it. */
export function statementEnd(text: string, from: number): number {
  return extentEnd(text, from, (piece, last) =>
    piece === '\n' ? !GOES_ON.test(last) : /^[;)}\]]$/.test(piece),
  );
}

/** Where an argument of a command ends: there, white space and commas separate too. */
export function argumentEnd(text: string, from: number): number {
  return extentEnd(text, from, (piece) => /^(?:[\s\u00a0;,|)}\]]|`\n)$/.test(piece));
}

/** Where what is opened at a place is closed again. */
export function groupEnd(text: string, from: number): number {
  return extentEnd(text, from, (_, last) => last !== '');
}

/** @param isEnd whether a piece ends it, where nothing is open; `last` is the piece before it, white space aside */
function extentEnd(text: string, from: number, isEnd: (piece: string, last: string) => boolean): number {
  // No recursion: a script can open more than the stack takes.
  const open: string[] = [];
  let last = '';
  let at = from;
  while (at < text.length) {
    const isQuoted = open.at(-1) === '"';
    const pattern = isQuoted ? QUOTED : CODE;
    pattern.lastIndex = at;
    const piece = pattern.exec(text)?.[0] ?? text.charAt(at);
    if (open.length === 0 && isEnd(piece, last)) return at;
    at += piece.length;
    const closer = Object.hasOwn(CLOSERS, piece) ? CLOSERS[piece] : undefined;
    if (piece === open.at(-1)) open.pop();
    else if (closer !== undefined && (!isQuoted || piece === '$(')) open.push(closer);
    if (!/^(?:\s|#|<#)/.test(piece)) last = piece;
  }
  return at;
}
