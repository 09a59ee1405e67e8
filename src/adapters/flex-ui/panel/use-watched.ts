import { useEffect, useReducer } from "react";
import type { DesktopRules, KnownRules } from "../../../application/desktop/known-rules.ts";
import type { Stop } from "../../../ports/outbound-calls.ts";

/** A source whose value changes, and that reports each change. */
export interface Watchable<Source, Value> {
  read(source: Source): Value;
  watch(source: Source, listener: () => void): Stop;
}

/** Returns the current value, and renders the component again when it changes. */
export function useWatched<Source, Value>(source: Source, watchable: Watchable<Source, Value>): Value {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const stop = watchable.watch(source, redraw);
    // The value may have changed since the component was rendered.
    redraw();

    return stop;
  }, [source, watchable]);

  return watchable.read(source);
}

export const RULES: Watchable<KnownRules, DesktopRules | undefined> = {
  read: (rules) => rules.current(),
  watch: (rules, listener) => rules.watch(listener),
};
