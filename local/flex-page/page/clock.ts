/**
 * Lets the page live in the local Twilio's time. Flex counts from Twilio's times with the browser's clock: where the
 * two differ, its timers stand still.
 */
export function installClock(aheadMs: number): { setAhead(milliseconds: number): void } {
  const RealDate = Date;
  let ahead = aheadMs;
  const now = () => RealDate.now() + ahead;

  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  });

  return {
    setAhead: (milliseconds) => {
      ahead = milliseconds;
    },
  };
}
