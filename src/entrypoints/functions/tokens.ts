import type { ServiceIdentifier } from "inversify";
import type { Answer } from "../../adapters/functions/answer.ts";
import type { AnswerBudget, Deadline } from "../../adapters/functions/deadline.ts";
import type { AnswerToAgent } from "../../adapters/functions/flex-request.ts";
import type { DesktopPolicy } from "../../adapters/functions/flex-settings.ts";
import type { FunctionEvent } from "../../adapters/functions/parameters.ts";
import type { CallerOf, RecordingStatusPolicy } from "../../adapters/functions/recording-status.ts";
import type { MenuNeeds } from "../../adapters/functions/twiml/menu-effects.ts";
import type { MenuOptions } from "../../adapters/functions/twiml/menu-options.ts";
import type { Seal } from "../../adapters/functions/twiml/seal.ts";
import type { WaitPolicy } from "../../adapters/functions/twiml/wait-experience.ts";
import type { TwilioConnection } from "../../adapters/twilio-rest/connection.ts";
import type { Transport } from "../../adapters/twilio-rest/transport.ts";
import type { EventSource } from "../../adapters/twilio-wire/event-stream.ts";
import type { AddTranscript } from "../../application/add-transcript.ts";
import type { Announce } from "../../application/announce.ts";
import type { CancelCallback } from "../../application/cancel-callback.ts";
import type { CloseCallback } from "../../application/close-callback.ts";
import type { DeleteVoicemail } from "../../application/delete-voicemail.ts";
import type { NoteEventsCame } from "../../application/events-came.ts";
import type { FindCallback } from "../../application/find-callback.ts";
import type { FindHolding } from "../../application/find-holding.ts";
import type { FollowEnd } from "../../application/follow-end.ts";
import type { ForgetContact } from "../../application/forget-contact.ts";
import type { KeepPlace, KeepPlacePolicy } from "../../application/keep-place.ts";
import type { LeaveForVoicemail } from "../../application/leave-for-voicemail.ts";
import type { LeaveVoicemail } from "../../application/leave-voicemail.ts";
import type { NoteServed } from "../../application/note-served.ts";
import type { CreateOnce } from "../../application/once/create-once.ts";
import type { OnceNeeds } from "../../application/once/needs.ts";
import type { WriteToRequest } from "../../application/once/write-to-request.ts";
import type { PlayVoicemail } from "../../application/play-voicemail.ts";
import type { PurgePolicy, PurgeVoicemails } from "../../application/purge-voicemails.ts";
import type { ReadTranscript } from "../../application/read-transcript.ts";
import type { RecordAttempt } from "../../application/record-attempt.ts";
import type { RequestByAgent } from "../../application/request-by-agent.ts";
import type { RequestCallback, RequestCallbackPolicy } from "../../application/request-callback.ts";
import type { RequeueCallback } from "../../application/requeue-callback.ts";
import type { AssignCallback } from "../../application/supervisor/assign-callback.ts";
import type { CancelBySupervisor } from "../../application/supervisor/cancel-by-supervisor.ts";
import type { ExpediteCallback } from "../../application/supervisor/expedite-callback.ts";
import type { ListAgents } from "../../application/supervisor/list-agents.ts";
import type { ListCallbacks } from "../../application/supervisor/list-callbacks.ts";
import type { ReportRequests } from "../../application/supervisor/report-requests.ts";
import type { Sweep } from "../../application/sweep.ts";
import type { TakeEvents } from "../../application/take-events.ts";
import type { Pace } from "../../domain/once/pace.ts";
import type { NumberPolicy } from "../../domain/phone-number.ts";
import type { RequeuePolicy } from "../../domain/retry/requeue.ts";
import type { ServedPolicy } from "../../domain/served.ts";
import type { BoardPolicy } from "../../domain/supervisor/listed-task.ts";
import type { DeletionPolicy } from "../../domain/voicemail-deletion.ts";
import type { AgentRoster } from "../../ports/agent-roster.ts";
import type { Agents } from "../../ports/agents.ts";
import type { Announcements } from "../../ports/announcements.ts";
import type { CallbackList } from "../../ports/callback-list.ts";
import type { CallbackTasks } from "../../ports/callback-tasks.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { InboundCalls } from "../../ports/inbound-calls.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { Log } from "../../ports/log.ts";
import type { Recordings } from "../../ports/recordings.ts";
import type { TaskHistory } from "../../ports/task-history.ts";
import type { Transcriptions } from "../../ports/transcriptions.ts";
import type { WaitEstimates } from "../../ports/wait-estimates.ts";
import type { WaitingCalls } from "../../ports/waiting-calls.ts";
import type { Workflows } from "../../ports/workflows.ts";
import type { Settings } from "./settings.ts";

export type AnswerToAnyone = (event: FunctionEvent) => Promise<Answer>;
export type ForAgents = (answer: AnswerToAgent) => AnswerToAnyone;

/** One token for each port, policy, use case and answer: the only names that the container knows. */
export const TOKENS = {
  Settings: token<Settings>("Settings"),
  Connection: token<TwilioConnection>("Connection"),
  RequestPolicy: token<RequestCallbackPolicy>("RequestPolicy"),
  RequeuePolicy: token<RequeuePolicy>("RequeuePolicy"),
  RecordingStatusPolicy: token<RecordingStatusPolicy>("RecordingStatusPolicy"),
  ListPolicy: token<BoardPolicy>("ListPolicy"),
  DeletionPolicy: token<DeletionPolicy>("DeletionPolicy"),
  DesktopPolicy: token<DesktopPolicy>("DesktopPolicy"),
  NumberPolicy: token<NumberPolicy>("NumberPolicy"),
  EventSource: token<EventSource>("EventSource"),
  Pace: token<Pace>("Pace"),
  PurgePolicy: token<PurgePolicy>("PurgePolicy"),
  AnswerBudget: token<AnswerBudget>("AnswerBudget"),
  Deadline: token<Deadline>("Deadline"),
  Transport: token<Transport>("Transport"),

  WaitPolicy: token<WaitPolicy>("WaitPolicy"),
  MenuOptions: token<MenuOptions>("MenuOptions"),
  KeepPlacePolicy: token<KeepPlacePolicy>("KeepPlacePolicy"),
  Seal: token<Seal>("Seal"),

  AgentRoster: token<AgentRoster>("AgentRoster"),
  Agents: token<Agents>("Agents"),
  Announcements: token<Announcements>("Announcements"),
  CallbackList: token<CallbackList>("CallbackList"),
  CallbackTasks: token<CallbackTasks>("CallbackTasks"),
  Chance: token<Chance>("Chance"),
  Clock: token<Clock>("Clock"),
  InboundCalls: token<InboundCalls>("InboundCalls"),
  Ledger: token<Ledger>("Ledger"),
  Log: token<Log>("Log"),
  Recordings: token<Recordings>("Recordings"),
  TaskHistory: token<TaskHistory>("TaskHistory"),
  Transcriptions: token<Transcriptions>("Transcriptions"),
  WaitEstimates: token<WaitEstimates>("WaitEstimates"),
  Workflows: token<Workflows>("Workflows"),
  FindHolding: token<FindHolding>("FindHolding"),
  WaitingCalls: token<WaitingCalls>("WaitingCalls"),

  OnceNeeds: token<OnceNeeds>("OnceNeeds"),
  CreateOnce: token<CreateOnce>("CreateOnce"),
  WriteToRequest: token<WriteToRequest>("WriteToRequest"),
  RequestCallback: token<RequestCallback>("RequestCallback"),
  RequestByAgent: token<RequestByAgent>("RequestByAgent"),
  RequeueCallback: token<RequeueCallback>("RequeueCallback"),
  RecordAttempt: token<RecordAttempt>("RecordAttempt"),
  CloseCallback: token<CloseCallback>("CloseCallback"),
  FollowEnd: token<FollowEnd>("FollowEnd"),
  Announce: token<Announce>("Announce"),
  ServedPolicy: token<ServedPolicy>("ServedPolicy"),
  NoteServed: token<NoteServed>("NoteServed"),
  TakeEvents: token<TakeEvents>("TakeEvents"),
  NoteEventsCame: token<NoteEventsCame>("NoteEventsCame"),
  LeaveVoicemail: token<LeaveVoicemail>("LeaveVoicemail"),
  AddTranscript: token<AddTranscript>("AddTranscript"),
  PlayVoicemail: token<PlayVoicemail>("PlayVoicemail"),
  ReadTranscript: token<ReadTranscript>("ReadTranscript"),
  DeleteVoicemail: token<DeleteVoicemail>("DeleteVoicemail"),
  Sweep: token<Sweep>("Sweep"),
  ForgetContact: token<ForgetContact>("ForgetContact"),
  ListCallbacks: token<ListCallbacks>("ListCallbacks"),
  CancelBySupervisor: token<CancelBySupervisor>("CancelBySupervisor"),
  ExpediteCallback: token<ExpediteCallback>("ExpediteCallback"),
  AssignCallback: token<AssignCallback>("AssignCallback"),
  ListAgents: token<ListAgents>("ListAgents"),
  ReportRequests: token<ReportRequests>("ReportRequests"),
  PurgeVoicemails: token<PurgeVoicemails>("PurgeVoicemails"),

  FindCallback: token<FindCallback>("FindCallback"),
  CancelCallback: token<CancelCallback>("CancelCallback"),
  KeepPlace: token<KeepPlace>("KeepPlace"),
  LeaveForVoicemail: token<LeaveForVoicemail>("LeaveForVoicemail"),
  MenuNeeds: token<MenuNeeds>("MenuNeeds"),
  CallerOf: token<CallerOf>("CallerOf"),

  ForAgents: token<ForAgents>("ForAgents"),
  FindCallbackAnswer: token<AnswerToAnyone>("FindCallbackAnswer"),
  CancelCallbackAnswer: token<AnswerToAnyone>("CancelCallbackAnswer"),
  WaitAnswer: token<AnswerToAnyone>("WaitAnswer"),
  AfterQueueAnswer: token<AnswerToAnyone>("AfterQueueAnswer"),
  CreateCallbackAnswer: token<AnswerToAnyone>("CreateCallbackAnswer"),
  CreateCallbackForAgentAnswer: token<AnswerToAgent>("CreateCallbackForAgentAnswer"),
  RequeueAnswer: token<AnswerToAgent>("RequeueAnswer"),
  RecordAttemptAnswer: token<AnswerToAgent>("RecordAttemptAnswer"),
  CloseCallbackAnswer: token<AnswerToAgent>("CloseCallbackAnswer"),
  RecordingStatusAnswer: token<AnswerToAnyone>("RecordingStatusAnswer"),
  TranscriptionStatusAnswer: token<AnswerToAnyone>("TranscriptionStatusAnswer"),
  TaskRouterEventsAnswer: token<AnswerToAnyone>("TaskRouterEventsAnswer"),
  FetchVoicemailAnswer: token<AnswerToAgent>("FetchVoicemailAnswer"),
  ReadTranscriptAnswer: token<AnswerToAgent>("ReadTranscriptAnswer"),
  DeleteVoicemailAnswer: token<AnswerToAgent>("DeleteVoicemailAnswer"),
  ListCallbacksAnswer: token<AnswerToAgent>("ListCallbacksAnswer"),
  CancelBySupervisorAnswer: token<AnswerToAgent>("CancelBySupervisorAnswer"),
  ExpediteCallbackAnswer: token<AnswerToAgent>("ExpediteCallbackAnswer"),
  AssignCallbackAnswer: token<AnswerToAgent>("AssignCallbackAnswer"),
  ListAgentsAnswer: token<AnswerToAgent>("ListAgentsAnswer"),
  ReportAnswer: token<AnswerToAgent>("ReportAnswer"),
  FlexSettingsAnswer: token<AnswerToAgent>("FlexSettingsAnswer"),
};

/** A token is also a text or a symbol, from which nothing of its value can be inferred. */
type Bound<Token> = Token extends string | symbol
  ? never
  : Token extends ServiceIdentifier<infer Value>
    ? Value
    : never;

/** What is bound to take the place of our own, by the names of the tokens. */
export type Bindings = { readonly [Name in keyof typeof TOKENS]?: Bound<(typeof TOKENS)[Name]> };

function token<T>(name: string): ServiceIdentifier<T> {
  return Symbol.for(name) as ServiceIdentifier<T>;
}
