import type { GraphReply } from '../graph/reply';
import { type Text, text as say } from '../text';

/** An answer that says nothing about what was asked. */
export interface UnusableAnswer {
  readonly meaning: Text;
  readonly next: Text;
}

const TRY_AGAIN = say('Try again in a moment.');
const CHECK_PROXY = say('Check the network and the proxy, then try again.');

/** What is the matter with an answer that is none of Graph's, or has not arrived as a whole. */
export function unusableAnswer({
  status,
  defect,
  unreadableBody,
}: Pick<GraphReply, 'status' | 'defect' | 'unreadableBody'>): UnusableAnswer | undefined {
  // Such a status says enough, whatever came with it.
  if (status >= 400) return undefined;
  switch (defect) {
    case 'cutShort':
      return { meaning: say('The connection was lost in the middle of the answer.'), next: TRY_AGAIN };
    case 'timeout':
      return { meaning: say('The rest of the answer did not come in time.'), next: TRY_AGAIN };
    case 'tooLarge':
      return {
        meaning: say(
          'The answer is larger than 10 MB, which none of Graph’s is here: it was not read to its end.',
        ),
        next: CHECK_PROXY,
      };
    case 'encoding':
      return {
        meaning: say('The answer is damaged: it is not packed, or not encoded, as it says it is.'),
        next: CHECK_PROXY,
      };
    case 'missing':
      return {
        meaning: say('The answer to the batch does not say what became of this request.'),
        next: TRY_AGAIN,
      };
    case undefined:
  }
  if (status >= 300 && status !== 304) {
    return {
      meaning: say('The answer leads to another address. It was not followed: the token is for this one.'),
      next: CHECK_PROXY,
    };
  }
  return unreadableBody
    ? {
        meaning: say(
          'The answer is not one that Graph gives: a proxy or sign-in page may have come in between.',
        ),
        next: CHECK_PROXY,
      }
    : undefined;
}
