import { beforeEach, describe, expect } from "vitest";
import { Unavailable } from "../../src/ports/faults.ts";
import type { CallParties, InboundCalls } from "../../src/ports/inbound-calls.ts";
import { anId } from "../support/requests.ts";
import { type Gap, promised } from "./promises.ts";

export interface InboundCallsSetup {
  readonly calls: InboundCalls;
  /** Somebody calls. Returns the call's id. */
  begin(parties: CallParties): string;
  hangUp(callId: string): void;
  /** Where the call was moved to last. */
  wentTo(callId: string): string | undefined;
  /** From now on the telephone system cannot be reached. */
  cutOff(): void;
}

/** Tests the promises of every `InboundCalls`. */
export function describeInboundCalls(
  adapter: string,
  setup: () => InboundCallsSetup,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the InboundCalls contract`, () => {
    let world: InboundCallsSetup;
    beforeEach(() => {
      world = setup();
    });
    const parties = { from: "+14155550100", to: "+14155550199" };
    const url = "https://functions.example.com/callback/studio/wait-experience?entry=voicemail";

    promised(gaps, (promise) => {
      promise("knows who calls whom, also where a number is withheld", async () => {
        expect(await world.calls.parties(world.begin(parties))).toStrictEqual(parties);
        const withheld = { from: "anonymous", to: parties.to };
        expect(await world.calls.parties(world.begin(withheld))).toStrictEqual(withheld);
      });

      promise("knows nobody of a call that is not there, or whose id is none", async () => {
        expect(await world.calls.parties(anId("CA", 9))).toBeUndefined();
        expect(await world.calls.parties("../Recordings")).toBeUndefined();
      });

      promise("has a call go on elsewhere", async () => {
        const call = world.begin(parties);

        expect(await world.calls.moveTo(call, url)).toBe("moved");
        expect(world.wentTo(call)).toBe(url);
      });

      promise("says that a call has ended, or is not there", async () => {
        const call = world.begin(parties);
        world.hangUp(call);

        expect(await world.calls.moveTo(call, url)).toBe("gone");
        expect(await world.calls.moveTo(anId("CA", 9), url)).toBe("gone");
        expect(await world.calls.moveTo("../Recordings", url)).toBe("gone");
      });

      promise("says that the telephone system cannot be asked", async () => {
        const call = world.begin(parties);
        world.cutOff();

        await expect(world.calls.parties(call)).rejects.toBeInstanceOf(Unavailable);
        await expect(world.calls.moveTo(call, url)).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
