import type { LifetimePolicy } from "../../domain/lifetime.ts";
import {
  type Report,
  type ReportPart,
  type ReportPolicy,
  reportOf,
  withNames,
} from "../../domain/supervisor/report.ts";
import { RequestStories } from "../../domain/supervisor/request-story.ts";
import type { CallbackList } from "../../ports/callback-list.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { TaskHistory } from "../../ports/task-history.ts";
import type { Workflows } from "../../ports/workflows.ts";

/**
 * What became of the requests since then, from the queue's own log, and from its list of what is open.
 *
 * Throws `Unavailable` when the queue cannot be asked.
 */
export type ReportRequests = (since: Date, by?: ReportPart) => Promise<Report>;

export const makeReportRequests =
  (
    history: TaskHistory,
    list: CallbackList,
    workflows: Pick<Workflows, "nameOf">,
    policy: ReportPolicy & LifetimePolicy,
  ): ReportRequests =>
  async (since, by) => {
    const stories = new RequestStories(policy);
    let until = since;
    // What happens to a task between its making and its end stands on it when it ends, or in the list.
    for await (const page of history.read({ since, kinds: ["created", "ended"] })) {
      for (const event of page.events) stories.add(event);
      until = page.until;
    }
    await addOpen();

    const report = reportOf(stories.all(), { since, until, ...(by && { by }) }, policy);

    return by === "queue" ? withNames(report, await namesOf(report)) : report;

    /** A figure without a name is better than none. */
    async function namesOf({ parts }: Report): Promise<ReadonlyMap<string, string>> {
      const ids = parts.map(({ name }) => name).filter((id) => id !== "");
      const names = await Promise.all(ids.map((id) => workflows.nameOf(id).catch(unlessUnavailable)));

      return new Map(ids.flatMap((id, index) => (names[index] ? [[id, names[index]]] : [])));
    }

    async function addOpen(): Promise<void> {
      let cursor: string | undefined;
      do {
        const page = await list.page(cursor);
        if (page.kind === "unknown-cursor") throw new Unavailable("The queue changed while it was listed");
        for (const { task } of page.callbacks) stories.addOpen(task, page.at);
        cursor = page.next;
      } while (cursor !== undefined);
    }
  };

function unlessUnavailable(cause: unknown): undefined {
  if (!(cause instanceof Unavailable)) throw cause;
}
