import { useEffect, useReducer } from "react";
import type { Stop } from "../../../ports/outbound-calls.ts";

/** What changes, and tells when it does. */
export interface Watchable<Source, Value> {
  read(source: Source): Value;
  watch(source: Source, listener: () => void): Stop;
}

/** The present value; the component is drawn anew when it changes. */
export function useWatched<Source, Value>(source: Source, watchable: Watchable<Source, Value>): Value {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const stop = watchable.watch(source, redraw);
    // It may have changed between the drawing and now.
    redraw();

    return stop;
  }, [source, watchable]);

  return watchable.read(source);
}
