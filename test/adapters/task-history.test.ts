import { describe, expect, it } from "vitest";
import { agentsOf } from "../../local/twilio/agents.ts";
import { TaskRouterCallbackTasks } from "../../src/adapters/taskrouter/taskrouter-callback-tasks.ts";
import { TaskRouterTaskHistory } from "../../src/adapters/taskrouter/taskrouter-task-history.ts";
import { describeTaskHistory } from "../contracts/task-history.contract.ts";
import { withLocalTwilio } from "../support/local-twilio.ts";
import { aRequest } from "../support/requests.ts";

const local = withLocalTwilio();
const { twilio } = local;
const DAY_MS = 86_400_000;

describeTaskHistory("TaskRouterTaskHistory", () => setup(true));

// Its page says that paging is not supported, its OpenAPI file that it is.
describeTaskHistory("TaskRouterTaskHistory, where TaskRouter's log has no further pages,", () =>
  setup(false),
);

describe("TaskRouter's log", () => {
  it("is read for thirty days with few requests when little has happened", async () => {
    const history = new TaskRouterTaskHistory(local.version("taskrouter"), twilio.account);
    const since = new Date(twilio.clock.time() - 30 * DAY_MS);

    for await (const _ of history.read({ since, kinds: ["created"] }));

    expect(twilio.requests.length).toBeLessThan(20);
  });

  it("is read in the order of time, whatever its requests return first", async () => {
    const { history, tasks } = setup(true);
    const ids: string[] = [];
    const since = new Date(twilio.clock.time());
    for (let n = 0; n < 5; n++) {
      const added = await tasks.add({ request: aRequest(), madeBy: `try-${n}` }, 5_000);
      if (added.kind === "added") ids.push(added.taskId);
      twilio.clock.advance(1_000);
    }

    const told: string[] = [];
    for await (const { events } of history.read({ since, kinds: ["created"] }))
      told.push(...events.map(({ task }) => task.id));

    expect(told).toStrictEqual(ids);
  });
});

function setup(hasPages: boolean) {
  const { account, clock, faults, store } = twilio;
  store.log.hasPages = hasPages;
  const patience = { timeLeft: () => 8_000, tries: 6 };
  const version = local.version("taskrouter", patience);

  return {
    history: new TaskRouterTaskHistory(version, {
      workspaceSid: account.workspaceSid,
      pageSize: hasPages ? 2 : 20,
    }),
    tasks: new TaskRouterCallbackTasks(version, account),
    workflowId: account.workflowSid,
    workerId: account.workerSid,
    agents: agentsOf(twilio),
    // An agent has a task for a day at most, whatever its time-out.
    drop: (id: string) => {
      const task = store.state.tasks.get(id);
      clock.advance(Math.max(task?.assignmentStatus === "pending" ? task.timeout * 1000 : DAY_MS, 1_000));
    },
    remove: () => clock.advance(301_000),
    endForeignTask: () => {
      const { sid } = store.createTask({ attributes: JSON.stringify({ type: "inbound" }) });
      store.updateTask(sid, { assignmentStatus: "canceled", reason: "hangup" });
    },
    now: () => clock.now(),
    letPass: (milliseconds: number) => clock.advance(milliseconds),
    cutOff: () => {
      patience.tries = 1;
      faults.add({ reset: "before", times: 1_000 });
    },
  };
}
