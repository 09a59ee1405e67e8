import { beforeEach, describe, expect } from "vitest";
import type { AgentNotice, AgentNotices } from "../../src/ports/agent-notices.ts";
import { type Gap, promised } from "./promises.ts";

export interface AgentNoticesSetup {
  readonly notices: AgentNotices;
  /** Back door: all notices shown so far, in the adapter's own form. */
  shown(): readonly unknown[];
  /** The agent closes all visible notices. */
  dismissAll(): void;
  /** From now on showing a notice fails. Absent: it cannot fail. */
  breakDown?(): void;
}

const NOTICES: readonly AgentNotice[] = [
  { kind: "call-not-placed", reason: "offline" },
  { kind: "call-not-placed", reason: "not-started" },
  { kind: "requeued" },
  { kind: "not-requeued", reason: "unavailable" },
  { kind: "not-requeued", reason: "attempts-used-up" },
  { kind: "attempt-not-recorded" },
];

/** Tests the promises of every `AgentNotices`. Before each test, `setup` returns an agent desktop without notices. */
export function describeAgentNotices(
  adapter: string,
  setup: () => AgentNoticesSetup | Promise<AgentNoticesSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the AgentNotices contract`, () => {
    let world: AgentNoticesSetup;
    beforeEach(async () => {
      world = await setup();
    });

    promised(gaps, (promise) => {
      promise("shows each notice, and each reason, in a form of its own", () => {
        for (const notice of NOTICES) world.notices.tell(notice);

        expect(world.shown()).toHaveLength(NOTICES.length);
        expect(new Set(world.shown().map((shown) => JSON.stringify(shown))).size).toBe(NOTICES.length);
      });

      promise("does not show a notice a second time while it is visible", () => {
        for (const notice of NOTICES) world.notices.tell(notice);
        for (const notice of NOTICES) world.notices.tell({ ...notice });

        expect(world.shown()).toHaveLength(NOTICES.length);
      });

      promise("shows a notice again after the agent has closed it", () => {
        world.notices.tell({ kind: "requeued" });
        world.dismissAll();
        world.notices.tell({ kind: "requeued" });

        expect(world.shown()).toHaveLength(2);
      });

      promise("never throws", () => {
        world.breakDown?.();

        for (const notice of NOTICES) expect(() => world.notices.tell(notice)).not.toThrow();
      });
    });
  });
}
