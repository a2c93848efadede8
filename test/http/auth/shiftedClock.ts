// Makes the clock of this process wrong by as many milliseconds as VAPPT_TEST_CLOCK_SHIFT_MS says, as a user's may be.
// To be imported before anything else.
const shift = Number(process.env['VAPPT_TEST_CLOCK_SHIFT_MS'] ?? 0);

if (shift !== 0) {
  globalThis.Date = new Proxy(Date, {
    construct: (real, args: unknown[], target) =>
      Reflect.construct(real, args.length === 0 ? [real.now() + shift] : args, target) as object,
    get: (real, name, receiver) =>
      name === 'now' ? () => real.now() + shift : (Reflect.get(real, name, receiver) as unknown),
  });
}
