import { z } from "zod";
import type { Calls } from "../telephony/calls.ts";
import { action, type Control, change } from "./control.ts";

const dialling = z.strictObject({
  outcome: z.enum(["ring", "answered", "no-answer", "busy", "failed", "invalid", "blocked"]),
  afterSeconds: z.number().min(0).max(3600).optional(),
});

const DEFAULT_RING_SECONDS = 1;

export function outboundCallControls(calls: Calls): readonly Control[] {
  return [
    change({
      path: "/__local/outbound",
      does: "Sets the outcome of the calls that agents place from now on. With ring, the telephone that has the number rings.",
      body: dialling,
      example: { outcome: "no-answer", afterSeconds: 5 },
      run: ({ outcome, afterSeconds = DEFAULT_RING_SECONDS }, c) => {
        calls.dialling = { outcome, afterSeconds };
        return c.json(calls.dialling);
      },
    }),
    action("/__local/outbound/hang-up", "Ends every live call: the person who was called hangs up.", (c) =>
      c.json({ ended: calls.hangUp().map(({ sid }) => sid) }),
    ),
  ];
}
