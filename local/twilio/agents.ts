import type { LocalAccount } from "./account.ts";
import type { Store } from "./taskrouter/store/store.ts";

/** What agents do, done without a Flex UI. */
export interface AgentActions {
  /** The agent becomes available with room for every waiting task, accepts this one, and goes offline again. */
  accept(taskSid: string, workerSid: string): void;
  /** The agent becomes available with room for every waiting task, and is offered them. */
  offer(taskSid: string, workerSid: string): void;
  wrapUp(taskSid: string): void;
  finish(taskSid: string): void;
  /** The finished task leaves TaskRouter, as it does some minutes after its end. */
  remove(taskSid: string): void;
  /** SIDs of all tasks that are neither completed nor canceled. */
  open(): string[];
}

export function agentsOf({ store, account }: { store: Store; account: LocalAccount }): AgentActions {
  const reservation = (taskSid: string, ...statuses: string[]) => {
    const found = store.state.reservationsOf(taskSid).find(({ status }) => statuses.includes(status));
    if (!found) throw new Error(`${taskSid} has no reservation that is ${statuses.join(" or ")}`);
    return found.sid;
  };

  const becomeAvailable = (workerSid: string) => {
    for (const channel of store.state.workerChannels.values()) {
      if (channel.workerSid === workerSid) store.updateWorkerChannel(channel, { capacity: 50 });
    }
    store.updateWorker(workerSid, { activitySid: account.activitySids.available });
  };

  return {
    offer: (taskSid, workerSid) => {
      becomeAvailable(workerSid);
      reservation(taskSid, "pending");
    },
    accept: (taskSid, workerSid) => {
      becomeAvailable(workerSid);
      store.acceptReservation(reservation(taskSid, "pending"));
      store.updateWorker(workerSid, { activitySid: account.activitySids.offline }, true);
    },
    wrapUp: (taskSid) => void store.wrapUpReservation(reservation(taskSid, "accepted")),
    finish: (taskSid) => void store.completeReservation(reservation(taskSid, "accepted", "wrapping")),
    remove: (taskSid) => store.deleteTask(taskSid),
    open: () =>
      [...store.state.tasks.values()]
        .filter(({ assignmentStatus }) => !["completed", "canceled"].includes(assignmentStatus))
        .map(({ sid }) => sid),
  };
}
