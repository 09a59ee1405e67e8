import { FlexTokenAgents } from "../src/adapters/flex-tokens/flex-token-agents.ts";
import { FlexAgentNotices } from "../src/adapters/flex-ui/flex/flex-agent-notices.ts";
import { FlexOutboundCalls } from "../src/adapters/flex-ui/flex/flex-outbound-calls.ts";
import { FlexUiTelemetry } from "../src/adapters/flex-ui/flex/flex-telemetry.ts";
import { CollectedLog } from "../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../src/adapters/memory/manual-clock.ts";
import { MemoryAgentNotices } from "../src/adapters/memory/memory-agent-notices.ts";
import { MemoryAgentRoster } from "../src/adapters/memory/memory-agent-roster.ts";
import { MemoryAgents } from "../src/adapters/memory/memory-agents.ts";
import { MemoryAnnouncements } from "../src/adapters/memory/memory-announcements.ts";
import { MemoryCallbackList } from "../src/adapters/memory/memory-callback-list.ts";
import { MemoryCallbackTasks } from "../src/adapters/memory/memory-callback-tasks.ts";
import { MemoryInboundCalls } from "../src/adapters/memory/memory-inbound-calls.ts";
import { MemoryLedger } from "../src/adapters/memory/memory-ledger.ts";
import { MemoryOutboundCalls } from "../src/adapters/memory/memory-outbound-calls.ts";
import { MemoryRecordings } from "../src/adapters/memory/memory-recordings.ts";
import { MemoryTaskHistory } from "../src/adapters/memory/memory-task-history.ts";
import { MemoryTelemetry } from "../src/adapters/memory/memory-telemetry.ts";
import { MemoryTranscriptions } from "../src/adapters/memory/memory-transcriptions.ts";
import { MemoryWaitEstimates } from "../src/adapters/memory/memory-wait-estimates.ts";
import { MemoryWaitingCalls } from "../src/adapters/memory/memory-waiting-calls.ts";
import { MemoryWorkflows } from "../src/adapters/memory/memory-workflows.ts";
import { SeededChance } from "../src/adapters/memory/seeded-chance.ts";
import { MemoryDeployNotes } from "../src/adapters/memory/setup/memory-deploy-notes.ts";
import { MemoryFileHosting } from "../src/adapters/memory/setup/memory-file-hosting.ts";
import { MemoryPluginRegistry } from "../src/adapters/memory/setup/memory-plugin-registry.ts";
import { MemoryResources } from "../src/adapters/memory/setup/memory-resources.ts";
import { DeployNotesFile } from "../src/adapters/setup/deploy-notes-file.ts";
import { ServerlessHosting } from "../src/adapters/setup/file-hosting.ts";
import { FlexPluginRegistry } from "../src/adapters/setup/plugin-registry.ts";
import { taskQueues, workflows } from "../src/adapters/setup/resources/task-router.ts";
import { SyncLedger } from "../src/adapters/sync/sync-ledger.ts";
import { ConsoleLog } from "../src/adapters/system/console-log.ts";
import { SystemChance } from "../src/adapters/system/system-chance.ts";
import { SystemClock } from "../src/adapters/system/system-clock.ts";
import { TaskRouterAgentRoster } from "../src/adapters/taskrouter/taskrouter-agent-roster.ts";
import { TaskRouterCallbackList } from "../src/adapters/taskrouter/taskrouter-callback-list.ts";
import { TaskRouterCallbackTasks } from "../src/adapters/taskrouter/taskrouter-callback-tasks.ts";
import { TaskRouterTaskHistory } from "../src/adapters/taskrouter/taskrouter-task-history.ts";
import { TaskRouterWaitEstimates } from "../src/adapters/taskrouter/taskrouter-wait-estimates.ts";
import { TaskRouterWaitingCalls } from "../src/adapters/taskrouter/taskrouter-waiting-calls.ts";
import { TaskRouterWorkflows } from "../src/adapters/taskrouter/taskrouter-workflows.ts";
import { BatchTranscriptions } from "../src/adapters/voice/batch-transcriptions.ts";
import { TwilioInboundCalls } from "../src/adapters/voice/twilio-inbound-calls.ts";
import { TwilioRecordings } from "../src/adapters/voice/twilio-recordings.ts";
import { WebhookAnnouncements } from "../src/adapters/webhook/webhook-announcements.ts";
import { describeAgentNotices } from "./contracts/agent-notices.contract.ts";
import { describeAgentRoster } from "./contracts/agent-roster.contract.ts";
import { describeAgents } from "./contracts/agents.contract.ts";
import { describeAnnouncements } from "./contracts/announcements.contract.ts";
import { describeCallbackList } from "./contracts/callback-list.contract.ts";
import { describeCallbackTasks } from "./contracts/callback-tasks.contract.ts";
import { describeChance } from "./contracts/chance.contract.ts";
import { describeClock } from "./contracts/clock.contract.ts";
import { describeInboundCalls } from "./contracts/inbound-calls.contract.ts";
import { describeLedger } from "./contracts/ledger.contract.ts";
import { describeLog } from "./contracts/log.contract.ts";
import { describeOutboundCalls } from "./contracts/outbound-calls.contract.ts";
import { describeRecordings } from "./contracts/recordings.contract.ts";
import { describeDeployNotes } from "./contracts/setup/deploy-notes.contract.ts";
import { describeFileHosting } from "./contracts/setup/file-hosting.contract.ts";
import { describePluginRegistry } from "./contracts/setup/plugin-registry.contract.ts";
import { describeResources } from "./contracts/setup/resources.contract.ts";
import { describeTaskHistory } from "./contracts/task-history.contract.ts";
import { describeTelemetry } from "./contracts/telemetry.contract.ts";
import { describeTranscriptions } from "./contracts/transcriptions.contract.ts";
import { describeWaitEstimates } from "./contracts/wait-estimates.contract.ts";
import { describeWaitingCalls } from "./contracts/waiting-calls.contract.ts";

import { describeWorkflows } from "./contracts/workflows.contract.ts";

/** A contract, and the tests that hold adapters to it: one in memory, and at least one other. */
export interface KeptContract {
  readonly suite: { readonly name: string };
  readonly inMemory: Kept;
  readonly beside: readonly [Kept, ...Kept[]];
}

/** The adapter's class or function, and the test file, below test/. */
type Kept = readonly [adapter: { readonly name: string }, file: string];

const MEMORY = "adapters/memory.test.ts";
const MEMORY_VOICE = "adapters/memory-voice.test.ts";
const MEMORY_WAITING = "adapters/memory-waiting.test.ts";
const WAITING = "adapters/waiting.test.ts";
const MEMORY_FLEX = "adapters/flex-ui/memory.test.ts";
const MEMORY_SETUP = "adapters/setup/memory-setup.test.ts";
const FLEX = "adapters/flex-ui/flex-adapters.test.ts";
const SYSTEM = "adapters/system.test.ts";
const VOICE = "adapters/voice.test.ts";
const SETUP = "adapters/setup/setup.test.ts";

/** By the file of the port, below src/ports. */
export const CONTRACTS: Readonly<Record<string, KeptContract>> = {
  "agent-notices.ts": {
    suite: describeAgentNotices,
    inMemory: [MemoryAgentNotices, MEMORY_FLEX],
    beside: [[FlexAgentNotices, FLEX]],
  },
  "agent-roster.ts": {
    suite: describeAgentRoster,
    inMemory: [MemoryAgentRoster, "adapters/agent-roster.test.ts"],
    beside: [[TaskRouterAgentRoster, "adapters/agent-roster.test.ts"]],
  },
  "agents.ts": {
    suite: describeAgents,
    inMemory: [MemoryAgents, MEMORY],
    beside: [[FlexTokenAgents, "adapters/flex-tokens.test.ts"]],
  },
  "announcements.ts": {
    suite: describeAnnouncements,
    inMemory: [MemoryAnnouncements, MEMORY],
    beside: [[WebhookAnnouncements, "adapters/webhook.test.ts"]],
  },
  "callback-tasks.ts": {
    suite: describeCallbackTasks,
    inMemory: [MemoryCallbackTasks, MEMORY],
    beside: [[TaskRouterCallbackTasks, "adapters/taskrouter.test.ts"]],
  },
  "chance.ts": {
    suite: describeChance,
    inMemory: [SeededChance, MEMORY],
    beside: [[SystemChance, SYSTEM]],
  },
  "clock.ts": {
    suite: describeClock,
    inMemory: [ManualClock, MEMORY],
    beside: [[SystemClock, SYSTEM]],
  },
  "inbound-calls.ts": {
    suite: describeInboundCalls,
    inMemory: [MemoryInboundCalls, MEMORY_WAITING],
    beside: [[TwilioInboundCalls, WAITING]],
  },
  "ledger.ts": {
    suite: describeLedger,
    inMemory: [MemoryLedger, MEMORY],
    beside: [[SyncLedger, "adapters/sync.test.ts"]],
  },
  "log.ts": {
    suite: describeLog,
    inMemory: [CollectedLog, MEMORY],
    beside: [[ConsoleLog, SYSTEM]],
  },
  "outbound-calls.ts": {
    suite: describeOutboundCalls,
    inMemory: [MemoryOutboundCalls, MEMORY_FLEX],
    beside: [[FlexOutboundCalls, "adapters/flex-ui/flex-outbound-calls.test.ts"]],
  },
  "recordings.ts": {
    suite: describeRecordings,
    inMemory: [MemoryRecordings, MEMORY_VOICE],
    beside: [[TwilioRecordings, VOICE]],
  },
  "callback-list.ts": {
    suite: describeCallbackList,
    inMemory: [MemoryCallbackList, "adapters/callback-list.test.ts"],
    beside: [[TaskRouterCallbackList, "adapters/callback-list.test.ts"]],
  },
  "task-history.ts": {
    suite: describeTaskHistory,
    inMemory: [MemoryTaskHistory, MEMORY],
    beside: [[TaskRouterTaskHistory, "adapters/task-history.test.ts"]],
  },
  "telemetry.ts": {
    suite: describeTelemetry,
    inMemory: [MemoryTelemetry, MEMORY_FLEX],
    beside: [[FlexUiTelemetry, FLEX]],
  },
  "transcriptions.ts": {
    suite: describeTranscriptions,
    inMemory: [MemoryTranscriptions, MEMORY_VOICE],
    beside: [[BatchTranscriptions, VOICE]],
  },
  "wait-estimates.ts": {
    suite: describeWaitEstimates,
    inMemory: [MemoryWaitEstimates, MEMORY_WAITING],
    beside: [[TaskRouterWaitEstimates, WAITING]],
  },
  "waiting-calls.ts": {
    suite: describeWaitingCalls,
    inMemory: [MemoryWaitingCalls, MEMORY_WAITING],
    beside: [[TaskRouterWaitingCalls, WAITING]],
  },
  "workflows.ts": {
    suite: describeWorkflows,
    inMemory: [MemoryWorkflows, MEMORY_WAITING],
    beside: [[TaskRouterWorkflows, WAITING]],
  },
  "setup/deploy-notes.ts": {
    suite: describeDeployNotes,
    inMemory: [MemoryDeployNotes, MEMORY_SETUP],
    beside: [[DeployNotesFile, SETUP]],
  },
  "setup/file-hosting.ts": {
    suite: describeFileHosting,
    inMemory: [MemoryFileHosting, MEMORY_SETUP],
    beside: [[ServerlessHosting, SETUP]],
  },
  "setup/plugin-registry.ts": {
    suite: describePluginRegistry,
    inMemory: [MemoryPluginRegistry, MEMORY_SETUP],
    beside: [[FlexPluginRegistry, SETUP]],
  },
  "setup/resources.ts": {
    suite: describeResources,
    inMemory: [MemoryResources, MEMORY_SETUP],
    beside: [
      [taskQueues, SETUP],
      [workflows, SETUP],
    ],
  },
};
