import { z } from "zod";
import type { Deliveries } from "../events/deliveries.ts";
import type { Store } from "../taskrouter/store/store.ts";
import { type Control, change, view } from "./control.ts";

const LONGEST_DELAY_SECONDS = 30 * 86_400;

const disturbance = z.strictObject({
  twice: z.boolean().default(false),
  outOfOrder: z.boolean().default(false),
  lateSeconds: z.number().min(0).max(LONGEST_DELAY_SECONDS).default(0),
  down: z.boolean().default(false),
});
const log = z.strictObject({
  reportsEveryRemoval: z.boolean().optional(),
  hasPages: z.boolean().optional(),
});

/** Controls for Event Streams and for TaskRouter's own log. */
export function eventControls(store: Store, deliveries: Deliveries): readonly Control[] {
  return [
    change({
      path: "/__local/events",
      does: "Sets how events come from now on: twice, out of order, late, or not at all while Event Streams is down.",
      body: disturbance,
      example: { twice: true, outOfOrder: true },
      run: (asked, c) => {
        deliveries.disturbance = asked;
        return c.json(asked);
      },
    }),
    view("/__local/events/given-up", "Shows the events that nobody took within four hours.", (c) =>
      c.json({ events: deliveries.givenUp }),
    ),
    change({
      path: "/__local/taskrouter",
      does: "Sets what sources disagree about. Whether every task that has ended is reported as system-deleted; whether the list of events has pages.",
      body: log,
      example: { reportsEveryRemoval: true },
      run: ({ reportsEveryRemoval, hasPages }, c) => {
        if (reportsEveryRemoval !== undefined) store.state.reportsEveryRemoval = reportsEveryRemoval;
        if (hasPages !== undefined) store.log.hasPages = hasPages;
        return c.json({ reportsEveryRemoval: store.state.reportsEveryRemoval, hasPages: store.log.hasPages });
      },
    }),
  ];
}
