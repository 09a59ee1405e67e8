// @vitest-environment jsdom

import { act, cleanup, configure, fireEvent, render, screen, within } from "@testing-library/react";
import { CustomizationProvider } from "@twilio-paste/customization";
import axe from "axe-core";
import React from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Listening } from "../../../src/adapters/flex-ui/panel/voicemail/listening.ts";
import { de } from "../../../src/adapters/flex-ui/strings/de.ts";
import { enUS, type Strings } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import { CallbacksView } from "../../../src/adapters/flex-ui/supervisor/callbacks-view.tsx";
import { makeText, registeredStrings } from "../../../src/adapters/flex-ui/text.ts";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import {
  type ActAnswer,
  type BoardService,
  CallbackBoard,
} from "../../../src/application/desktop/callback-board.ts";
import { KnownRules } from "../../../src/application/desktop/known-rules.ts";
import { readableName } from "../../../src/domain/desktop/readable-name.ts";
import type { CallbackRow } from "../../../src/domain/supervisor/listed-task.ts";
import { Unavailable } from "../../../src/ports/faults.ts";

// Asking for the style of every ancestor of every element takes jsdom minutes; nothing here is hidden on purpose.
configure({ defaultHidden: true });

interface Setting {
  readonly looksAfterAll?: boolean;
  readonly strings?: Strings;
  readonly locale?: string;
  readonly theme?: "default" | "dark";
}

let clock: ManualClock;
let queue: readonly CallbackRow[];
let asked: number;
let saved: { readonly name: string; readonly content: string }[];
let canceled: { readonly taskId: string; readonly reason: string }[];
let played: string[];
let answer: Partial<BoardService>;

const ago = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000);
const row = (taskId: string, more: Partial<CallbackRow> = {}): CallbackRow => ({
  taskId,
  kind: "callback",
  state: "waiting",
  contact: "+14155550123",
  receivedAt: ago(5),
  attemptsMade: 0,
  calls: 0,
  priority: 0,
  ...more,
});

beforeEach(() => {
  clock = new ManualClock();
  asked = 0;
  saved = [];
  canceled = [];
  played = [];
  answer = {};
  queue = [
    row("WT1", { contactName: "Ann", receivedAt: ago(5), priority: 7 }),
    row("WT2", {
      contactName: "Bob",
      kind: "voicemail",
      receivedAt: ago(50),
      heldUntil: ago(-30),
      attemptsMade: 1,
      lastOutcome: "busy",
    }),
    row("WT3", {
      contactName: "Eve",
      receivedAt: ago(90),
      state: "assigned",
      holder: { workerId: "WK1", name: "carol" },
    }),
  ];
});
afterEach(() => {
  cleanup();
  setVisibility("visible");
});

/** The view as Flex draws it, with what has come by then. */
async function view(setting: Setting = {}): Promise<void> {
  const { strings = enUS, locale = "en-US", looksAfterAll = true, theme = "default" } = setting;
  const log = new CollectedLog();
  const service: BoardService = {
    page: async (cursor) => {
      asked++;
      return answer.page ? answer.page(cursor) : { kind: "page", rows: queue, at: clock.now() };
    },
    cancel: async (taskId, reason) => {
      canceled.push({ taskId, reason });
      return answer.cancel?.(taskId, reason) ?? { kind: "canceled" };
    },
    expedite: async (taskId) => answer.expedite?.(taskId) ?? { kind: "done", taskId },
    assign: async (taskId, workerId) => answer.assign?.(taskId, workerId) ?? { kind: "done", taskId },
    agents: async () => answer.agents?.() ?? { kind: "agents", agents: [] },
    figures: async () => answer.figures?.() ?? { kind: "figures", reached: 12, firstCallMedian: 1_500 },
  };
  render(
    <CustomizationProvider baseTheme={theme}>
      <CallbacksView
        services={{
          board: new CallbackBoard(service, clock, log),
          rules: new KnownRules(async () => ({ maxAttempts: 3, targetMinutes: 60 }), clock, log),
          looksAfterAll,
          voicemails: {
            load: async (taskId) => {
              played.push(taskId);
              return { kind: "failed", reason: "gone" };
            },
            readTranscript: async () => ({ kind: "text", text: "Call me.", whole: true }),
          },
          listening: new Listening(),
          isDark: () => theme === "dark",
          clock,
          text: makeText(() => registeredStrings(strings, {})),
          locale,
          nameOf: readableName,
          saveFile: (name, content) => void saved.push({ name, content }),
        }}
      />
    </CustomizationProvider>,
  );
  await passing(0);
}

const passing = (milliseconds: number) => act(() => clock.advance(milliseconds));
const names = () => screen.queryAllByRole("rowheader").map(({ textContent }) => textContent);
/** Without looking for roles, which takes long among so many. */
const rowsDrawn = () => document.querySelectorAll("tbody > tr").length;
const rowNamed = (name: RegExp) =>
  within(screen.getByRole("rowheader", { name }).closest("tr") as HTMLElement);
const button = (name: string) => screen.getByRole("button", { name });
const press = async (name: string) => {
  await act(async () => void fireEvent.click(button(name)));
};
const give = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

function setVisibility(state: DocumentVisibilityState): void {
  Object.defineProperty(document, "visibilityState", { configurable: true, value: state });
  document.dispatchEvent(new Event("visibilitychange"));
}

describe("the supervisors' list", () => {
  it("shows who waits, the longest first, with all that is known", async () => {
    await view();

    expect(names()).toStrictEqual(["Eve+1 415-555-0123", "Bob+1 415-555-0123", "Ann+1 415-555-0123"]);
    const bob = rowNamed(/Bob/);
    expect(bob.getByText("Voicemail")).toBeTruthy();
    expect(bob.getByText("1 · Busy")).toBeTruthy();
    expect(bob.getByText(/^Held until 10:00.AM$/)).toBeTruthy();
    expect(rowNamed(/Eve/).getByText("carol")).toBeTruthy();
    expect(rowNamed(/Ann/).getByText("7")).toBeTruthy();
  });

  it("has the day's figures above it, and dashes while they are not known", async () => {
    const tiles = () => [...document.querySelectorAll("dl > *")].map(({ textContent }) => textContent);
    await view();
    expect(tiles()).toStrictEqual([
      "Waiting now2",
      "Longest wait50 min",
      "Reached today12",
      "Median time to the first call25 min",
    ]);
    cleanup();

    queue = [];
    answer.figures = async () => {
      throw new Unavailable("no");
    };
    await view();
    expect(tiles().slice(1)).toStrictEqual([
      "Longest wait–",
      "Reached today–",
      "Median time to the first call–",
    ]);
    cleanup();

    await view({ looksAfterAll: false });
    expect(tiles()).toStrictEqual([]);
  });

  it("tells how long each has waited, and says in words too who is close to the target or past it", async () => {
    await view();

    expect(rowNamed(/Ann/).getByText("5 min")).toBeTruthy();
    expect(rowNamed(/Bob/).getByText(/50 min/).textContent).toBe("50 min, close to the target");
    expect(rowNamed(/Eve/).getByText(/1 hr/).textContent).toBe("! 1 hr 30 min, past the target");
  });

  it("says that it loads, and that nobody waits", async () => {
    let come: (() => void) | undefined;
    answer.page = () =>
      new Promise((resolve) => {
        come = () => resolve({ kind: "page", rows: [], at: clock.now() });
      });
    await view();
    expect(screen.getByText(enUS.ListLoading)).toBeTruthy();

    come?.();
    await passing(0);
    expect(screen.getByText(enUS.ListEmpty)).toBeTruthy();
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("is sorted by a click on a column's head, and says so", async () => {
    await view();
    await press("Priority");

    expect(names()[0]).toContain("Ann");
    expect(screen.getByRole("columnheader", { name: /Priority/ }).getAttribute("aria-sort")).toBe(
      "descending",
    );
    expect(screen.getByRole("columnheader", { name: /Waiting for/ }).getAttribute("aria-sort")).toBeNull();
  });

  it("is filtered by text and by state, and says when nothing fits", async () => {
    await view();
    give(enUS.ListSearch, "bob");
    expect(names()).toStrictEqual(["Bob+1 415-555-0123"]);
    expect(screen.getByText(/^1 of 3 · as of/)).toBeTruthy();

    give(enUS.ListState, "with-agent");
    expect(names()).toStrictEqual([]);
    expect(screen.getByText(enUS.ListNoMatch)).toBeTruthy();
    give(enUS.ListSearch, "");
    expect(names()).toStrictEqual(["Eve+1 415-555-0123"]);
  });

  it("is asked for every 15 seconds, but not while the page is hidden", async () => {
    await view();
    await passing(15_000);
    expect(asked).toBe(2);

    setVisibility("hidden");
    await passing(120_000);
    expect(asked).toBe(2);
    setVisibility("visible");
    await passing(0);
    expect(asked).toBe(3);
  });

  it("stays as it was while the functions are away, and offers to try again", async () => {
    await view();
    answer.page = async () => {
      throw new Unavailable("no");
    };
    await passing(15_000);
    expect(screen.getByRole("alert").textContent).toContain(enUS.ListUnavailable);
    expect(names()).toHaveLength(3);

    answer = {};
    await press(enUS.TryAgain);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it.each([
    ["not-allowed", enUS.ListNotAllowed],
    ["session-ended", enUS.RequeueProblemSessionEnded],
  ] as const)(
    "says why it has nothing, and offers no second try where none helps: %s",
    async (kind, words) => {
      answer.page = async () => ({ kind });
      await view();

      expect(screen.getByRole("alert").textContent).toContain(words);
      expect(screen.queryByRole("button", { name: enUS.TryAgain })).toBeNull();
    },
  );

  it("draws 100 of many, and more when somebody wants them", { timeout: 60_000 }, async () => {
    queue = Array.from({ length: 103 }, (_, index) => row(`WT${index}`));
    await view();
    expect(rowsDrawn()).toBe(100);
    expect(screen.getByText(/^103 of 103/)).toBeTruthy();

    await act(async () => void fireEvent.click(screen.getByText(enUS.ListMore)));
    expect(rowsDrawn()).toBe(103);
    expect(screen.queryByText(enUS.ListMore)).toBeNull();
  });

  it("is saved as it is shown, with cells that no spreadsheet takes for formulas", async () => {
    queue = [row("WT4", { contactName: "=cmd()" }), ...queue];
    await view();
    give(enUS.ListSearch, "cmd");
    await press(enUS.ExportCsv);

    const [{ name, content }] = saved as [(typeof saved)[number]];
    expect(name).toBe("callbacks-2026-03-02.csv");
    expect(content.split("\r\n")).toStrictEqual([
      "\uFEFFContact,Contact phone,Number called,Kind,Received,State,Held until,Attempts,Last outcome,Held by,Priority",
      "'=cmd(),'+14155550123,,Callback,2026-03-02T09:25:00.000Z,Waiting,,0,,,0",
      "",
    ]);
  });
});

describe("cancelling from the list", () => {
  async function cancelAnn(reason: string): Promise<void> {
    fireEvent.click(rowNamed(/Ann/).getByRole("button", { name: "Cancel" }));
    give(enUS.CancelReason, reason);
    await press(enUS.CancelConfirm);
  }

  it("asks why, and says that it happened", async () => {
    await view();
    fireEvent.click(rowNamed(/Ann/).getByRole("button", { name: "Cancel" }));
    expect(screen.getByRole("form", { name: "Cancel the callback of Ann?" })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText(enUS.CancelReason));
    give(enUS.CancelReason, " wrote an e-mail ");
    await press(enUS.CancelConfirm);

    expect(canceled).toStrictEqual([{ taskId: "WT1", reason: "wrote an e-mail" }]);
    expect(screen.getByText("The callback of Ann was canceled.")).toBeTruthy();
    expect(names()).toHaveLength(2);
    expect(screen.queryByRole("form")).toBeNull();
  });

  it.each([
    ["taken", enUS.ActTaken],
    ["ended", enUS.ActEnded],
    ["task-not-found", enUS.ActEnded],
    ["not-allowed", enUS.ActNotAllowed],
    ["agent-not-found", enUS.AssignNoAgent],
    ["session-ended", enUS.RequeueProblemSessionEnded],
  ] as const)("says what came of it: %s", async (kind, words) => {
    answer.cancel = async () => ({ kind });
    await view();
    await cancelAnn("a mistake");

    expect(screen.getByText(words)).toBeTruthy();
  });

  it("says that it did not happen while the functions are away", async () => {
    answer.cancel = async () => {
      throw new Unavailable("no");
    };
    await view();
    await cancelAnn("a mistake");

    expect(screen.getByText(enUS.ActUnavailable)).toBeTruthy();
    expect(names()).toHaveLength(3);
  });

  it("does nothing without a reason, and nothing after Escape", async () => {
    await view();
    await cancelAnn("  ");
    expect(canceled).toStrictEqual([]);

    fireEvent.keyDown(screen.getByLabelText(enUS.CancelReason), { key: "Escape" });
    expect(screen.queryByRole("form")).toBeNull();
    expect(document.activeElement?.contains(screen.getByRole("heading", { name: "Callbacks" }))).toBe(true);
  });

  it("is not offered for what an agent has, nor to agents", async () => {
    await view();
    expect(rowNamed(/Eve/).queryByRole("button")).toBeNull();
    cleanup();

    await view({ looksAfterAll: false });
    expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
  });
});

describe("what else a supervisor does from the list", () => {
  it("has a callback offered now, once however often they click, and sees that it goes first", async () => {
    let answered: (answer: ActAnswer) => void = () => undefined;
    let times = 0;
    answer.expedite = () => {
      times++;
      return new Promise((resolve) => {
        answered = resolve;
      });
    };
    await view();
    const offer = () => rowNamed(/Ann/).getByRole("button", { name: enUS.OfferNow });
    for (let click = 0; click < 2; click++) await act(async () => void fireEvent.click(offer()));
    expect(offer().getAttribute("aria-disabled")).toBe("true");
    expect(times).toBe(1);

    queue = queue.map((each) => (each.taskId === "WT1" ? { ...each, taskId: "WT9", isFirst: true } : each));
    await act(async () => answered({ kind: "done", taskId: "WT9" }));
    expect(screen.getByText("The callback of Ann goes first now.")).toBeTruthy();
    expect(rowNamed(/Ann/).getByText(enUS.GoesFirst)).toBeTruthy();
    expect(names()).toHaveLength(3);
    expect(document.activeElement?.contains(screen.getByRole("heading", { name: "Callbacks" }))).toBe(true);
  });

  it("hands a callback to an agent, and those who are available are named first", async () => {
    const asked: unknown[] = [];
    answer.agents = async () => ({
      kind: "agents",
      agents: [
        { workerId: "WK7", name: "ada", isAvailable: true },
        { workerId: "WK8", name: "grace", isAvailable: false },
      ],
    });
    answer.assign = async (...what) => {
      asked.push(what);
      return { kind: "done", taskId: "WT9" };
    };
    await view();
    await act(async () => void fireEvent.click(rowNamed(/Bob/).getByRole("button", { name: enUS.Assign })));
    const form = within(screen.getByRole("form", { name: "Who calls Bob?" }));
    const select = form.getByLabelText(enUS.AssignAgent);
    expect(document.activeElement).toBe(select);
    expect(form.getAllByRole("option").map(({ textContent }) => textContent)).toStrictEqual([
      enUS.AssignChoose,
      "ada",
      "grace",
    ]);
    await act(async () => void fireEvent.click(form.getByRole("button", { name: enUS.Assign })));
    expect(asked).toStrictEqual([]);

    fireEvent.change(select, { target: { value: "WK7" } });
    queue = queue.filter(({ taskId }) => taskId !== "WT2");
    await act(async () => void fireEvent.click(form.getByRole("button", { name: enUS.Assign })));
    expect(asked).toStrictEqual([["WT2", "WK7"]]);
    expect(screen.getByText("The callback of Bob is for ada now.")).toBeTruthy();
    expect(screen.queryByRole("form")).toBeNull();
  });

  it("says that the agents are not known while the functions are away, and offers to try again", async () => {
    answer.agents = async () => {
      throw new Unavailable("no");
    };
    await view();
    await act(async () => void fireEvent.click(rowNamed(/Bob/).getByRole("button", { name: enUS.Assign })));
    expect(screen.getByRole("alert").textContent).toContain(enUS.ActUnavailable);

    answer = {};
    await press(enUS.TryAgain);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("hears a voicemail at once, and reads it", async () => {
    await view();
    expect(rowNamed(/Ann/).queryByRole("button", { name: enUS.ContinueVoicemail })).toBeNull();
    await act(
      async () => void fireEvent.click(rowNamed(/Bob/).getByRole("button", { name: enUS.ContinueVoicemail })),
    );
    expect(played).toStrictEqual(["WT2"]);
    await press(enUS.TranscriptReadWhole);
    expect(screen.getByText("Call me.")).toBeTruthy();

    await press(enUS.ListenLeave);
    expect(screen.queryByRole("form")).toBeNull();
  });
});

describe("the list for everybody", () => {
  it("is in another language as a whole", async () => {
    await view({ strings: de, locale: "de-DE" });

    expect(screen.getByRole("heading", { name: "Rückrufe" })).toBeTruthy();
    expect(rowNamed(/Eve/).getByText("Bei einem Agenten")).toBeTruthy();
    expect(rowNamed(/Ann/).getByText("5 Min.")).toBeTruthy();
  });

  // jsdom has no layout, so that contrast is looked at in the browser.
  it.each(["default", "dark"] as const)("has no fault that axe finds, in the %s theme", async (theme) => {
    await view({ theme });
    expect(screen.getByRole("region", { name: "Callbacks" }).style.colorScheme).toBe(
      theme === "dark" ? "dark" : "light",
    );
    fireEvent.click(rowNamed(/Ann/).getByRole("button", { name: enUS.Assign }));
    const { violations } = await axe.run(document.body, {
      preload: false,
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });

    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toStrictEqual([]);
  });
});
