import { describe, expect, it } from "vitest";
import { MemoryAgentRoster } from "../../src/adapters/memory/memory-agent-roster.ts";
import { TaskRouterAgentRoster } from "../../src/adapters/taskrouter/taskrouter-agent-roster.ts";
import { describeAgentRoster } from "../contracts/agent-roster.contract.ts";
import { withLocalTwilio } from "../support/local-twilio.ts";
import { anId } from "../support/requests.ts";

describeAgentRoster("MemoryAgentRoster", () => {
  const roster = new MemoryAgentRoster();
  const ada = { workerId: anId("WK", 2), name: "Ada", isAvailable: false };
  const grace = { workerId: anId("WK", 1), name: "Grace", isAvailable: true };
  roster.employ(grace);
  roster.employ(ada);

  return {
    roster,
    known: [ada, grace],
    dismiss: (workerId) => roster.dismiss(workerId),
    cutOff: () => roster.cutOff(),
  };
});

const local = withLocalTwilio();

function roster(tries = 6) {
  const { workspaceSid } = local.twilio.account;

  return new TaskRouterAgentRoster(local.connect({ timeLeft: () => 8_000, tries }), { workspaceSid });
}

describeAgentRoster("TaskRouterAgentRoster", () => {
  const { account, faults, store } = local.twilio;
  const { workers } = store.state;
  store.updateWorker(account.workerSid, { activitySid: account.activitySids.available });
  const known = [...workers.values()]
    .map(({ sid, friendlyName }) => ({
      workerId: sid,
      name: friendlyName,
      isAvailable: sid === account.workerSid,
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));

  return {
    roster: roster(1),
    known,
    dismiss: (workerId) => void workers.delete(workerId),
    cutOff: () => faults.add({ reset: "before", times: 1_000 }),
  };
});

describe("the agents of a large contact centre", () => {
  it("are all listed, page by page", async () => {
    const { account, store } = local.twilio;
    const { workers } = store.state;
    const one = workers.get(account.workerSid);
    for (let n = 0; one && n < 1_500; n++) {
      const sid = anId("WK", 10_000 + n);
      workers.set(sid, { ...one, sid, friendlyName: `Agent ${n}` });
    }

    expect(await roster().list()).toHaveLength(workers.size);
  });
});
