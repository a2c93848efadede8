import { type Tab, Uri } from 'vscode';

/** What is known of a merge editor. */
export interface MergeTab {
  /** The left one of its two sides. */
  readonly side: Uri | undefined;
  /** The file that is merged. */
  readonly result: Uri | undefined;
}

/**
 * The files of a merge editor, of another tab none. VS Code hands them over, but their class is a proposal only
 * (tabInputTextMerge): they may vanish.
 */
export function mergeTab({ input }: Tab): MergeTab {
  const { input1, result } = (input ?? {}) as { readonly input1?: unknown; readonly result?: unknown };
  const uriOf = (value: unknown): Uri | undefined => (value instanceof Uri ? value : undefined);
  return { side: uriOf(input1), result: uriOf(result) };
}
