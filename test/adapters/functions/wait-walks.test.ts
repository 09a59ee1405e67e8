import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Verb } from "../../../local/twilio/telephony/twiml/parse.ts";
import { anInput } from "../../support/requests.ts";
import { CALL, CALLED, CALLER, heard, WaitWorld } from "./wait-world.ts";

/** What happens on one telephone, and beside it. */
type Happening =
  | { readonly kind: "press"; readonly keys: string }
  | { readonly kind: "silence" }
  /** Twilio asks the same once more, because the answer got lost. */
  | { readonly kind: "repeat" }
  | { readonly kind: "hang-up" }
  | { readonly kind: "accept" }
  /** Calling back, the agents' queue, the ledger cannot be reached for one step. */
  | { readonly kind: "fault"; readonly at: "queue" | "ledger" };

const keys = fc.constantFrom("*", "1", "2", "3", "9", "4155550111", "911", "12");

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 12, arbitrary: keys.map((pressed) => ({ kind: "press", keys: pressed }) as const) },
  { weight: 3, arbitrary: fc.constant({ kind: "silence" } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: "repeat" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "hang-up" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "accept" } as const) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("queue" as const, "ledger" as const)
      .map((at) => ({ kind: "fault", at }) as const),
  },
);

describe("A thousand callers with fingers of their own", () => {
  it("are never there twice, and what they hear of their callback is true", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happenings, { maxLength: 14 }),
        fc.boolean(),
        async (happens, askedBefore) => {
          const walked = await walk(happens, askedBefore);
          const open = await walked.world.callbacks();

          expect(open.length).toBeLessThanOrEqual(1);
          if (walked.isArranged || (askedBefore && !walked.mayBeCanceled)) expect(open).toHaveLength(1);
          // Nothing was asked, so nothing is there. A create whose answer was lost may have been made.
          if (!walked.isArranged && !askedBefore && !walked.hadFault) expect(open).toStrictEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  }, 120_000);
});

interface Walked {
  readonly world: WaitWorld;
  readonly isArranged: boolean;
  readonly mayBeCanceled: boolean;
  readonly hadFault: boolean;
}

async function walk(happens: readonly Happening[], askedBefore: boolean): Promise<Walked> {
  const world = new WaitWorld();
  if (askedBefore) {
    const asked = anInput({ contactNumber: CALLER, callerId: CALLED });
    await world.centre.run(world.centre.process().requestCallback(asked));
  }
  let last = { url: "wait-experience?", details: {} as Readonly<Record<string, string>> };
  const said: string[] = [];
  let hadFault = false;
  const ask = async (url: string, details: Readonly<Record<string, string>>): Promise<readonly Verb[]> => {
    last = { url, details };
    const verbs = await world.ask(url, details);
    said.push(heard(verbs));

    return verbs;
  };

  let verbs = await ask(last.url, last.details);
  for (const each of happens) {
    if (world.inbound.wentTo(CALL) !== undefined && isOver(verbs)) break;
    if (isOver(verbs)) break;
    switch (each.kind) {
      case "press":
        verbs = await ask(world.addresses.action || world.addresses.next, { Digits: each.keys });
        break;
      case "silence":
        verbs = await ask(world.addresses.next, {});
        break;
      case "repeat":
        verbs = await ask(last.url, last.details);
        break;
      case "accept":
        world.calls.accept(world.taskId);
        break;
      case "fault":
        hadFault = true;
        if (each.at === "queue") world.centre.queue.cutOff();
        else world.centre.ledgerBook.cutOff();
        verbs = await ask(world.addresses.action || world.addresses.next, { Digits: "1" });
        world.centre.queue.restore();
        world.centre.ledgerBook.restore();
        break;
      case "hang-up":
        world.calls.hangUp(world.taskId);

        return result();
    }
  }

  return result();

  function result(): Walked {
    const all = said.join(" ");

    return {
      world,
      isArranged: all.includes("You keep your place in line. We will call you"),
      mayBeCanceled: all.includes("is canceled"),
      hadFault,
    };
  }
}

/** The call has ended here, or goes on elsewhere. */
function isOver(verbs: readonly Verb[]): boolean {
  return verbs.some(({ name }) => name === "Hangup") || !verbs.some(({ name }) => name === "Redirect");
}
