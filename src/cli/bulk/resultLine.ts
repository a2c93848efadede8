import { collided, type FileResult } from './results';

/** What is said of a file; `undefined`: it is only counted. */
export function lineOf(result: FileResult): { readonly word: string; readonly title: string } | undefined {
  const { label, json, title } = result;
  if (label !== 'updated') return { word: label, title: [title, ...collided(json)].join('; ') };
  const overwrote =
    json.undone !== undefined
      ? [`what others had changed: ${json.undone.join(', ')}`]
      : result.isUndoneUnknown === true
        ? ['what others had changed cannot be told: nothing was read before']
        : [];
  if (json.merged.length > 0) {
    return {
      word: 'merged',
      title: [mergedTitle(result), ...overwrote.map((what) => `overwrote ${what}`)].join('; '),
    };
  }
  return overwrote.length === 0 ? undefined : { word: 'overwrote', title: overwrote.join() };
}

function mergedTitle({ json, isFileBehind }: FileResult): string {
  const taken = `taken from the server: ${json.merged.join(', ')}`;
  return isFileBehind === true ? `${taken}. The file does not have it; with --write it would` : taken;
}
