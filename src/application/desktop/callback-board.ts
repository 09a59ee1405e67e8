import type { CallbackRow } from "../../domain/supervisor/listed-task.ts";
import type { RosterAgent } from "../../ports/agent-roster.ts";
import type { CallOff, Clock } from "../../ports/clock.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { Log } from "../../ports/log.ts";
import type { Stop } from "../../ports/outbound-calls.ts";
import type { AssignOutcome } from "../supervisor/assign-callback.ts";
import type { CancelBySupervisorOutcome } from "../supervisor/cancel-by-supervisor.ts";
import type { ListAgentsOutcome } from "../supervisor/list-agents.ts";
import type { ListOutcome } from "../supervisor/list-callbacks.ts";
import type { SessionEnded } from "./session-ended.ts";

/** What came of something that a supervisor did to a request. */
export type ActAnswer =
  | { readonly kind: "canceled" }
  /** `taskId`: the request's task from now on. */
  | { readonly kind: "done"; readonly taskId: string }
  | { readonly kind: Exclude<(CancelBySupervisorOutcome | AssignOutcome)["kind"], "canceled" | "done"> }
  | SessionEnded;

/** What the functions do for the list. */
export interface BoardService {
  page(cursor?: string): Promise<ListOutcome | SessionEnded>;
  cancel(taskId: string, reason: string): Promise<ActAnswer>;
  expedite(taskId: string): Promise<ActAnswer>;
  assign(taskId: string, workerId: string): Promise<ActAnswer>;
  agents(): Promise<ListAgentsOutcome | SessionEnded>;
  figures(): Promise<BoardFigures | { readonly kind: "not-allowed" } | SessionEnded>;
}

/** Of today, as docs/reports.md defines them. */
export interface BoardFigures {
  readonly kind: "figures";
  readonly reached: number;
  /** Seconds from asking to the first call. Absent: nobody was called. */
  readonly firstCallMedian?: number;
}

/** `unavailable` may pass by itself; nobody here can mend the others. */
export type BoardProblem = "not-allowed" | "session-ended" | "unavailable" | "rejected";

export interface BoardState {
  readonly rows: readonly CallbackRow[];
  /** The rows are as they were then. Absent: nothing has come yet. */
  readonly at?: Date;
  /** The queue has more than was asked for. */
  readonly hasMore: boolean;
  readonly isAsking: boolean;
  readonly problem?: BoardProblem;
}

interface Failed {
  readonly kind: "failed";
  /** `unavailable` may pass by itself. */
  readonly reason: "unavailable" | "rejected";
}

export type ActResult = ActAnswer | Failed;

/** So many rows are asked for at once, and so many more each time that somebody wants more. */
const ROWS_AT_ONCE = 500;

/** How long a list of that many rows is left alone; a longer one costs more requests, and is left alone for longer. */
const FRESH_FOR_MS = 15_000;

/** The list of open callbacks on a supervisor's desktop. It is asked for while somebody looks at it. */
export class CallbackBoard {
  readonly #service: BoardService;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #listeners = new Set<() => void>();
  /** Tasks that are known to have ended: a page that was read before may still name them. */
  readonly #ended = new Set<string>();
  #state: BoardState = { rows: [], hasMore: false, isAsking: false };
  #wanted = ROWS_AT_ONCE;
  #lookers = 0;
  #asksAgainAt = 0;
  #callOff: CallOff | undefined;

  constructor(service: BoardService, clock: Clock, log: Log) {
    this.#service = service;
    this.#clock = clock;
    this.#log = log;
  }

  state(): BoardState {
    return this.#state;
  }

  watch(listener: () => void): Stop {
    this.#listeners.add(listener);

    return () => this.#listeners.delete(listener);
  }

  /** Keeps the list fresh until the look ends. */
  look(): Stop {
    this.#lookers++;
    this.#plan();
    let isOver = false;

    return () => {
      if (isOver) return;
      isOver = true;
      this.#lookers--;
      if (this.#lookers === 0) this.#callOff?.();
    };
  }

  /** Asks at once, unless an answer is on its way. */
  async refresh(): Promise<void> {
    if (this.#state.isAsking) return;

    this.#callOff?.();
    this.#change({ isAsking: true });
    const problem = await this.#problemOf(() => this.#load());
    const { problem: _, ...state } = this.#state;
    this.#state = { ...state, isAsking: false, ...(problem && { problem }) };
    this.#asksAgainAt =
      this.#clock.now().getTime() + FRESH_FOR_MS * Math.ceil((state.rows.length || 1) / ROWS_AT_ONCE);
    this.#tell();
    this.#plan();
  }

  /** Asks for more rows than before. */
  async more(): Promise<void> {
    if (this.#state.isAsking) return;

    this.#wanted = this.#state.rows.length + ROWS_AT_ONCE;
    await this.refresh();
  }

  /** Never throws; nor do the others that a supervisor does. */
  cancel(taskId: string, reason: string): Promise<ActResult> {
    return this.#act(taskId, () => this.#service.cancel(taskId, reason));
  }

  /** Has it offered now, before all others. */
  expedite(taskId: string): Promise<ActResult> {
    return this.#act(taskId, () => this.#service.expedite(taskId), { isFirst: true });
  }

  /** Has it offered now, to this agent first. */
  assign(taskId: string, { workerId, name }: RosterAgent): Promise<ActResult> {
    return this.#act(taskId, () => this.#service.assign(taskId, workerId), { assignedTo: name });
  }

  /** To whom a request can be handed. */
  agents(): Promise<ListAgentsOutcome | SessionEnded | Failed> {
    return this.#orFailed(() => this.#service.agents());
  }

  /** What is known of today. */
  figures(): Promise<Awaited<ReturnType<BoardService["figures"]>> | Failed> {
    return this.#orFailed(() => this.#service.figures());
  }

  /** The list shows what came of it at once, and is asked for again where that is not known. */
  async #act(
    taskId: string,
    act: () => Promise<ActAnswer>,
    change: Partial<CallbackRow> = {},
  ): Promise<ActResult> {
    const result = await this.#orFailed(act);
    switch (result.kind) {
      case "canceled":
      case "ended":
      case "task-not-found":
        this.#ended.add(taskId);
        this.#change({ rows: this.#open(this.#state.rows) });
        break;
      case "done":
        if (result.taskId !== taskId) this.#ended.add(taskId);
        this.#change({
          rows: this.#state.rows.map((row) =>
            row.taskId === taskId ? offeredNow(row, { ...change, taskId: result.taskId }) : row,
          ),
        });
        void this.refresh();
        break;
      case "taken":
        void this.refresh();
        break;
      case "agent-not-found":
      case "not-allowed":
      case "session-ended":
      case "failed":
    }

    return result;
  }

  async #orFailed<Result>(ask: () => Promise<Result>): Promise<Result | Failed> {
    try {
      return await ask();
    } catch (error) {
      this.#log.warn("board.not-done", {}, error);

      return { kind: "failed", reason: error instanceof Unavailable ? "unavailable" : "rejected" };
    }
  }

  /** Reads page by page. The first time, what has come is shown at once. */
  async #load(): Promise<BoardProblem | undefined> {
    const isFirst = this.#state.at === undefined;
    const known = new KnownRows(this.#state.rows);
    const rows = new Map<string, CallbackRow>();
    let cursor: string | undefined;
    let at: Date | undefined;

    do {
      const page = await this.#service.page(cursor);
      switch (page.kind) {
        case "page":
          for (const row of page.rows) rows.set(row.taskId, known.asBefore(row));
          at ??= page.at;
          cursor = page.next;
          if (isFirst) this.#change({ rows: this.#open([...rows.values()]), at });
          break;
        case "unknown-cursor":
          // The queue has changed too much since the page before: the next time begins at the first page again.
          return "unavailable";
        case "not-allowed":
        case "session-ended":
          return page.kind;
      }
    } while (cursor !== undefined && rows.size < this.#wanted);

    this.#change({ rows: this.#open([...rows.values()]), at, hasMore: cursor !== undefined });

    return undefined;
  }

  async #problemOf(work: () => Promise<BoardProblem | undefined>): Promise<BoardProblem | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#log.warn("board.not-loaded", {}, error);

      return error instanceof Unavailable ? "unavailable" : "rejected";
    }
  }

  #open(rows: readonly CallbackRow[]): readonly CallbackRow[] {
    return rows.filter(({ taskId }) => !this.#ended.has(taskId));
  }

  #plan(): void {
    this.#callOff?.();
    const { problem, isAsking } = this.#state;
    if (this.#lookers === 0 || isAsking || (problem !== undefined && problem !== "unavailable")) return;

    const wait = Math.max(0, this.#asksAgainAt - this.#clock.now().getTime());
    this.#callOff = this.#clock.after(wait, () => void this.refresh());
  }

  #change(change: Partial<BoardState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The next page that is read tells the rest. */
function offeredNow({ heldUntil: _, ...row }: CallbackRow, change: Partial<CallbackRow>): CallbackRow {
  return { ...row, ...change };
}

/** A row that is as it was stays the same object, so that it need not be drawn again. */
class KnownRows {
  readonly #rows: ReadonlyMap<string, CallbackRow>;

  constructor(rows: readonly CallbackRow[]) {
    this.#rows = new Map(rows.map((row) => [row.taskId, row]));
  }

  asBefore(row: CallbackRow): CallbackRow {
    const before = this.#rows.get(row.taskId);

    return before && JSON.stringify(before) === JSON.stringify(row) ? before : row;
  }
}
