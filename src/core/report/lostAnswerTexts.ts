import { isCertificateProblem } from '../errors';
import type { UnknownReason, UnreachableReason } from '../send/outcome';
import { type Text, text as say } from '../text';
import { statusLine } from './statusNames';

/** What a call that got no usable answer is called. */
export function unreachableTitle(why: UnreachableReason, status: string): Text {
  if (why.kind !== 'readFailed') return say('Not sent');
  return status === '' ? say('Reading failed') : say('{status}: reading failed', { status });
}

/** Why nothing was sent or read, and what to do. */
export function unreachableTexts(why: UnreachableReason): {
  readonly meaning: readonly Text[];
  readonly next: readonly Text[];
} {
  switch (why.kind) {
    case 'emulator':
      return { meaning: [why.reason], next: [] };
    case 'network':
      return {
        meaning: [say('The server could not be reached ({code}). Nothing was sent.', { code: why.code })],
        next: [networkNext(why.code)],
      };
    case 'readFailed':
      return {
        meaning: [
          why.reply === undefined
            ? say('The read got no answer ({code}). Nothing was written.', { code: why.code ?? '?' })
            : say('The read got no usable answer ({status}). Nothing was written.', {
                status: statusLine(why.reply.status),
              }),
        ],
        next: [say('Try again in a moment.')],
      };
  }
}

function networkNext(code: string): Text {
  if (isCertificateProblem(code)) {
    return say(
      'The server’s certificate is not trusted here. Check the proxy, and the certificates it needs.',
    );
  }
  if (/NOTFOUND|EAI_AGAIN/.test(code))
    return say('Check the network connection and the proxy, then try again.');
  return say('Check that the server is running and that the network lets you reach it, then try again.');
}

/** Why it is not known whether a write was applied. */
export function unknownText(why: UnknownReason): Text {
  switch (why.kind) {
    case 'connectionLost':
      return say('The connection was lost before the answer came ({code}).', { code: why.code });
    case 'timeout':
      return say('The answer did not come in time.');
    case 'serverError':
      return say(
        'The server failed while handling the request. It does not say whether the change was applied.',
      );
    case 'unreadableAnswer':
      return say('The answer is not one that Graph gives: a proxy or sign-in page may have come in between.');
  }
}
