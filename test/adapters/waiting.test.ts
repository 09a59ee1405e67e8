import { agentsOf } from "../../local/twilio/agents.ts";
import { TaskRouterWaitEstimates } from "../../src/adapters/taskrouter/taskrouter-wait-estimates.ts";
import { TaskRouterWaitingCalls } from "../../src/adapters/taskrouter/taskrouter-waiting-calls.ts";
import { TaskRouterWorkflows } from "../../src/adapters/taskrouter/taskrouter-workflows.ts";
import { TwilioInboundCalls } from "../../src/adapters/voice/twilio-inbound-calls.ts";
import { describeInboundCalls } from "../contracts/inbound-calls.contract.ts";
import { describeWaitEstimates } from "../contracts/wait-estimates.contract.ts";
import { describeWaitingCalls } from "../contracts/waiting-calls.contract.ts";
import { describeWorkflows } from "../contracts/workflows.contract.ts";
import { withLocalTwilio } from "../support/local-twilio.ts";

const local = withLocalTwilio();
const { twilio } = local;
const { account, store } = twilio;
const HASTY = { timeLeft: () => 8_000, tries: 2 };
const cutOff = () => twilio.faults.add({ reset: "before", times: 1_000 });
const PHASES = { "Callback Request": "callback", Voicemail: "voicemail" } as const;

function addCall(callSid: string, workflowSid: string, attributes: object): string {
  const of_the_call = {
    call_sid: callSid,
    from: "+14155550100",
    called: "+14155550199",
    direction: "inbound",
  };

  return store.createTask({
    workflowSid,
    taskChannel: "voice",
    attributes: JSON.stringify({ ...of_the_call, ...attributes }),
  }).sid;
}

describeWaitingCalls("TaskRouterWaitingCalls", () => ({
  calls: new TaskRouterWaitingCalls(local.version("taskrouter", HASTY), account),
  workflowIds: [
    account.workflowSid,
    store.createWorkflow({ friendlyName: "Another", configuration: configurationOf() }).sid,
  ],
  add: addCall,
  accept: (taskSid) => agentsOf(twilio).accept(taskSid, account.workerSid),
  hangUp: (taskSid) => {
    const open = !["completed", "canceled"].includes(store.state.tasks.get(taskSid)?.assignmentStatus ?? "");
    if (open && store.state.tasks.get(taskSid)?.assignmentStatus !== "assigned")
      store.updateTask(taskSid, { assignmentStatus: "canceled", reason: "hangup" });
    store.deleteTask(taskSid);
  },
  leavesFor: (taskSid) => {
    const { conversations } = JSON.parse(store.state.tasks.get(taskSid)?.attributes ?? "{}");

    return PHASES[conversations?.abandoned_phase as keyof typeof PHASES];
  },
  cutOff,
}));

describeWaitEstimates("TaskRouterWaitEstimates", () => {
  let last = 0;
  const waiting: string[] = [];

  return {
    estimates: new TaskRouterWaitEstimates(local.connect(HASTY), account.workspaceSid, twilio.clock),
    workflowId: account.workflowSid,
    addWaiting: () => {
      last += 1;
      waiting.push(addCall(`CA${String(last).padStart(32, "0")}`, account.workflowSid, {}));
    },
    takeOne: () => agentsOf(twilio).accept(waiting.shift() ?? "", account.workerSid),
    letPass: (milliseconds) => twilio.clock.advance(milliseconds),
    asked: () => twilio.requests.length,
    cutOff,
  };
});

describeWorkflows("TaskRouterWorkflows", () => ({
  workflows: new TaskRouterWorkflows(local.connect(HASTY), account.workspaceSid),
  add: (heedsDelays, friendlyName) => {
    const rules = JSON.parse(configurationOf());
    rules.task_routing.filters = heedsDelays
      ? [
          {
            expression: "callBackData.retryDelay > 0",
            targets: [{ queue: rules.task_routing.default_filter.queue, timeout: 600 }],
          },
        ]
      : [];

    return store.createWorkflow({ friendlyName, configuration: JSON.stringify(rules) }).sid;
  },
  unknownId: `WW${"f".repeat(32)}`,
  cutOff,
}));

describeInboundCalls("TwilioInboundCalls", () => ({
  calls: new TwilioInboundCalls(local.connect(HASTY)),
  begin: (parties) => twilio.phoneCalls.begin(parties).sid,
  hangUp: (callSid) => twilio.phoneCalls.end(callSid),
  wentTo: (callSid) => twilio.phoneCalls.movedTo(callSid)?.url,
  cutOff,
}));

function configurationOf(): string {
  return store.state.workflows.get(account.workflowSid)?.configuration ?? "{}";
}
