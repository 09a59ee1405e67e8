/**
 * What every adapter must keep, as suites for Vitest, and Twilio on this machine to test against.
 *
 * @packageDocumentation
 */
export {
  type AdvanceableClock,
  type AgentActions,
  type Fault,
  type FlexTokens,
  type LocalAccount,
  type LoggedRequest,
  startTwilio,
  type TwilioStandIn,
  type Violation,
} from "../local/start-twilio.ts";
export { type AgentNoticesSetup, describeAgentNotices } from "./contracts/agent-notices.contract.ts";
export { type AgentRosterSetup, describeAgentRoster } from "./contracts/agent-roster.contract.ts";
export { type AgentsSetup, describeAgents, type SignedIn } from "./contracts/agents.contract.ts";
export { type AnnouncementsSetup, describeAnnouncements } from "./contracts/announcements.contract.ts";
export { type CallbackListSetup, describeCallbackList } from "./contracts/callback-list.contract.ts";
export type { CallbackTasksSetup } from "./contracts/callback-tasks/world.ts";
export { describeCallbackTasks } from "./contracts/callback-tasks.contract.ts";
export { describeChance } from "./contracts/chance.contract.ts";
export { type ClockSetup, describeClock } from "./contracts/clock.contract.ts";
export { describeInboundCalls, type InboundCallsSetup } from "./contracts/inbound-calls.contract.ts";
export { describeLedger, type LedgerSetup } from "./contracts/ledger.contract.ts";
export { describeLog, type LogSetup } from "./contracts/log.contract.ts";
export {
  describeOutboundCalls,
  type OutboundCallsSetup,
  type PlacedCall,
} from "./contracts/outbound-calls.contract.ts";
export type { Gap } from "./contracts/promises.ts";
export { describeRecordings, type RecordingsSetup } from "./contracts/recordings.contract.ts";
export { describeTaskHistory, type TaskHistorySetup } from "./contracts/task-history.contract.ts";
export { describeTelemetry, type TelemetrySetup } from "./contracts/telemetry.contract.ts";
export { describeTranscriptions, type TranscriptionsSetup } from "./contracts/transcriptions.contract.ts";
export { describeWaitEstimates, type WaitEstimatesSetup } from "./contracts/wait-estimates.contract.ts";
export { describeWaitingCalls, type WaitingCallsSetup } from "./contracts/waiting-calls.contract.ts";
export { describeWorkflows, type WorkflowsSetup } from "./contracts/workflows.contract.ts";
export {
  aNumber,
  anAgent,
  anAttempt,
  anId,
  anInput,
  aRequest,
  aRouting,
  aSupervisor,
  aTranscript,
  aVoicemail,
} from "./support/requests.ts";
