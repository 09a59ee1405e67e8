import type { Log } from "../ports/log.ts";
import type { Workflows } from "../ports/workflows.ts";

/** Ids of the workflows that hold requests back for as long as they ask. */
export type FindHolding = () => Promise<readonly string[]>;

/** A workflow of which nobody can say it counts as one that does not: then nobody is promised a time. */
export const makeFindHolding =
  (workflows: Workflows, ids: readonly string[], log: Log): FindHolding =>
  async () => {
    const holds = await Promise.all(
      ids.map((workflowId) =>
        workflows.heedsDelays(workflowId).catch((error: unknown) => {
          log.warn("settings.workflow-unknown", { workflowId }, error);

          return false;
        }),
      ),
    );

    return ids.filter((_, index) => holds[index]);
  };
