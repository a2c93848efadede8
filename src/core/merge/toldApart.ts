/** How much of a long value is shown. */
const SHOWN = 80;
/** How much of that stands before the first difference, so that its place can be recognised. */
const BEFORE = 20;

/** Two values as text, short enough for one line each, and cut so that what differs can be seen. */
export function toldApart(one: string, other: string): readonly [string, string] {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const start = one.length <= SHOWN && other.length <= SHOWN ? 0 : Math.max(0, same - BEFORE);
  return [cut(one, start), cut(other, start)];
}

function cut(text: string, start: number): string {
  const end = start + SHOWN;
  const middle = text.slice(start, end).toWellFormed();
  return `${start > 0 ? '…' : ''}${middle}${end < text.length ? '…' : ''}`;
}
