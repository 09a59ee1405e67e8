/**
 * Callbacks and voicemails: the rules, what they need from outside, and the use cases. No Twilio, no I/O, no
 * built-in of any runtime.
 *
 * @packageDocumentation
 */
export { ConsoleLog, type LineWriter } from "./adapters/system/console-log.ts";
export { NoLedger } from "./adapters/system/no-ledger.ts";
export { SystemChance } from "./adapters/system/system-chance.ts";
export { SystemClock } from "./adapters/system/system-clock.ts";
export {
  type AddTranscript,
  type AddTranscriptOutcome,
  makeAddTranscript,
} from "./application/add-transcript.ts";
export {
  type CloseCallback,
  type CloseOptions,
  type CloseOutcome,
  makeCloseCallback,
} from "./application/close-callback.ts";
export {
  type DeleteVoicemail,
  type DeleteVoicemailOutcome,
  makeDeleteVoicemail,
} from "./application/delete-voicemail.ts";
export { type LeaveVoicemail, makeLeaveVoicemail } from "./application/leave-voicemail.ts";
export type { CalledOff } from "./application/once/call-off.ts";
export { type CreateOnce, makeCreateOnce } from "./application/once/create-once.ts";
export type { CreatedOnce } from "./application/once/make-task.ts";
export type { OnceNeeds } from "./application/once/needs.ts";
export { type Edit, makeWriteToRequest, type WriteToRequest } from "./application/once/write-to-request.ts";
export { makePlayVoicemail, type PlayOutcome, type PlayVoicemail } from "./application/play-voicemail.ts";
export {
  makePurgeVoicemails,
  type PurgePolicy,
  type PurgeStep,
  type PurgeVoicemails,
} from "./application/purge-voicemails.ts";
export {
  makeReadTranscript,
  type ReadTranscript,
  type ReadTranscriptOutcome,
} from "./application/read-transcript.ts";
export {
  makeRecordAttempt,
  type PlacedCall,
  type RecordAttempt,
  type RecordAttemptOutcome,
} from "./application/record-attempt.ts";
export {
  makeRequestByAgent,
  type RequestByAgent,
  type RequestByAgentOutcome,
} from "./application/request-by-agent.ts";
export {
  type JoinedTranscript,
  makeRequestCallback,
  type RequestCallback,
  type RequestCallbackOutcome,
  type RequestCallbackPolicy,
} from "./application/request-callback.ts";
export {
  makeRequeueCallback,
  type RequeueCallback,
  type RequeueOptions,
  type RequeueOutcome,
} from "./application/requeue-callback.ts";
export type {
  CancelBySupervisor,
  CancelBySupervisorOutcome,
} from "./application/supervisor/cancel-by-supervisor.ts";
export type { ListCallbacks, ListOutcome } from "./application/supervisor/list-callbacks.ts";
export type { NotForAgent } from "./application/task-for-agent.ts";
export { type Agent, mayHandle } from "./domain/agent.ts";
export type { Announcement, AnnouncementKind } from "./domain/announcement.ts";
export { ATTRIBUTE_BUDGET, type Fitted, fitToBudget } from "./domain/attribute-budget.ts";
export {
  type AskedAgain,
  type Assigned,
  type CallbackRequest,
  type Contact,
  type Expedited,
  kindOf,
  numberToDial,
  type RequestKind,
} from "./domain/callback-request.ts";
export {
  type CallbackTask,
  type CallbackTaskChange,
  changedTask,
  conversationOf,
  type JoinedMark,
  keyOf,
  type RequeueState,
  requeueStateOf,
  type TaskMark,
} from "./domain/callback-task.ts";
export {
  type DuplicatePolicy,
  type Identifying,
  identityOf,
  type RequestIdentity,
  type RequestIds,
} from "./domain/duplicates.ts";
export {
  CLOSINGS,
  type Closing,
  END_KINDS,
  END_REASONS,
  type End,
  type EndKind,
  type EndReason,
} from "./domain/end.ts";
export type { Json, JsonObject } from "./domain/json.ts";
export { DEFAULT_LIFETIME_DAYS, type LifetimePolicy } from "./domain/lifetime.ts";
export { maskedDetail, maskedText } from "./domain/masking.ts";
export type {
  LedgerEntry,
  StoredEntry,
} from "./domain/once/ledger-entry.ts";
export {
  type Extent,
  type Look,
  oldestFirst,
} from "./domain/once/look.ts";
export { FUNCTIONS_PACE, type Pace } from "./domain/once/pace.ts";
export type { FieldFault } from "./domain/parse-request.ts";
export {
  type CallbackInput,
  type FieldFaults,
  type InputField,
  type ParsedRequest,
  type ParseRequestPolicy,
  parseRequest,
} from "./domain/parse-request.ts";
export {
  countryOf,
  type NumberPolicy,
  type NumberReading,
  type NumberRefusal,
  type PhoneNumber,
  readNumber,
} from "./domain/phone-number.ts";
export type { RetentionPolicy } from "./domain/retention.ts";
export {
  ATTEMPT_OUTCOMES,
  type Attempt,
  type AttemptOutcome,
  type TelephoneOutcome,
} from "./domain/retry/attempt.ts";
export {
  canRequeue,
  currentAttempt,
  DEFAULT_MAX_ATTEMPTS,
  DEFAULT_MAX_PUT_BACKS,
  decideRequeue,
  type LastTask,
  nextAttempt,
  type PutBack,
  type PutBackWish,
  type RequeueDecision,
  type RequeuePolicy,
} from "./domain/retry/requeue.ts";
export type { RetryDelays } from "./domain/retry/retry-delays.ts";
export {
  DEFAULT_CHANNEL,
  DEFAULT_PRIORITY,
  DEFAULT_TIMEOUT_SECONDS,
  MAX_PRIORITY,
  MAX_TIMEOUT_SECONDS,
  type Routing,
} from "./domain/routing.ts";
export type { CallbackRow, ListedTask, ListPolicy, TaskHolder } from "./domain/supervisor/listed-task.ts";
export type { TaskEnd, TaskEvent } from "./domain/task-event.ts";
export { isCallDue, isOpen, isWithAgent, TASK_STATES, type TaskState } from "./domain/task-state.ts";
export { type ByAgent, type Transcript, type Voicemail, withTranscript } from "./domain/voicemail.ts";
export type { DeletionDecision, DeletionPolicy, DeletionRefusal } from "./domain/voicemail-deletion.ts";
export type { WaitingCall } from "./domain/waiting/carried.ts";
export type { QueueFigures } from "./domain/waiting/expected-wait.ts";
export type { OpeningHours, OpenSpan } from "./domain/waiting/hours.ts";
export type { AgentRoster, RosterAgent } from "./ports/agent-roster.ts";
export type { AgentIdentity, Agents, TokenRefusal } from "./ports/agents.ts";
export type { Announcements } from "./ports/announcements.ts";
export type { CallbackList, CallbackPage } from "./ports/callback-list.ts";
export type { Added, CallbackTasks, NewTask, Sought, TaskReading } from "./ports/callback-tasks.ts";
export type { Chance } from "./ports/chance.ts";
export type { CallOff, Clock } from "./ports/clock.ts";
export { Rejected, TooLarge, Unavailable } from "./ports/faults.ts";
export type { CallParties, InboundCalls } from "./ports/inbound-calls.ts";
export {
  type ClaimOutcome,
  ENTRY_LIFETIME_SECONDS,
  type EntryRead,
  type EntryWrite,
  type Forgotten,
  type Ledger,
} from "./ports/ledger.ts";
export type { Log, LogDetails } from "./ports/log.ts";
export type { AudioPart, RecordedMessage, RecordingRead, Recordings, Span } from "./ports/recordings.ts";
export { HISTORY_MS, type HistoryPage, type HistorySpan, type TaskHistory } from "./ports/task-history.ts";
export type { TranscriptionRead, Transcriptions } from "./ports/transcriptions.ts";
export type { WaitEstimates } from "./ports/wait-estimates.ts";
export type { LeavesFor, WaitingCalls } from "./ports/waiting-calls.ts";
export type { Workflows } from "./ports/workflows.ts";
