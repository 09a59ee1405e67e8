import { type Context, Hono } from "hono";
import { z } from "zod";
import type { AdvanceableClock } from "../clock.ts";
import type { Contract } from "../wire/contract.ts";
import { type Faults, faultSchema } from "./faults.ts";

interface ControlNeeds {
  readonly faults: Faults;
  readonly clock: AdvanceableClock;
  readonly contract: Contract;
  readonly reset: () => void;
}

const LONGEST_ADVANCE_SECONDS = 10 * 365 * 86_400;
const advance = z.strictObject({ advanceSeconds: z.number().positive().max(LONGEST_ADVANCE_SECONDS) });

/** `/__local/…`: what tests and people do to the stand-in, and Twilio has no equivalent of. */
export function controlRoutes(needs: ControlNeeds): Hono {
  const routes = new Hono();

  routes.post("/__local/faults", async (c) => {
    const fault = faultSchema.safeParse(await jsonOf(c));
    if (!fault.success) return c.json({ errors: sentences(fault.error) }, 400);
    needs.faults.add(fault.data);

    return c.json({ pending: needs.faults.pending.length }, 201);
  });

  routes.post("/__local/clock", async (c) => {
    const asked = advance.safeParse(await jsonOf(c));
    if (!asked.success) return c.json({ errors: sentences(asked.error) }, 400);
    needs.clock.advance(asked.data.advanceSeconds * 1000);

    return c.json({ now: needs.clock.now().toISOString() });
  });

  routes.post("/__local/reset", (c) => {
    needs.reset();

    return c.body(null, 204);
  });

  routes.get("/__local/violations", (c) =>
    c.json({
      violations: needs.contract.violations,
      coveredOperations: [...needs.contract.coveredOperations].sort(),
    }),
  );

  return routes;
}

async function jsonOf(c: Context): Promise<unknown> {
  return c.req.json().catch(() => "not JSON");
}

function sentences(error: z.ZodError): readonly string[] {
  return error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
}
