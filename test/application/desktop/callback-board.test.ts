import { beforeEach, describe, expect, it } from "vitest";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { type BoardService, CallbackBoard } from "../../../src/application/desktop/callback-board.ts";
import type { CallbackRow } from "../../../src/domain/supervisor/listed-task.ts";
import { Rejected, Unavailable } from "../../../src/ports/faults.ts";

const PAGE = 100;
let clock: ManualClock;
let queue: string[];
let asked: (string | undefined)[];
let answer: Partial<BoardService>;
let board: CallbackBoard;

const ids = (count: number) => Array.from({ length: count }, (_, index) => `WT${index}`);
const rowOf = (taskId: string): CallbackRow => ({
  taskId,
  kind: "callback",
  state: "waiting",
  receivedAt: clock.now(),
  attemptsMade: 0,
  calls: 0,
  priority: 0,
});
const shown = () => board.state().rows.map(({ taskId }) => taskId);

beforeEach(() => {
  clock = new ManualClock();
  queue = ["WT0", "WT1"];
  asked = [];
  answer = {};
  board = new CallbackBoard(
    {
      page: async (cursor) => {
        asked.push(cursor);
        if (answer.page) return answer.page(cursor);
        const from = Number(cursor ?? 0);
        const rows = queue.slice(from, from + PAGE).map(rowOf);
        const next = from + PAGE < queue.length ? { next: String(from + PAGE) } : {};
        return { kind: "page", rows, at: clock.now(), ...next };
      },
      cancel: async (taskId, reason) => answer.cancel?.(taskId, reason) ?? { kind: "canceled" },
      expedite: async (taskId) => answer.expedite?.(taskId) ?? { kind: "done", taskId },
      assign: async (taskId, workerId) => answer.assign?.(taskId, workerId) ?? { kind: "done", taskId },
      agents: async () => answer.agents?.() ?? { kind: "agents", agents: [] },
      figures: async () => answer.figures?.() ?? { kind: "figures", reached: 0 },
    },
    clock,
    new CollectedLog(),
  );
});

describe("the supervisors' list", () => {
  it("is asked for as soon as somebody looks, and then every 15 seconds", async () => {
    await clock.advance(60_000);
    expect(asked).toHaveLength(0);

    board.look();
    await clock.advance(0);
    expect(shown()).toStrictEqual(["WT0", "WT1"]);
    queue = ["WT1", "WT2"];
    await clock.advance(14_999);
    expect(asked).toHaveLength(1);

    await clock.advance(1);
    expect(shown()).toStrictEqual(["WT1", "WT2"]);
  });

  it("keeps the rows that are as they were, so that they are not drawn again", async () => {
    const receivedAt = clock.now();
    let priority = 0;
    answer.page = async () => ({
      kind: "page",
      rows: [
        { ...rowOf("WT0"), receivedAt },
        { ...rowOf("WT1"), receivedAt, priority: priority++ },
      ],
      at: clock.now(),
    });
    board.look();
    await clock.advance(0);
    const [first, second] = board.state().rows;
    await clock.advance(15_000);

    expect(board.state().rows[0]).toBe(first);
    expect(board.state().rows[1]).not.toBe(second);
  });

  it("is left alone while nobody looks, and is no older than 15 seconds for who looks again", async () => {
    const stop = board.look();
    await clock.advance(0);
    stop();
    stop();
    await clock.advance(5_000);
    board.look()();
    board.look();
    await clock.advance(9_999);
    expect(asked).toHaveLength(1);

    await clock.advance(1);
    expect(asked).toHaveLength(2);
  });

  it("comes in pages, up to 500 rows, and more of them when somebody wants more", async () => {
    queue = ids(1_150);
    board.look();
    await clock.advance(0);
    expect(asked).toStrictEqual([undefined, "100", "200", "300", "400"]);
    expect(board.state()).toMatchObject({ hasMore: true, isAsking: false });

    await board.more();
    expect(shown()).toHaveLength(1_000);
    await board.more();
    expect(shown()).toStrictEqual(queue);
    expect(board.state().hasMore).toBe(false);
  });

  it("is asked for less often the longer it is", async () => {
    queue = ids(600);
    board.look();
    await clock.advance(0);
    await board.more();
    asked = [];
    await clock.advance(29_999);
    expect(asked).toHaveLength(0);

    await clock.advance(1);
    expect(asked).toHaveLength(6);
  });

  it("has each request once, though it moved to a later page meanwhile", async () => {
    answer.page = async (cursor) => ({
      kind: "page",
      rows: [rowOf("WT1")],
      at: clock.now(),
      ...(cursor === undefined && { next: "1" }),
    });
    board.look();
    await clock.advance(0);

    expect(shown()).toStrictEqual(["WT1"]);
  });

  it("stays as it was while the functions are away, says so, and is asked for again", async () => {
    board.look();
    await clock.advance(0);
    answer.page = async () => {
      throw new Unavailable("no");
    };
    await clock.advance(15_000);
    expect(board.state()).toMatchObject({ problem: "unavailable", isAsking: false });
    expect(shown()).toHaveLength(2);

    answer = {};
    await clock.advance(15_000);
    expect(board.state().problem).toBeUndefined();
  });

  it("begins again when a page is no longer known", async () => {
    answer.page = async () => ({ kind: "unknown-cursor" });
    board.look();
    await clock.advance(0);
    expect(board.state().problem).toBe("unavailable");

    answer = {};
    await clock.advance(15_000);
    expect(shown()).toHaveLength(2);
  });

  it.each(["not-allowed", "session-ended"] as const)(
    "is not asked for again once the answer was %s",
    async (kind) => {
      answer.page = async () => ({ kind });
      board.look();
      await clock.advance(120_000);

      expect(board.state().problem).toBe(kind);
      expect(asked).toHaveLength(1);
    },
  );

  it("is not asked for again once the functions refused it", async () => {
    answer.page = async () => {
      throw new Rejected("no");
    };
    board.look();
    await clock.advance(120_000);

    expect(board.state().problem).toBe("rejected");
    expect(asked).toHaveLength(1);
  });
});

describe("cancelling from the list", () => {
  it.each(["canceled", "ended", "task-not-found"] as const)(
    "takes the request off at once, and for good, after: %s",
    async (kind) => {
      answer.cancel = async () => ({ kind });
      board.look();
      await clock.advance(0);
      expect(await board.cancel("WT0", "a mistake")).toStrictEqual({ kind });
      expect(shown()).toStrictEqual(["WT1"]);

      await clock.advance(15_000);
      expect(shown()).toStrictEqual(["WT1"]);
    },
  );

  it("shows the list anew when an agent was faster", async () => {
    answer.cancel = async () => ({ kind: "taken" });
    board.look();
    await clock.advance(0);

    expect(await board.cancel("WT0", "a mistake")).toStrictEqual({ kind: "taken" });
    await clock.advance(0);
    expect(asked).toHaveLength(2);
    expect(shown()).toHaveLength(2);
  });

  it.each([
    [new Unavailable("no"), "unavailable"],
    [new Rejected("no"), "rejected"],
  ] as const)("leaves the request where it is after %s", async (fault, reason) => {
    answer.cancel = async () => {
      throw fault;
    };
    board.look();
    await clock.advance(0);

    expect(await board.cancel("WT0", "a mistake")).toStrictEqual({ kind: "failed", reason });
    expect(shown()).toHaveLength(2);
  });
});

describe("moving from the list", () => {
  it("shows the task that took a request's place at once, and asks for the list", async () => {
    answer.assign = async () => ({ kind: "done", taskId: "WT9" });
    board.look();
    await clock.advance(0);
    const agent = { workerId: "WK7", name: "Ada", isAvailable: true };
    answer.page = () => new Promise(() => undefined);

    expect(await board.assign("WT0", agent)).toStrictEqual({ kind: "done", taskId: "WT9" });
    expect(board.state().rows).toMatchObject([{ taskId: "WT9", assignedTo: "Ada" }, { taskId: "WT1" }]);

    expect(asked).toHaveLength(2);
  });

  it("shows that a request goes first, on its own task", async () => {
    board.look();
    await clock.advance(0);
    answer.page = () => new Promise(() => undefined);
    await board.expedite("WT1");

    expect(board.state().rows).toMatchObject([{ taskId: "WT0" }, { taskId: "WT1", isFirst: true }]);
  });

  it.each(["agent-not-found", "not-allowed", "session-ended"] as const)(
    "leaves the request where it is after: %s",
    async (kind) => {
      answer.expedite = async () => ({ kind });
      board.look();
      await clock.advance(0);

      expect(await board.expedite("WT0")).toStrictEqual({ kind });
      expect(shown()).toStrictEqual(["WT0", "WT1"]);
    },
  );

  it("says that the agents cannot be asked for", async () => {
    answer.agents = async () => {
      throw new Unavailable("no");
    };

    expect(await board.agents()).toStrictEqual({ kind: "failed", reason: "unavailable" });
  });
});
