import type { PayloadDocument } from './model';

/** Whether there is a body that could go out, whatever the rules think of it: one JSON object, read without a doubt. */
export function isSendable({ root, problems }: PayloadDocument): boolean {
  return (
    root?.type === 'object' && problems.every(({ kind }) => kind === 'comment' || kind === 'trailingComma')
  );
}
