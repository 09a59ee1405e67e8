/**
 * The ports on Twilio: TaskRouter, Sync, Flex tokens, recordings and transcriptions. It needs the package `twilio`.
 *
 * @packageDocumentation
 */

export { FlexTokenAgents } from "../../adapters/flex-tokens/flex-token-agents.ts";
export { SyncLedger, type SyncLedgerSettings } from "../../adapters/sync/sync-ledger.ts";
export { TaskRouterAgentRoster } from "../../adapters/taskrouter/taskrouter-agent-roster.ts";
export {
  type CallbackListSettings,
  TaskRouterCallbackList,
} from "../../adapters/taskrouter/taskrouter-callback-list.ts";
export {
  TaskRouterCallbackTasks,
  type TaskRouterSettings,
} from "../../adapters/taskrouter/taskrouter-callback-tasks.ts";
export {
  type TaskHistorySettings,
  TaskRouterTaskHistory,
} from "../../adapters/taskrouter/taskrouter-task-history.ts";
export { TaskRouterWaitEstimates } from "../../adapters/taskrouter/taskrouter-wait-estimates.ts";
export { TaskRouterWaitingCalls } from "../../adapters/taskrouter/taskrouter-waiting-calls.ts";
export { TaskRouterWorkflows } from "../../adapters/taskrouter/taskrouter-workflows.ts";
export { type ApiVersion, apiVersion } from "../../adapters/twilio-rest/api-version.ts";
export {
  type ConnectionNeeds,
  type ConnectionSettings,
  type Patience,
  TwilioConnection,
  type TwilioFile,
  type TwilioRequest,
  type TwilioResponse,
} from "../../adapters/twilio-rest/connection.ts";
export { ConnectionFault } from "../../adapters/twilio-rest/connection-fault.ts";
export {
  type AnswerRequest,
  type Exchange,
  fetchTransport,
  type IncomingAnswer,
  type OutgoingRequest,
  socketTransport,
  type Transport,
} from "../../adapters/twilio-rest/transport.ts";
export {
  type AttributesRead,
  readAttributes,
  type TaskFacts,
  writeAttributes,
} from "../../adapters/twilio-wire/task-attributes.ts";
export { BatchTranscriptions } from "../../adapters/voice/batch-transcriptions.ts";
export { RecordTranscriptions } from "../../adapters/voice/record-transcriptions.ts";
export { TwilioInboundCalls } from "../../adapters/voice/twilio-inbound-calls.ts";
export { TwilioRecordings } from "../../adapters/voice/twilio-recordings.ts";
export { WebhookAnnouncements, type WebhookSettings } from "../../adapters/webhook/webhook-announcements.ts";
export { type TwilioCallbacks, type TwilioCallbacksOptions, twilioCallbacks } from "../twilio.ts";
