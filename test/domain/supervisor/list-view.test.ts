import { describe, expect, it } from "vitest";
import {
  FIRST_ORDER,
  filtered,
  type ListFilter,
  type ListOrder,
  longestWait,
  mayBeMoved,
  orderAfterClick,
  type SortColumn,
  sorted,
  stateOfRow,
} from "../../../src/domain/supervisor/list-view.ts";
import type { CallbackRow } from "../../../src/domain/supervisor/listed-task.ts";

const at = (time: string) => new Date(`2026-03-02T${time}:00.000Z`);
const row = (taskId: string, more: Partial<CallbackRow> = {}): CallbackRow => ({
  taskId,
  kind: "callback",
  state: "waiting",
  receivedAt: at("09:00"),
  attemptsMade: 0,
  calls: 0,
  priority: 0,
  ...more,
});

const ANN = row("WT1", { contactName: "Ann", contact: "+14155550123", receivedAt: at("09:30"), priority: 5 });
const BOB = row("WT2", {
  contactName: "bob",
  contact: "+4930123456",
  kind: "voicemail",
  receivedAt: at("08:00"),
  heldUntil: at("12:00"),
  attemptsMade: 2,
  lastOutcome: "busy",
});
const EVE = row("WT3", {
  contact: "+14155550199",
  calledNumber: "+18005550100",
  receivedAt: at("08:30"),
  state: "assigned",
  holder: { workerId: "WK1", name: "carol.jones" },
  attemptsMade: 2,
  lastOutcome: "no-answer",
});
const HIDDEN = row("WT4", { receivedAt: at("09:00"), state: "offered", priority: 5 });
const ALL = [ANN, BOB, EVE, HIDDEN];
const ids = (rows: readonly CallbackRow[]) => rows.map(({ taskId }) => taskId).join(" ");

describe("the list in order", () => {
  it.each<[SortColumn, ListOrder["direction"], string]>([
    ["receivedAt", "ascending", "WT2 WT3 WT4 WT1"],
    ["receivedAt", "descending", "WT1 WT4 WT3 WT2"],
    ["contact", "ascending", "WT3 WT1 WT2 WT4"],
    ["contact", "descending", "WT2 WT1 WT3 WT4"],
    ["kind", "ascending", "WT3 WT4 WT1 WT2"],
    ["kind", "descending", "WT2 WT3 WT4 WT1"],
    ["state", "ascending", "WT1 WT2 WT4 WT3"],
    ["attempts", "descending", "WT2 WT3 WT4 WT1"],
    ["attempts", "ascending", "WT4 WT1 WT3 WT2"],
    ["holder", "ascending", "WT3 WT2 WT4 WT1"],
    ["holder", "descending", "WT3 WT2 WT4 WT1"],
    ["priority", "descending", "WT4 WT1 WT2 WT3"],
  ])("by %s, %s", (column, direction, order) => {
    expect(ids(sorted(ALL, { column, direction }))).toBe(order);
  });

  it("counts numbers in names, whatever the case of their letters", () => {
    const names = ["Line 10", "line 9", "LINE 8"];
    const rows = names.map((contactName, n) => row(`WT${n}`, { contactName }));

    expect(ids(sorted(rows, { column: "contact", direction: "ascending" }))).toBe("WT2 WT1 WT0");
  });

  it("takes a request whose moment is not known for a new one", () => {
    const unknown = row("WT5", { receivedAt: new Date(Number.NaN) });

    expect(ids(sorted([unknown, ANN], FIRST_ORDER))).toBe("WT1 WT5");
  });

  it("is the same however the rows came", () => {
    const same = ["WTc", "WTa", "WTb"].map((id) => row(id));

    expect(ids(sorted(same, FIRST_ORDER))).toBe("WTa WTb WTc");
  });

  it.each<[string, ListOrder, SortColumn, ListOrder]>([
    [
      "the same column turns round",
      FIRST_ORDER,
      "receivedAt",
      { column: "receivedAt", direction: "descending" },
    ],
    [
      "and back again",
      { column: "receivedAt", direction: "descending" },
      "receivedAt",
      { column: "receivedAt", direction: "ascending" },
    ],
    ["names begin with A", FIRST_ORDER, "contact", { column: "contact", direction: "ascending" }],
    [
      "the highest priority is first",
      FIRST_ORDER,
      "priority",
      { column: "priority", direction: "descending" },
    ],
    ["the most attempts are first", FIRST_ORDER, "attempts", { column: "attempts", direction: "descending" }],
  ])("after a click: %s", (_, before, column, after) => {
    expect(orderAfterClick(before, column)).toStrictEqual(after);
  });
});

describe("the list, filtered", () => {
  it.each<[string, ListFilter, string]>([
    ["by nothing", { text: "  " }, "WT1 WT2 WT3 WT4"],
    ["by a name, whatever its case", { text: "BOB" }, "WT2"],
    ["by a part of a number", { text: "4155550" }, "WT1 WT3"],
    ["by a number as people write it", { text: "(415) 555-0199" }, "WT3"],
    ["by the number called", { text: "+1800555" }, "WT3"],
    ["by the agent", { text: "carol" }, "WT3"],
    ["by the task", { text: "wt4" }, "WT4"],
    ["by two words of which each must be found", { text: "ann 0123" }, "WT1"],
    ["by what nobody has", { text: "zoe" }, ""],
    ["by what stands in two cells, one behind the other", { text: "ann+1" }, ""],
    ["by two digits with a sign between them, which are no number", { text: "1-2" }, ""],
    ["by a task with a sign in it, which is none", { text: "wt-4" }, ""],
    ["by signs alone, which are no number", { text: "--" }, ""],
    ["by state: waiting", { text: "", state: "waiting" }, "WT1"],
    ["by state: held", { text: "", state: "held" }, "WT2"],
    ["by state: offered", { text: "", state: "offered" }, "WT4"],
    ["by state: with an agent", { text: "", state: "with-agent" }, "WT3"],
    ["by both", { text: "ann", state: "held" }, ""],
  ])("%s", (_, filter, found) => {
    expect(ids(filtered(ALL, filter))).toBe(found);
  });
});

describe("the longest wait", () => {
  const unknown = row("WT5", { receivedAt: new Date(Number.NaN) });

  it.each<[string, readonly CallbackRow[], Date | undefined]>([
    ["is that of who asked first", [ANN, BOB, EVE], at("08:00")],
    ["is none of whom an agent has", [ANN, EVE], at("09:30")],
    ["is nobody's where agents have all", [EVE], undefined],
    ["is nobody's where nobody waits", [], undefined],
    ["is nobody's where no moment is known", [unknown], undefined],
  ])("%s", (_, rows, first) => {
    expect(longestWait(rows)).toStrictEqual(first);
  });
});

describe("the state of a request in the list", () => {
  it.each([
    [{ state: "waiting" }, "waiting", true],
    [{ state: "waiting", heldUntil: at("12:00") }, "held", true],
    [{ state: "offered" }, "offered", false],
    [{ state: "assigned" }, "with-agent", false],
    [{ state: "wrap-up" }, "with-agent", false],
  ] as const)("%j is %s; may be canceled: %s", (more, state, canceled) => {
    expect(stateOfRow(row("WT1", more))).toBe(state);
    expect(mayBeMoved(row("WT1", more))).toBe(canceled);
  });
});
