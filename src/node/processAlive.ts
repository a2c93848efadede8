/** Whether a process of this number is there. It may be another one than the one that was meant. */
export function isProcessAlive(id: unknown): boolean {
  if (typeof id !== 'number' || !Number.isInteger(id) || id <= 0) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Somebody else's process is there all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
