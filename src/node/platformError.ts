import { PROXY_PREFIX } from '../core/errors';

/** `fetch` wraps what happened in a TypeError, and a host with several addresses in an AggregateError. */
export function platformError(error: unknown): { code: string; syscall?: string } {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    const { code, syscall } = current as { code?: unknown; syscall?: unknown };
    // The words of undici, for Node and for VS Code: its code for it means that somebody has aborted the request.
    const refusal = /^Proxy response \((\d{3})\)/.exec(current.message)?.[1];
    if (refusal !== undefined) return { code: PROXY_PREFIX + refusal };
    if (typeof code === 'string') return { code, ...(typeof syscall === 'string' && { syscall }) };
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return { code: 'FAILED' };
}
