import { useEffect, useState } from "react";
import type { Clock } from "../../../ports/clock.ts";

/** How often the panel draws again what depends on the time. */
const EVERY_MS = 30_000;

/** The present moment, as it moves on. */
export function useNow(clock: Clock, everyMs = EVERY_MS): Date {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const again = (): void => {
      setNow(clock.now());
      callOff = clock.after(everyMs, again);
    };
    let callOff = clock.after(everyMs, again);

    return () => callOff();
  }, [clock, everyMs]);

  return now;
}
