import { distance } from 'fastest-levenshtein';

/**
 * The name that was most likely meant: the same but for case, hyphens and underscores, or with a slip or two. `undefined`
 * when none is near, or two are equally near.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const plain = simplify(name);
  const same = known.find((candidate) => simplify(candidate) === plain);
  if (same !== undefined) return same;
  const near = known
    .map((candidate) => ({ candidate, slips: slips(plain, simplify(candidate)) }))
    .filter(({ candidate, slips: count }) => count <= allowedSlips(candidate))
    .sort((a, b) => a.slips - b.slips);
  const [first, second] = near;
  return first === undefined || first.slips === second?.slips ? undefined : first.candidate;
}

function simplify(name: string): string {
  return name.toLowerCase().replaceAll(/[-_\s]/g, '');
}

/** Names of very different lengths are not compared: a file may have a name of a megabyte. */
function slips(a: string, b: string): number {
  return Math.abs(a.length - b.length) > 3 ? Infinity : distance(a, b);
}

/** Short names are easily taken for others: `id` is no misspelt `to`. */
function allowedSlips({ length }: string): number {
  return length < 5 ? 0 : length < 9 ? 1 : 2;
}
