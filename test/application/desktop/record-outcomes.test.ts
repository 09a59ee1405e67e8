import { beforeEach, describe, expect, it } from "vitest";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { MemoryAgentNotices } from "../../../src/adapters/memory/memory-agent-notices.ts";
import { MemoryOutboundCalls } from "../../../src/adapters/memory/memory-outbound-calls.ts";
import { recordOutcomes } from "../../../src/application/desktop/record-outcomes.ts";
import type { SessionEnded } from "../../../src/application/desktop/session-ended.ts";
import type { PlacedCall, RecordAttemptOutcome } from "../../../src/application/record-attempt.ts";
import { Rejected, Unavailable } from "../../../src/ports/faults.ts";
import type { CallOutcome } from "../../../src/ports/outbound-calls.ts";
import { TASK_ID } from "../../support/desktop-callbacks.ts";
import { aNumber } from "../../support/requests.ts";

let notices: MemoryAgentNotices;
let log: CollectedLog;
beforeEach(() => {
  notices = new MemoryAgentNotices();
  log = new CollectedLog();
});

describe("recording what comes of calls", () => {
  let calls: MemoryOutboundCalls;
  let recorded: [string, PlacedCall][];
  beforeEach(() => {
    calls = new MemoryOutboundCalls();
    calls.accept(TASK_ID);
    recorded = [];
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  const place = () =>
    calls.place({
      callbackTaskId: TASK_ID,
      number: aNumber(),
      conversationId: TASK_ID,
      attributes: {},
    });
  const watch = (
    answer: () => Promise<RecordAttemptOutcome | SessionEnded> = async () => ({ kind: "recorded" }),
    isRecorded: (call: CallOutcome) => boolean = () => false,
  ) =>
    recordOutcomes(
      calls,
      (taskId, call) => {
        recorded.push([taskId, call]);
        return answer();
      },
      isRecorded,
      notices,
      log,
    );

  it("records it on the callback that the call was placed for", async () => {
    watch();
    await place();
    calls.fail("busy");
    await settled();

    expect(recorded).toStrictEqual([[TASK_ID, { outcome: "busy", callTaskId: "call-1" }]]);
    expect(notices.told).toStrictEqual([]);
  });

  it("records how long the call was talked once it has ended", async () => {
    watch();
    await place();
    calls.answer();
    calls.hangUp(95);
    await settled();

    expect(recorded).toStrictEqual([
      [TASK_ID, { outcome: "answered", callTaskId: "call-1" }],
      [TASK_ID, { outcome: "answered", callTaskId: "call-1", seconds: 95 }],
    ]);
  });

  it("troubles no agent with the length of a talk that cannot be recorded", async () => {
    await place();
    calls.answer();
    watch(
      () => Promise.reject(new Unavailable("no")),
      ({ seconds }) => seconds === undefined,
    );
    calls.hangUp(95);
    await settled();

    expect(recorded).toHaveLength(1);
    expect(notices.told).toStrictEqual([]);
  });

  it("does not record again what the callback has already", async () => {
    watch(undefined, () => true);
    await place();
    calls.answer();
    await settled();

    expect(recorded).toStrictEqual([]);
  });

  it.each<[string, () => Promise<RecordAttemptOutcome | SessionEnded>]>([
    ["the agent may not", async () => ({ kind: "not-allowed" })],
    ["the session has ended", async () => ({ kind: "session-ended" })],
    ["the functions are out of reach", () => Promise.reject(new Unavailable("no"))],
    ["the functions cannot", () => Promise.reject(new Rejected("no"))],
  ])("tells the agent when it cannot be recorded: %s", async (_, answer) => {
    watch(answer);
    await place();
    calls.fail("no-answer");
    await settled();

    expect(notices.told).toStrictEqual([{ kind: "attempt-not-recorded" }]);
  });

  it("tells nobody when the callback has left the queue meanwhile", async () => {
    watch(async () => ({ kind: "task-not-found" }));
    await place();
    calls.fail("no-answer");
    await settled();

    expect(notices.told).toStrictEqual([]);
  });

  it("stops when it is stopped", async () => {
    const stop = watch();
    await place();
    stop();
    calls.fail("no-answer");
    await settled();

    expect(recorded).toStrictEqual([]);
  });
});
