/** A moment in as few characters as tell it: of today the time, of other days the date too. */
export function shortTime(at: number, now: number): string {
  const [day, today] = [at, now].map((each) => new Date(each).toDateString());
  return new Date(at).toLocaleString(undefined, {
    ...(day !== today && { dateStyle: 'short' }),
    timeStyle: 'short',
  });
}
