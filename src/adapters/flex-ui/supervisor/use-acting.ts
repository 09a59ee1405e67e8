import { useCallback, useState } from "react";
import type { ActResult, CallbackBoard } from "../../../application/desktop/callback-board.ts";
import type { CallbackRow } from "../../../domain/supervisor/listed-task.ts";
import type { RosterAgent } from "../../../ports/agent-roster.ts";
import { actText, contactOf } from "./list-words.ts";
import type { ViewServices } from "./view-services.ts";

/** What can be done to a request of the list. */
export type RowAction = "play" | "expedite" | "assign" | "cancel";

export interface Answered {
  readonly words: string;
  readonly isDone: boolean;
}

export interface Acting {
  /** The tasks to which something is being done. */
  readonly busy: readonly string[];
  /** What came of what was done last. */
  readonly answered: Answered | undefined;
  readonly expedite: (row: CallbackRow) => Promise<void>;
  readonly assign: (row: CallbackRow, agent: RosterAgent) => Promise<void>;
  readonly cancel: (row: CallbackRow, reason: string) => Promise<void>;
}

/** Does something to a request, and says whether it happened or an agent was faster. */
export function useActing({ board, text, nameOf }: ViewServices, onDone: () => void): Acting {
  const [busy, setBusy] = useState<readonly string[]>([]);
  const [answered, setAnswered] = useState<Answered>();
  const act = useCallback(
    async (row: CallbackRow, agent: string, work: (board: CallbackBoard) => Promise<ActResult>) => {
      setBusy((others) => [...others, row.taskId]);
      setAnswered(undefined);
      const result = await work(board);
      setBusy((all) => all.filter((taskId) => taskId !== row.taskId));
      setAnswered({
        words: actText(result, { contact: contactOf(row, text), agent }, text),
        isDone: result.kind === "canceled" || result.kind === "done",
      });
      onDone();
    },
    [board, text, onDone],
  );

  return {
    busy,
    answered,
    expedite: (row) => act(row, "", (on) => on.expedite(row.taskId)),
    assign: (row, agent) => act(row, nameOf(agent.name), (on) => on.assign(row.taskId, agent)),
    cancel: (row, reason) => act(row, "", (on) => on.cancel(row.taskId, reason)),
  };
}
