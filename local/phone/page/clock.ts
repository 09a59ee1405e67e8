const TICKS_EVERY_MS = 1_000;

/** Shows the time at the local Twilio, and lets it go on. */
export function installClock(place: HTMLTimeElement): { set(now: number): void } {
  let ahead = 0;
  const tick = () => {
    const now = new Date(Date.now() + ahead);
    place.dateTime = now.toISOString();
    place.textContent = now.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
  };
  setInterval(tick, TICKS_EVERY_MS);
  tick();

  return {
    set: (now) => {
      ahead = now - Date.now();
      tick();
    },
  };
}
