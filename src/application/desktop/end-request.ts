import { decideCompletion } from "../../domain/desktop/completion.ts";
import type { DesktopCallback } from "../../domain/desktop/desktop-callback.ts";
import type { Closing } from "../../domain/end.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { OutboundCalls } from "../../ports/outbound-calls.ts";
import type { CloseOutcome } from "../close-callback.ts";
import { inTime } from "./in-time.ts";
import type { PanelStates } from "./panel-states.ts";
import type { FinishTask } from "./retry-later.ts";
import type { SessionEnded } from "./session-ended.ts";

/** Notes on the task how the request ended, and leaves it to the desktop to complete it. */
export type NoteEnd = (taskId: string, closing: Closing) => Promise<CloseOutcome | SessionEnded>;

export interface EndRequest {
  /**
   * Whether the desktop may complete the task, as its agent wishes. If not, the agent is asked how the request ended.
   *
   * @param callCompletedAgo milliseconds since the task of the callback's own call was completed, if one was
   */
  mayComplete(callback: DesktopCallback, callCompletedAgo?: number): Promise<boolean>;

  /** Asks the agent how the request ended. */
  ask(callback: DesktopCallback): void;

  /** The agent does not want to end the request after all. */
  keepOpen(callback: DesktopCallback): void;

  /** The agent's answer: notes it and completes the task. What goes wrong is shown to the agent, not thrown. */
  end(callback: DesktopCallback, closing: Closing): Promise<void>;
}

export interface EndRequestNeeds {
  readonly note: NoteEnd;
  readonly complete: FinishTask;
  readonly calls: Pick<OutboundCalls, "obstacle">;
  readonly states: PanelStates;
  readonly clock: Clock;
  readonly log: Log;
}

/** The agent's task is completed in any case: a note that cannot be written by then is not waited for. */
const LONGEST_WAIT_MS = 3_000;

export function makeEndRequest(needs: EndRequestNeeds): EndRequest {
  const { note, complete, calls, states, clock, log } = needs;

  return {
    async mayComplete(callback, callCompletedAgo) {
      const { id } = callback.task;
      const { activity, askedAt, closing } = states.of(id);
      const now = clock.now().getTime();
      const completion = decideCompletion({
        callback,
        activity,
        obstacle: calls.obstacle(),
        ...(closing && { closing }),
        ...(askedAt && { askedAgo: now - askedAt.getTime() }),
        ...(callCompletedAgo !== undefined && { callCompletedAgo }),
      });
      switch (completion.kind) {
        case "go-on":
          // An answer was noted when the agent gave it.
          if (completion.closing !== undefined && completion.closing !== closing)
            await noteInTime(id, completion.closing);
          return true;
        case "ask":
          ask(id);
          return false;
        case "ignore":
          return false;
      }
    },

    ask: ({ task }) => ask(task.id),

    keepOpen({ task }) {
      const { askedAt: _, ...state } = states.of(task.id);
      states.set(task.id, state);
    },

    async end({ task: { id } }, closing) {
      if (states.of(id).activity !== "idle") return;

      states.set(id, { activity: "ending", closing });
      await noteInTime(id, closing);
      try {
        await complete(id);
      } catch (error) {
        log.warn("panel.not-ended", { taskId: id }, error);
        states.set(id, { activity: "idle", closing, problem: { kind: "finish" } });
      }
    },
  };

  function ask(id: string): void {
    const { problem: _, ...state } = states.of(id);
    states.set(id, { ...state, askedAt: clock.now() });
  }

  function noteInTime(id: string, closing: Closing): Promise<void> {
    return inTime(noteOrLog(id, closing), LONGEST_WAIT_MS, clock);
  }

  async function noteOrLog(id: string, closing: Closing): Promise<void> {
    try {
      const { kind } = await note(id, closing);
      if (kind !== "closed") log.warn("panel.end-not-noted", { taskId: id, because: kind });
    } catch (error) {
      log.warn("panel.end-not-noted", { taskId: id }, error);
    }
  }
}
