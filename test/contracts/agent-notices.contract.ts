import { beforeEach, describe, expect } from "vitest";
import type { AgentNotice, AgentNotices } from "../../src/ports/agent-notices.ts";
import { type Gap, promised } from "./promises.ts";

export interface AgentNoticesSetup {
  readonly notices: AgentNotices;
  /** Back door: what the agent was shown so far, each notice in the form it was shown in. */
  shown(): readonly unknown[];
  /** The agent puts away all that is to be seen. */
  dismissAll(): void;
  /** From now on showing anything goes wrong. Absent: it cannot. */
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

/** What every `AgentNotices` promises. Called before every test, `setup` yields a desk on which nothing is shown. */
export function describeAgentNotices(
  adapter: string,
  setup: () => AgentNoticesSetup | Promise<AgentNoticesSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the AgentNotices contract`, () => {
    let desk: AgentNoticesSetup;
    beforeEach(async () => {
      desk = await setup();
    });

    promised(gaps, (promise) => {
      promise("shows each notice, and each reason, in a form of its own", () => {
        for (const notice of NOTICES) desk.notices.tell(notice);

        expect(desk.shown()).toHaveLength(NOTICES.length);
        expect(new Set(desk.shown().map((shown) => JSON.stringify(shown))).size).toBe(NOTICES.length);
      });

      promise("does not show a notice a second time while it is still to be seen", () => {
        for (const notice of NOTICES) desk.notices.tell(notice);
        for (const notice of NOTICES) desk.notices.tell({ ...notice });

        expect(desk.shown()).toHaveLength(NOTICES.length);
      });

      promise("shows a notice again that the agent has put away", () => {
        desk.notices.tell({ kind: "requeued" });
        desk.dismissAll();
        desk.notices.tell({ kind: "requeued" });

        expect(desk.shown()).toHaveLength(2);
      });

      promise("never throws", () => {
        desk.breakDown?.();

        for (const notice of NOTICES) expect(() => desk.notices.tell(notice)).not.toThrow();
      });
    });
  });
}
