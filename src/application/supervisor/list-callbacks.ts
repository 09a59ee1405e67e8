import type { Agent } from "../../domain/agent.ts";
import { type CallbackRow, type ListPolicy, mayList, rowsFor } from "../../domain/supervisor/listed-task.ts";
import type { CallbackList } from "../../ports/callback-list.ts";

export type ListOutcome =
  /** `next` names the page that follows. Absent: there is none. */
  | {
      readonly kind: "page";
      readonly rows: readonly CallbackRow[];
      readonly at: Date;
      readonly next?: string;
    }
  | { readonly kind: "unknown-cursor" }
  | { readonly kind: "not-allowed" };

/** Lists the open callbacks and voicemails, page by page, as far as this person may see them. */
export type ListCallbacks = (agent: Agent, cursor?: string) => Promise<ListOutcome>;

export const makeListCallbacks =
  (list: CallbackList, policy: ListPolicy): ListCallbacks =>
  async (agent, cursor) => {
    if (!mayList(agent, policy)) return { kind: "not-allowed" };
    const page = await list.page(cursor);
    if (page.kind === "unknown-cursor") return page;
    const { callbacks, at, next } = page;

    return {
      kind: "page",
      rows: rowsFor(agent, callbacks, at, policy),
      at,
      ...(next !== undefined && { next }),
    };
  };
