import { agentsOf } from "../../local/twilio/agents.ts";
import { TaskRouterCallbackTasks } from "../../src/adapters/taskrouter/taskrouter-callback-tasks.ts";
import { describeCallbackTasks } from "../contracts/callback-tasks.contract.ts";
import { withLocalTwilio } from "../support/local-twilio.ts";

const local = withLocalTwilio();
const { twilio } = local;

describeCallbackTasks("TaskRouterCallbackTasks", () => {
  const { account, faults, store } = twilio;
  const patience = { timeLeft: () => 8_000, tries: 6 };
  const version = local.version("taskrouter", patience);

  return {
    tasks: new TaskRouterCallbackTasks(version, account),
    workflowId: account.workflowSid,
    workers: [account.workerSid, account.secondWorkerSid],
    agents: agentsOf(twilio),
    addForeignTask: () => store.createTask({ attributes: JSON.stringify({ type: "inbound" }) }).sid,
    cutOff: () => {
      patience.tries = 1;
      faults.add({ reset: "before", times: 1_000 });
    },
    loseNextAnswer: () => faults.add({ method: "POST", reset: "after" }),
  };
}, [
  {
    reason: "handing over is done by Flex, not through the API that the stand-in has",
    tests: ["no longer names an agent who has handed the task over"],
  },
]);
