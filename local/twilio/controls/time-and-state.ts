import { z } from "zod";
import type { AdvanceableClock } from "../clock.ts";
import type { Contract } from "../wire/contract.ts";
import { type Faults, faultSchema } from "../wire/http/faults.ts";
import { action, type Control, change, view } from "./control.ts";

interface Needs {
  readonly faults: Faults;
  readonly clock: AdvanceableClock;
  readonly contract: Contract;
  readonly reset: () => void;
}

const LONGEST_ADVANCE_SECONDS = 10 * 365 * 86_400;
const advance = z.strictObject({ advanceSeconds: z.number().positive().max(LONGEST_ADVANCE_SECONDS) });

export function timeAndStateControls({ faults, clock, contract, reset }: Needs): readonly Control[] {
  return [
    change({
      path: "/__local/clock",
      does: "Moves the clock forward. What becomes due on the way happens in order.",
      body: advance,
      example: { advanceSeconds: 3600 },
      run: ({ advanceSeconds }, c) => {
        clock.advance(advanceSeconds * 1000);
        return c.json({ now: clock.now().toISOString() });
      },
    }),
    change({
      path: "/__local/faults",
      does: "Makes the next matching requests fail: with a status, a body, a delay, or a lost connection.",
      body: faultSchema,
      example: { method: "POST", path: "/Tasks", status: 503, times: 1 },
      run: (fault, c) => {
        faults.add(fault);
        return c.json({ pending: faults.pending.length }, 201);
      },
    }),
    action("/__local/faults/clear", "Lets nothing go wrong any more that was to.", (c) => {
      faults.clear();
      return c.json({ pending: 0 });
    }),
    action("/__local/reset", "Resets the account to its state at the start.", (c) => {
      reset();
      return c.body(null, 204);
    }),
    view(
      "/__local/violations",
      "Shows which requests and answers broke Twilio's OpenAPI files, and which operations were used.",
      (c) =>
        c.json({
          violations: contract.violations,
          coveredOperations: [...contract.coveredOperations].sort(),
        }),
    ),
  ];
}
