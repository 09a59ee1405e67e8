import { describe, expect, it } from "vitest";
import { checkChains } from "./checks/chains.ts";
import { checkSupervisors } from "./checks/supervisors.ts";
import { checkTurns } from "./checks/turns.ts";
import type { Demand } from "./demands.ts";
import { type FunctionCall, History, type SeenTask, type TwilioCall } from "./history.ts";
import { tradeOffIn } from "./trade-offs.ts";

const KEY = "caller";
const SECOND = 1_000;

/** What happened, told by hand. Times are in seconds. */
class Told {
  readonly history = new History(() => 0);

  asked(what: FunctionCall["what"], at: number, more: Partial<FunctionCall> = {}): FunctionCall {
    const call: FunctionCall = {
      id: this.history.functionCalls.length + 1,
      what,
      key: KEY,
      once: false,
      detail: "",
      form: {},
      sentAt: at * SECOND,
      arrivedAt: at * SECOND,
      answeredAt: (at + 1) * SECOND,
      answeredWith: 200,
      status: 200,
      ...more,
    };
    this.history.functionCalls.push(call);

    return call;
  }

  twilio(call: FunctionCall, sentAt: number, actedAt: number, more: Partial<TwilioCall> = {}): TwilioCall {
    const asked: TwilioCall = {
      id: this.history.twilioCalls.length + 1,
      for: call,
      process: "P1",
      text: "",
      service: "taskrouter",
      creates: false,
      sentAt: sentAt * SECOND,
      actedAt: actedAt * SECOND,
      ...more,
    };
    this.history.twilioCalls.push(asked);

    return asked;
  }

  made(sid: string, at: number, madeBy?: TwilioCall, more: Partial<SeenTask> = {}): SeenTask {
    const attributes = JSON.stringify({ conversations: { conversation_id: "first" } });
    const task: SeenTask = {
      sid,
      key: KEY,
      createdAt: at * SECOND,
      channel: "voice",
      workflow: "",
      priority: 0,
      highestPriority: 0,
      place: 0,
      madeBy,
      calls: [],
      firstAttributes: attributes,
      attributes,
      status: "pending",
      ...more,
    };
    this.history.tasks.set(sid, task);

    return task;
  }

  /** A task that somebody's ask made. */
  askedFor(sid: string, at: number, key = KEY): SeenTask {
    return this.made(sid, at + 1, this.twilio(this.asked("ask", at, { key }), at, at + 1), { key });
  }

  /** A task that a put-back of another made. */
  putBack(from: SeenTask, sid: string, at: number, tookSeconds = 1): SeenTask {
    const call = this.asked("put-back", at, { taskSid: from.sid });

    return this.made(sid, at + tookSeconds, this.twilio(call, at, at + tookSeconds, { creates: true }));
  }

  broken(check: (history: History, breaks: (demand: Demand) => void) => void): readonly Demand[] {
    const found: Demand[] = [];
    check(this.history, (demand) => void found.push(demand));

    return found;
  }
}

describe("Whose turn it is", () => {
  /** The stranger asks between the contact's two asks, and is offered first. */
  function storyOf(answer: Partial<SeenTask>): Told {
    const told = new Told();
    Object.assign(told.askedFor("first", 1), answer);
    const theirs = told.askedFor("a stranger's", 20, "a stranger");
    const again = told.askedFor("again", 40);
    told.history.offers.push({ at: 60 * SECOND, task: theirs, waiting: [theirs, again] });

    return told;
  }

  it("whoever was dealt with without a call, and asks again, is behind others who asked before that", () => {
    expect(storyOf({ handledAt: 10 * SECOND }).broken(checkTurns)).toStrictEqual([]);
  });

  it("whoever was neither called nor dealt with keeps their turn", () => {
    expect(storyOf({ endedAt: 10 * SECOND }).broken(checkTurns)).toStrictEqual(["overtaken"]);
  });

  it("whoever a supervisor canceled, and who asks again, is behind others who asked before that", () => {
    const canceled = storyOf({ status: "canceled", endedAt: 10 * SECOND });
    const cancel = canceled.asked("cancel", 9, { taskSid: "first" });
    Object.assign(canceled.history.tasks.get("first") ?? {}, { endedBy: canceled.twilio(cancel, 9, 10) });

    expect(canceled.broken(checkTurns)).toStrictEqual([]);
  });

  it("whoever was put back before their agent ended the task keeps their turn", () => {
    const told = storyOf({ handledAt: 10 * SECOND });
    told.putBack(told.history.tasks.get("first") as SeenTask, "next", 8);

    expect(told.broken(checkTurns)).toStrictEqual(["overtaken"]);
  });
});

describe("What a supervisor is told", () => {
  function story(call: Partial<FunctionCall>, task: Partial<SeenTask>): readonly Demand[] {
    const told = new Told();
    told.askedFor("first", 1);
    const asked = told.asked("cancel", 10, { taskSid: "first", answeredBody: { taskSid: "first" }, ...call });
    Object.assign(told.history.tasks.get("first") ?? {}, task, { endedBy: told.twilio(asked, 10, 11) });

    return told.broken(checkSupervisors);
  }
  const canceled = { status: "canceled", endedAt: 11 * SECOND } as const;
  const refused = (code: string) => ({ answeredWith: 409, answeredBody: { code } });

  it.each([
    ["canceled, and it is", {}, canceled, []],
    ["canceled, and it is open", {}, {}, ["supervised-otherwise"]],
    ["taken, and an agent has it", refused("taken"), { status: "assigned", offeredAt: 5 * SECOND }, []],
    ["taken, and nobody has it", refused("taken"), {}, ["supervised-otherwise"]],
    [
      "taken, and it is canceled",
      refused("taken"),
      { ...canceled, offeredAt: 5 * SECOND },
      ["supervised-otherwise"],
    ],
    ["try again, which leaves both open", { answeredWith: 503 }, canceled, []],
    ["it goes first, and it does", { what: "expedite" }, { highestPriority: 1_000_000 }, []],
    ["it goes first, and it does not", { what: "expedite" }, {}, ["supervised-otherwise"]],
    [
      "an agent's, and it is nobody's",
      { what: "assign", form: { workerSid: "WK1" } },
      {},
      ["supervised-otherwise"],
    ],
    ["the list, without what is open", { what: "list", answeredBody: { callbacks: [] } }, {}, ["list-wrong"]],
    [
      "the list, with what had ended",
      { what: "list", answeredBody: { callbacks: [{ taskId: "first" }] } },
      { endedAt: 5 * SECOND },
      ["list-wrong"],
    ],
  ] satisfies [string, Partial<FunctionCall>, Partial<SeenTask>, Demand[]][])(
    "%s",
    (_, call, task, demands) => {
      expect(story(call, task)).toStrictEqual(demands);
    },
  );
});

describe("What came of a call", () => {
  /** A recorded call of the first task, which was put back, and nothing of it stands on any next task. */
  function recorded(): { told: Told; first: SeenTask } {
    const told = new Told();
    const first = told.askedFor("first", 1);
    first.calls.push({ at: 10 * SECOND, outcome: "busy", callSid: "WT1", recordedAt: 12 * SECOND });

    return { told, first };
  }

  it("stands on the next task", () => {
    const { told, first } = recorded();
    told.putBack(first, "next", 20);

    expect(told.broken(checkChains)).toContain("outcome-lost");
  });

  it("stands on the next task, though that came late, where there is no other", () => {
    const { told, first } = recorded();
    told.putBack(first, "next", 20, 10);

    expect(told.broken(checkChains)).toContain("outcome-lost");
  });

  it("need not stand on what a supervisor's second move made too late of the task before", () => {
    const told = new Told();
    const held = told.askedFor("held", 1);
    const moved = (sid: string, tookSeconds: number) => {
      const call = told.asked("assign", 20, { taskSid: held.sid });

      return told.made(sid, 20 + tookSeconds, told.twilio(call, 20, 20 + tookSeconds, { creates: true }));
    };
    const first = moved("in time", 1);
    first.calls.push({ at: 25 * SECOND, outcome: "answered", callSid: "WT1", recordedAt: 60 * SECOND });
    moved("too late", 30);

    expect(told.broken(checkChains)).not.toContain("outcome-lost");
  });

  it("need not stand on a second next task that came too late, but on the first", () => {
    const { told, first } = recorded();
    const next = told.putBack(first, "next", 22);
    told.putBack(first, "too late", 20, 10);
    const lost = told.broken(checkChains);
    next.attributes = JSON.stringify({
      conversations: { conversation_id: "first" },
      callBackData: { attemptHistory: [{ callTaskSid: "WT1" }] },
    });

    expect(lost).toContain("outcome-lost");
    expect(told.broken(checkChains)).not.toContain("outcome-lost");
  });
});

describe("What nobody can have is no excuse for more", () => {
  it("a note of a call that Twilio kept away excuses whoever was told that they will be called", () => {
    const told = new Told();
    told.askedFor("first", 1).calls.push({ at: 10 * SECOND });
    const note = told.asked("record", 9, { taskSid: "first", answeredWith: 503, status: 503 });
    told.twilio(note, 9, 9, { fault: "hangs, never acts" });

    expect(tradeOffIn(told.history, "not-called", KEY, 90 * SECOND, 90 * SECOND)).toBe("call-not-noted");
  });

  it("a note that we refused though nothing was wrong is a bug", () => {
    const told = new Told();
    told.askedFor("first", 1).calls.push({ at: 10 * SECOND });
    told.asked("record", 9, { taskSid: "first", answeredWith: 503, status: 503 });

    expect(tradeOffIn(told.history, "not-called", KEY, 20 * SECOND, 20 * SECOND)).toBeUndefined();
  });

  it.each([
    { name: "died over it", disturbed: true, excuse: "maker-died" },
    { name: "lived, while others died", excuse: undefined },
    {
      name: "was failed by Twilio, and said so",
      fault: "500 after it acted",
      answer: 503,
      excuse: "maker-died",
    },
    {
      name: "was failed by Twilio, and said 200",
      fault: "500 after it acted",
      answer: 200,
      excuse: undefined,
    },
    { name: "said 503 though nothing was wrong", answer: 503, excuse: undefined },
  ])("a task that was taken away by somebody who $name", ({ disturbed = false, fault, answer, excuse }) => {
    const told = new Told();
    const task = told.askedFor("first", 1);
    const mover = told.asked("ask", 20, { disturbed, ...(answer && { answeredWith: answer }) });
    told.history.deaths = 1;
    Object.assign(task, {
      status: "canceled",
      endedAt: 21 * SECOND,
      endedBy: told.twilio(mover, 20, 21, fault ? { fault } : {}),
    });

    expect(tradeOffIn(told.history, "not-called", KEY, 20 * SECOND, 30 * SECOND)).toBe(excuse);
  });
});
