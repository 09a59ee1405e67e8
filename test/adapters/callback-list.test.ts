import { describe, expect, it } from "vitest";
import { agentsOf } from "../../local/twilio/agents.ts";
import { ManualClock } from "../../src/adapters/memory/manual-clock.ts";
import { MemoryCallbackList } from "../../src/adapters/memory/memory-callback-list.ts";
import { MemoryCallbackTasks } from "../../src/adapters/memory/memory-callback-tasks.ts";
import { MemoryQueue } from "../../src/adapters/memory/memory-queue.ts";
import { TaskRouterCallbackList } from "../../src/adapters/taskrouter/taskrouter-callback-list.ts";
import { TaskRouterCallbackTasks } from "../../src/adapters/taskrouter/taskrouter-callback-tasks.ts";
import { describeCallbackList } from "../contracts/callback-list.contract.ts";
import { withLocalTwilio } from "../support/local-twilio.ts";
import { anId, aRequest } from "../support/requests.ts";

describeCallbackList("MemoryCallbackList", () => {
  const clock = new ManualClock();
  const queue = new MemoryQueue(() => clock.now());

  return {
    list: new MemoryCallbackList(queue, 3),
    tasks: new MemoryCallbackTasks(queue),
    workflowId: anId("WW"),
    workerId: anId("WK", 1),
    agents: {
      accept: (id, workerId) => queue.accept(id, workerId),
      wrapUp: (id) => queue.wrapUp(id),
      finish: (id) => queue.finish(id),
    },
    addForeignTask: () => queue.addOtherWork(),
    now: () => clock.now(),
    letPass: (milliseconds) => clock.advance(milliseconds),
    cutOff: () => queue.cutOff(),
  };
});

const local = withLocalTwilio();
const { twilio } = local;

describeCallbackList("TaskRouterCallbackList", () => {
  const { account, clock, faults, store } = twilio;
  const patience = { timeLeft: () => 8_000, tries: 6 };
  const version = local.version("taskrouter", patience);

  return {
    list: new TaskRouterCallbackList(version, {
      workspaceSid: account.workspaceSid,
      workflowSids: [account.workflowSid],
      pageSize: 3,
    }),
    tasks: new TaskRouterCallbackTasks(version, account),
    workflowId: account.workflowSid,
    workerId: account.workerSid,
    agents: agentsOf(twilio),
    addForeignTask: () => store.createTask({ attributes: JSON.stringify({ type: "inbound" }) }).sid,
    now: () => clock.now(),
    letPass: (milliseconds: number) => clock.advance(milliseconds),
    cutOff: () => {
      patience.tries = 1;
      faults.add({ reset: "before", times: 1_000 });
    },
  };
});

describe("the list of TaskRouter's open callbacks", () => {
  it("goes through all workflows, one after the other, without a search by attributes", async () => {
    const { account, store } = twilio;
    const second = store.createWorkflow({
      friendlyName: "Second",
      configuration: store.state.workflows.get(account.workflowSid)?.configuration ?? "",
    }).sid;
    const version = local.version("taskrouter");
    const tasks = new TaskRouterCallbackTasks(version, account);
    const list = new TaskRouterCallbackList(version, {
      workspaceSid: account.workspaceSid,
      workflowSids: [account.workflowSid, second],
    });
    for (const workflowId of [second, account.workflowSid]) {
      const { routing } = aRequest();
      await tasks.add(
        { request: aRequest({ routing: { ...routing, workflowId } }), madeBy: "somebody" },
        5_000,
      );
    }
    const before = twilio.requests.length;

    const first = await list.page();
    const other = await list.page(first.kind === "page" ? first.next : "");

    expect([first, other]).toMatchObject([
      { callbacks: [{ task: { request: { routing: { workflowId: account.workflowSid } } } }] },
      { callbacks: [{ task: { request: { routing: { workflowId: second } } } }] },
    ]);
    expect(JSON.stringify(twilio.requests.slice(before))).not.toContain("EvaluateTaskAttributes");
  });

  it("names nobody as the holder when TaskRouter does not tell who it is", async () => {
    const { account, faults } = twilio;
    const version = local.version("taskrouter", { timeLeft: () => 8_000, tries: 1 });
    const tasks = new TaskRouterCallbackTasks(version, account);
    const list = new TaskRouterCallbackList(version, {
      workspaceSid: account.workspaceSid,
      workflowSids: [account.workflowSid],
    });
    const added = await tasks.add({ request: aRequest(), madeBy: "somebody" }, 5_000);
    if (added.kind === "added") agentsOf(twilio).accept(added.taskId, account.workerSid);
    faults.add({ path: "/Reservations", status: 503, times: 1_000 });

    expect(await list.page()).toMatchObject({ callbacks: [{ task: { state: "assigned" } }] });
  });
});
