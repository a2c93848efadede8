/** `fetch` wraps what happened in a TypeError, and a host with several addresses in an AggregateError. */
export function platformError(error: unknown): { code: string; syscall?: string } {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    const { code, syscall } = current as { code?: unknown; syscall?: unknown };
    if (typeof code === 'string') return { code, ...(typeof syscall === 'string' && { syscall }) };
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return { code: 'FAILED' };
}
