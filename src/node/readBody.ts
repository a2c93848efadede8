import type { BodyDefect } from '../core/ports';
import { platformError } from './platformError';

export interface BodyLimits {
  /** The longest wait for the next piece of a body that has begun. */
  readonly stallMs: number;
  /** Of the body as it is read: unpacked, where it was sent packed. */
  readonly maxBytes: number;
}

/** Graph's answers here are some kilobytes; what sends more, or stops for so long, is not going to make sense. */
export const BODY_LIMITS: BodyLimits = { stallMs: 10_000, maxBytes: 10 * 1024 * 1024 };

export type ReadBody =
  | { readonly body: string; readonly cutShort: false }
  | { readonly body: ''; readonly cutShort: true; readonly defect?: BodyDefect };

/**
 * Reads a body as UTF-8 text. The status is known by now, so a body that cannot be read takes nothing away from it: why
 * it cannot be is part of the answer.
 *
 * @param drop ends the connection: nobody reads on from a body that is given up
 */
export async function readBody(
  { body }: Pick<Response, 'body'>,
  { stallMs, maxBytes }: BodyLimits,
  drop: () => void,
): Promise<ReadBody> {
  if (body === null) return { body: '', cutShort: false };
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  const stalled = new AbortController();
  const stall = setTimeout(() => {
    stalled.abort();
    drop();
  }, stallMs);
  const broken = (defect?: BodyDefect): ReadBody => {
    drop();
    return { body: '', cutShort: true, ...(defect !== undefined && { defect }) };
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      stall.refresh();
      bytes += value.byteLength;
      if (bytes > maxBytes) return broken('tooLarge');
      text += decoder.decode(value, { stream: true });
    }
    return { body: text + decoder.decode(), cutShort: false };
  } catch (error) {
    return broken(stalled.signal.aborted ? 'timeout' : defectOf(platformError(error).code));
  } finally {
    clearTimeout(stall);
  }
}

/** What a code says about a body, `undefined` for a connection that broke. */
function defectOf(code: string): BodyDefect | undefined {
  if (code === 'UND_ERR_BODY_TIMEOUT') return 'timeout';
  // Of zlib, and of TextDecoder.
  return /^(Z_|ERR_ENCODING|ERR__ERROR_FORMAT|ERR_BROTLI)/.test(code) ? 'encoding' : undefined;
}
