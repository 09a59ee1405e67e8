import { CollectedLog } from "../adapters/memory/collected-log.ts";
import { ManualClock } from "../adapters/memory/manual-clock.ts";
import { MemoryAgentNotices } from "../adapters/memory/memory-agent-notices.ts";
import { MemoryAgentRoster } from "../adapters/memory/memory-agent-roster.ts";
import { MemoryAgents } from "../adapters/memory/memory-agents.ts";
import { MemoryAnnouncements } from "../adapters/memory/memory-announcements.ts";
import { MemoryCallbackList } from "../adapters/memory/memory-callback-list.ts";
import { MemoryCallbackTasks } from "../adapters/memory/memory-callback-tasks.ts";
import { MemoryLedger, MemoryLedgerBook } from "../adapters/memory/memory-ledger.ts";
import { MemoryOutboundCalls } from "../adapters/memory/memory-outbound-calls.ts";
import { MemoryQueue } from "../adapters/memory/memory-queue.ts";
import { MemoryRecordings } from "../adapters/memory/memory-recordings.ts";
import { MemoryTaskHistory } from "../adapters/memory/memory-task-history.ts";
import { MemoryTelemetry } from "../adapters/memory/memory-telemetry.ts";
import { MemoryTranscriptions } from "../adapters/memory/memory-transcriptions.ts";
import { MemoryWorkflows } from "../adapters/memory/memory-workflows.ts";
import { SeededChance } from "../adapters/memory/seeded-chance.ts";
import { type AddTranscript, makeAddTranscript } from "../application/add-transcript.ts";
import { makeAnnounce } from "../application/announce.ts";
import { type CloseCallback, makeCloseCallback } from "../application/close-callback.ts";
import { type DeleteVoicemail, makeDeleteVoicemail } from "../application/delete-voicemail.ts";
import { PanelStates } from "../application/desktop/panel-states.ts";
import { makePlaceCall, type PlaceCall } from "../application/desktop/place-call.ts";
import { type RecordOnCallback, recordOutcomes } from "../application/desktop/record-outcomes.ts";
import { makeRetryLater, type RetryLater } from "../application/desktop/retry-later.ts";
import { type FollowEnd, makeFollowEnd } from "../application/follow-end.ts";
import { type ForgetContact, makeForgetContact } from "../application/forget-contact.ts";
import { type LeaveVoicemail, makeLeaveVoicemail } from "../application/leave-voicemail.ts";
import { makeNoteServed } from "../application/note-served.ts";
import { makeCreateOnce } from "../application/once/create-once.ts";
import type { OnceNeeds } from "../application/once/needs.ts";
import { makeWriteToRequest } from "../application/once/write-to-request.ts";
import { makePlayVoicemail, type PlayVoicemail } from "../application/play-voicemail.ts";
import {
  makePurgeVoicemails,
  type PurgePolicy,
  type PurgeVoicemails,
} from "../application/purge-voicemails.ts";
import { makeReadTranscript, type ReadTranscript } from "../application/read-transcript.ts";
import { makeRecordAttempt, type RecordAttempt } from "../application/record-attempt.ts";
import { makeRequestByAgent, type RequestByAgent } from "../application/request-by-agent.ts";
import {
  makeRequestCallback,
  type RequestCallback,
  type RequestCallbackPolicy,
} from "../application/request-callback.ts";
import { makeRequeueCallback, type RequeueCallback } from "../application/requeue-callback.ts";
import { type AssignCallback, makeAssignCallback } from "../application/supervisor/assign-callback.ts";
import {
  type CancelBySupervisor,
  makeCancelBySupervisor,
} from "../application/supervisor/cancel-by-supervisor.ts";
import { type ExpediteCallback, makeExpediteCallback } from "../application/supervisor/expedite-callback.ts";
import { type ListAgents, makeListAgents } from "../application/supervisor/list-agents.ts";
import { type ListCallbacks, makeListCallbacks } from "../application/supervisor/list-callbacks.ts";
import { makeReportRequests, type ReportRequests } from "../application/supervisor/report-requests.ts";
import { makeSweep, type Sweep } from "../application/sweep.ts";
import { makeTakeEvents, type TakeEvents } from "../application/take-events.ts";

import type { Agent } from "../domain/agent.ts";
import { FUNCTIONS_PACE } from "../domain/once/pace.ts";
import { DEFAULT_MAX_ATTEMPTS, type RequeuePolicy } from "../domain/retry/requeue.ts";
import type { ServedPolicy } from "../domain/served.ts";
import type { ListPolicy } from "../domain/supervisor/listed-task.ts";
import { DEFAULT_TARGET_MINUTES } from "../domain/supervisor/urgency.ts";
import type { DeletionPolicy } from "../domain/voicemail-deletion.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { Recordings } from "../ports/recordings.ts";
import type { Transcriptions } from "../ports/transcriptions.ts";

export type MemoryPolicy = RequestCallbackPolicy &
  ServedPolicy &
  RequeuePolicy &
  DeletionPolicy &
  PurgePolicy &
  ListPolicy;

/** One process of the contact centre, such as a warm Function. */
export interface MemoryProcess {
  /** Puts a request to the agents, once: a repeated request joins the task of the first one. */
  readonly requestCallback: RequestCallback;
  readonly requestByAgent: RequestByAgent;
  readonly leaveVoicemail: LeaveVoicemail;
  readonly addTranscript: AddTranscript;
  readonly recordAttempt: RecordAttempt;
  readonly requeueCallback: RequeueCallback;
  readonly closeCallback: CloseCallback;
  readonly followEnd: FollowEnd;
  readonly takeEvents: TakeEvents;
  readonly sweep: Sweep;
  readonly forgetContact: ForgetContact;
  readonly playVoicemail: PlayVoicemail;
  readonly readTranscript: ReadTranscript;
  readonly deleteVoicemail: DeleteVoicemail;
  readonly purgeVoicemails: PurgeVoicemails;
  readonly listCallbacks: ListCallbacks;
  readonly cancelBySupervisor: CancelBySupervisor;
  readonly expediteCallback: ExpediteCallback;
  readonly assignCallback: AssignCallback;
  readonly listAgents: ListAgents;
  readonly reportRequests: ReportRequests;
}

/** Adapters that only this process uses, instead of the shared ones. */
export interface ProcessOptions {
  readonly tasks?: CallbackTasks;
  readonly ledger?: Ledger;
  readonly recordings?: Recordings;
  readonly transcriptions?: Transcriptions;
  readonly clock?: Clock;
  readonly policy?: Partial<MemoryPolicy>;
}

/** An agent desktop: what the agent does with a callback, and the agent's telephone. */
export interface MemoryDesktop {
  readonly placeCall: PlaceCall;
  readonly retryLater: RetryLater;
  readonly states: PanelStates;
  readonly calls: MemoryOutboundCalls;
  readonly notices: MemoryAgentNotices;
  readonly telemetry: MemoryTelemetry;
}

/** A contact centre in memory. Its processes and agents share this state. */
export class MemoryCentre {
  /** The time does not change until a test moves it. */
  readonly clock = new ManualClock();
  readonly chance = new SeededChance();
  readonly log = new CollectedLog();
  /** The agents' side of the queue: they accept tasks, wrap them up and finish them. */
  readonly queue = new MemoryQueue(() => this.clock.now());
  readonly tasks = new MemoryCallbackTasks(this.queue);
  readonly history = new MemoryTaskHistory(this.queue);
  readonly ledgerBook = new MemoryLedgerBook();
  /** What other systems were told. */
  readonly announcements = new MemoryAnnouncements();
  readonly ledger = new MemoryLedger(this.clock, this.ledgerBook);
  readonly recordings = new MemoryRecordings();
  readonly transcriptions = new MemoryTranscriptions();
  readonly agents = new MemoryAgents();
  /** What people call the workflows. */
  readonly workflows = new MemoryWorkflows();
  /** Who can be handed a request. */
  readonly roster = new MemoryAgentRoster();
  readonly policy: MemoryPolicy;

  constructor(policy: Partial<MemoryPolicy> = {}) {
    this.policy = { ...DEFAULT_POLICY, ...policy };
  }

  process(options: ProcessOptions = {}): MemoryProcess {
    const { log } = this;
    const policy = { ...this.policy, ...options.policy };
    const clock = options.clock ?? this.clock;
    const tasks = options.tasks ?? new MemoryCallbackTasks(this.queue);
    const ledger = options.ledger ?? this.ledger;
    const { recordings = this.recordings, transcriptions = this.transcriptions } = options;
    const needs: OnceNeeds = {
      tasks,
      ledger,
      clock,
      chance: this.chance,
      log,
      pace: FUNCTIONS_PACE,
      lifetime: policy,
      roster: this.roster,
    };
    const write = makeWriteToRequest(needs);
    const followEnd = makeFollowEnd(needs);
    const noteServed = makeNoteServed(write, needs, policy);
    const announce = makeAnnounce(this.announcements, (id) => id, needs);
    const requeueCallback = makeRequeueCallback(needs, policy);
    const requestCallback = makeRequestCallback(makeCreateOnce(needs), tasks, write, clock, log, policy);

    return {
      requestCallback,
      requestByAgent: makeRequestByAgent(requestCallback, requeueCallback, tasks),
      leaveVoicemail: makeLeaveVoicemail(requestCallback, transcriptions, log),
      addTranscript: makeAddTranscript(tasks, write, log),
      recordAttempt: makeRecordAttempt(tasks, write, clock),
      requeueCallback,
      closeCallback: makeCloseCallback(tasks),
      followEnd,
      takeEvents: makeTakeEvents(followEnd, noteServed, announce, needs),
      sweep: makeSweep(this.history, followEnd, needs, announce, noteServed),
      playVoicemail: makePlayVoicemail(tasks, write, recordings, clock, log),
      readTranscript: makeReadTranscript(tasks, transcriptions, log),
      deleteVoicemail: makeDeleteVoicemail(tasks, write, recordings, transcriptions, clock, log, policy),
      forgetContact: makeForgetContact({ ...needs, history: this.history, recordings, transcriptions }),
      purgeVoicemails: makePurgeVoicemails(tasks, write, recordings, transcriptions, clock, log, policy),
      listCallbacks: makeListCallbacks(new MemoryCallbackList(this.queue), policy),
      cancelBySupervisor: makeCancelBySupervisor(needs),
      expediteCallback: makeExpediteCallback(needs),
      assignCallback: makeAssignCallback(needs, this.roster),
      listAgents: makeListAgents(this.roster),
      reportRequests: makeReportRequests(this.history, new MemoryCallbackList(this.queue), this.workflows, {
        targetMinutes: DEFAULT_TARGET_MINUTES,
        ...policy,
      }),
    };
  }

  /** A desktop of the agent's: another one is another browser tab. What comes of calls is recorded by itself. */
  desktop(agent: Agent, { requeueCallback, recordAttempt } = this.process()): MemoryDesktop {
    const { clock, log, queue } = this;
    const calls = new MemoryOutboundCalls();
    const notices = new MemoryAgentNotices();
    const telemetry = new MemoryTelemetry();
    const states = new PanelStates();
    const requeue = (taskId: string) => requeueCallback(taskId, agent);
    const wrapUp = async (taskId: string) => queue.wrapUp(taskId);
    const record: RecordOnCallback = (taskId, call) => recordAttempt(taskId, call, agent);
    recordOutcomes(calls, record, () => false, notices, log);

    return {
      placeCall: makePlaceCall({ calls, note: record, states, notices, telemetry, clock, log }),
      retryLater: makeRetryLater({ requeue, wrapUp, states, notices, telemetry, clock, log }),
      states,
      calls,
      notices,
      telemetry,
    };
  }
}

/** The use cases of one process, and the state in memory that they use. */
export type MemoryCallbacks = MemoryProcess & { readonly desktop: (agent: Agent) => MemoryDesktop } & Pick<
    MemoryCentre,
    | "agents"
    | "chance"
    | "clock"
    | "history"
    | "ledgerBook"
    | "log"
    | "queue"
    | "recordings"
    | "roster"
    | "tasks"
    | "transcriptions"
  >;

/** Wires all use cases to adapters in memory, for trying things out, for tests, and as a pattern for your own wiring. */
export function memoryCallbacks(policy: Partial<MemoryPolicy> = {}): MemoryCallbacks {
  const centre = new MemoryCentre(policy);
  const process = centre.process({ tasks: centre.tasks });

  return {
    ...process,
    desktop: (agent) => centre.desktop(agent, process),
    agents: centre.agents,
    chance: centre.chance,
    clock: centre.clock,
    history: centre.history,
    ledgerBook: centre.ledgerBook,
    log: centre.log,
    queue: centre.queue,
    recordings: centre.recordings,
    roster: centre.roster,
    tasks: centre.tasks,
    transcriptions: centre.transcriptions,
  };
}

const DEFAULT_POLICY: MemoryPolicy = {
  deletion: "after-call",
  duplicates: "join",
  forAgents: "none",
  maxAttempts: DEFAULT_MAX_ATTEMPTS,
  pauseBetweenMs: 0,
  premiumNumbers: "refuse",
  timeZone: "UTC",
};
