import { useEffect, useState } from "react";
import type { Clock } from "../../../ports/clock.ts";

/** How often the panel draws again what depends on the time. */
const EVERY_MS = 30_000;

/** The present moment, as it moves on. */
export function useNow(clock: Clock): Date {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const again = (): void => {
      setNow(clock.now());
      callOff = clock.after(EVERY_MS, again);
    };
    let callOff = clock.after(EVERY_MS, again);

    return () => callOff();
  }, [clock]);

  return now;
}
