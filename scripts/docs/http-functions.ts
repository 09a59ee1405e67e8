import type { Answer } from "../../src/adapters/functions/answer.ts";
import { makeCancelBySupervisorAnswer } from "../../src/adapters/functions/cancel-by-supervisor.ts";
import { makeCloseCallbackAnswer } from "../../src/adapters/functions/close-callback.ts";
import { makeCreateCallback } from "../../src/adapters/functions/create-callback.ts";
import { PARAMETERS } from "../../src/adapters/functions/create-callback-parameters.ts";
import { makeDeleteVoicemailAnswer } from "../../src/adapters/functions/delete-voicemail.ts";
import { makeFetchVoicemailAnswer } from "../../src/adapters/functions/fetch-voicemail.ts";
import type { AnswerToAgent } from "../../src/adapters/functions/flex-request.ts";
import { makeFlexSettingsAnswer } from "../../src/adapters/functions/flex-settings.ts";
import { makeListCallbacksAnswer } from "../../src/adapters/functions/list-callbacks.ts";
import {
  AGENT_PARAMETERS,
  ASSIGN_PARAMETERS,
  ATTEMPT_PARAMETERS,
  CANCEL_PARAMETERS,
  CLOSE_PARAMETERS,
  LIST_PARAMETERS,
  RANGE_PARAMETERS,
  RECORDING_PARAMETERS,
  REPORT_PARAMETERS,
  REQUEUE_PARAMETERS,
  TASK_PARAMETERS,
} from "../../src/adapters/functions/parameter-catalogue.ts";
import type { FunctionEvent, Parameter } from "../../src/adapters/functions/parameters.ts";
import { makeReadTranscriptAnswer } from "../../src/adapters/functions/read-transcript.ts";
import { makeRecordAttemptAnswer } from "../../src/adapters/functions/record-attempt.ts";
import { makeRecordingStatus } from "../../src/adapters/functions/recording-status.ts";
import { makeReportAnswer } from "../../src/adapters/functions/report.ts";
import { makeRequeueAnswer } from "../../src/adapters/functions/requeue-callback.ts";
import {
  makeAssignCallbackAnswer,
  makeExpediteCallbackAnswer,
  makeListAgentsAnswer,
} from "../../src/adapters/functions/supervise.ts";
import { makeTaskRouterEvents } from "../../src/adapters/functions/taskrouter-events.ts";
import { TRANSCRIPTION_PARAMETERS } from "../../src/adapters/functions/transcription-parameters.ts";
import { makeTranscriptionStatus } from "../../src/adapters/functions/transcription-status.ts";
import { CollectedLog } from "../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../src/adapters/memory/manual-clock.ts";
import type { EventFunction, FlexFunction, StudioFunction } from "../../src/adapters/twilio-wire/paths.ts";
import type { AddTranscriptOutcome } from "../../src/application/add-transcript.ts";
import type { CloseOutcome } from "../../src/application/close-callback.ts";
import type { DeleteVoicemailOutcome } from "../../src/application/delete-voicemail.ts";
import type { PlayOutcome } from "../../src/application/play-voicemail.ts";
import type { ReadTranscriptOutcome } from "../../src/application/read-transcript.ts";
import type { RecordAttemptOutcome } from "../../src/application/record-attempt.ts";
import type { RequestCallbackOutcome } from "../../src/application/request-callback.ts";
import type { RequeueOutcome } from "../../src/application/requeue-callback.ts";
import type { AssignOutcome } from "../../src/application/supervisor/assign-callback.ts";
import type { CancelBySupervisorOutcome } from "../../src/application/supervisor/cancel-by-supervisor.ts";
import type { SupervisedOutcome } from "../../src/application/supervisor/expedite-callback.ts";
import type { ListAgentsOutcome } from "../../src/application/supervisor/list-agents.ts";
import type { ListOutcome } from "../../src/application/supervisor/list-callbacks.ts";
import { DEFAULT_MAX_ATTEMPTS } from "../../src/domain/retry/requeue.ts";
import { DEFAULT_RETRY_DELAYS } from "../../src/domain/retry/retry-delays.ts";
import type { CallbackRow } from "../../src/domain/supervisor/listed-task.ts";
import { reportOf } from "../../src/domain/supervisor/report.ts";
import { DEFAULT_TARGET_MINUTES } from "../../src/domain/supervisor/urgency.ts";
import { MENU_FUNCTIONS } from "./http-menu-functions.ts";

export interface DescribedFunction {
  readonly purpose: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Whether it takes all parameters of `studio/create-callback` as well. */
  readonly takesRequests?: true;
  /** Its own answers, made by the function itself. */
  readonly answers: () => Promise<readonly Answer[]>;
}

/** One or more examples of each outcome that the use case can have. */
export type Examples<Outcome extends { readonly kind: string }> = {
  readonly [Kind in Outcome["kind"]]: readonly Extract<Outcome, { readonly kind: Kind }>[];
};

const TASK = `WT${"0".repeat(32)}`;
const NEXT_TASK = `WT${"1".repeat(32)}`;
const AGENT = { name: "Agent One", workerId: `WK${"0".repeat(32)}`, roles: ["agent"] };
const NOT_FOR_AGENT = {
  "not-allowed": [{ kind: "not-allowed" }],
  "task-not-found": [{ kind: "task-not-found" }],
} as const;

const SUPERVISED: Examples<SupervisedOutcome> = {
  done: [{ kind: "done", taskId: NEXT_TASK, repeated: false }],
  taken: [{ kind: "taken", state: "assigned" }],
  ended: [{ kind: "ended" }],
  ...NOT_FOR_AGENT,
};

const REPORT = reportOf(
  [],
  { since: new Date("2026-03-02T00:00:00Z"), until: new Date("2026-03-02T09:30:00Z") },
  { targetMinutes: DEFAULT_TARGET_MINUTES, timeZone: "UTC" },
);

const LISTED: CallbackRow = {
  taskId: TASK,
  kind: "callback",
  state: "waiting",
  contact: "+14155550123",
  contactName: "Jane Doe",
  calledNumber: "+14155550100",
  receivedAt: new Date("2026-03-02T09:30:00Z"),
  heldUntil: new Date("2026-03-02T10:30:00Z"),
  attemptsMade: 1,
  calls: 1,
  lastOutcome: "no-answer",
  priority: 0,
  workflowId: `WW${"0".repeat(32)}`,
};

const REQUESTED: Examples<RequestCallbackOutcome> = {
  created: [
    { kind: "created", taskId: TASK },
    { kind: "created", taskId: TASK, ignored: ["priority"] },
  ],
  joined: [
    { kind: "joined", taskId: TASK, transcript: "none" },
    { kind: "joined", taskId: TASK, transcript: "written" },
  ],
  refused: [{ kind: "refused", faults: { contactNumber: "too-short", callerId: "empty" } }],
};

export const STUDIO: Readonly<Record<StudioFunction, DescribedFunction>> = {
  ...MENU_FUNCTIONS,
  "create-callback": {
    purpose:
      "Asks for a callback or, with a recording, for a voicemail. A flow's Run Function widget and TwiML call it; it is also the `transcribeCallback` of `<Record>`. The same request never makes a second task. `duplicate`: it was made before, and `taskSid` is its task. `transcript`: what became of a transcript that came with it, `written` or `task-gone`. `ignored`: parameters of a voicemail that were left out because they are wrong, and attributes that are never taken over.",
    parameters: PARAMETERS,
    answers: () => createAnswers(),
  },
  "recording-status": {
    purpose:
      "Receives the `recordingStatusCallback` or the `action` of `<Record>` and makes the voicemail. Twilio sends no telephone numbers there: the flow puts them into the query, or they are read from the call.",
    parameters: RECORDING_PARAMETERS,
    takesRequests: true,
    answers: () =>
      forEach(REQUESTED, (outcome) => {
        const request = async () => outcome;
        const answer = makeRecordingStatus(request, request, async () => ({}), new CollectedLog(), {
          absent: "ignore",
          minSeconds: 1,
        });

        return outcome.kind === "refused" ? answer({}) : answer({ RecordingSid: `RE${"0".repeat(32)}` });
      }),
  },
  "transcription-status": {
    purpose:
      "The webhook of a [Batch Transcription](voicemail.md) configuration. It adds the transcript to the voicemail's task. The form of a result follows requests that others have received, and is unverified. The body is JSON.",
    parameters: TRANSCRIPTION_PARAMETERS,
    answers: async () => [
      ...(await forEach<AddTranscriptOutcome>(
        { written: [{ kind: "written", taskId: TASK }], "task-gone": [{ kind: "task-gone" }] },
        (outcome) =>
          makeTranscriptionStatus(
            async () => outcome,
            new CollectedLog(),
          )({
            ...exampleOf(TRANSCRIPTION_PARAMETERS),
            sentences: JSON.parse(TRANSCRIPTION_PARAMETERS.sentences.example),
          }),
      )),
      await makeTranscriptionStatus(async () => ({ kind: "task-gone" }), new CollectedLog())({}),
    ],
  },
};

export const EVENTS: Readonly<Record<EventFunction, DescribedFunction>> = {
  taskrouter: {
    purpose:
      "Takes what [Event Streams](https://www.twilio.com/docs/events) tells of tasks: a JSON list of CloudEvents, or a single one, with the types `com.twilio.taskrouter.task.…`. What it does not know, or is another's, is passed over. It may come late, twice and in any order. `ours`: events of callbacks and voicemails. `followed`: requests whose task TaskRouter had ended, and that wait in the queue again. The answer comes within 4 seconds.",
    parameters: {},
    answers: async () => {
      const answer = makeTaskRouterEvents(
        async () => ({ followed: 1 }),
        async () => undefined,
        new ManualClock(),
        new CollectedLog(),
        { accountSid: `AC${"0".repeat(32)}`, workspaceSid: `WS${"0".repeat(32)}` },
      );

      return [await answer({ 0: { type: "com.twilio.taskrouter.task.updated" } }), await answer({})];
    },
  },
};

export const FLEX: Readonly<Record<FlexFunction, DescribedFunction>> = {
  "assign-callback": {
    purpose:
      "Hands a request that waits to an agent, for supervisors and administrators: its delay ends, and that agent is offered it first, for `CALLBACK_OWNER_WAIT` seconds. `taskSid` in the answer is its task from then on. `repeated`: it was theirs before.",
    parameters: { ...AGENT_PARAMETERS, ...ASSIGN_PARAMETERS },
    answers: () =>
      toAgent<AssignOutcome>(
        { ...SUPERVISED, "agent-not-found": [{ kind: "agent-not-found" }] },
        ASSIGN_PARAMETERS,
        (outcome) => makeAssignCallbackAnswer(async () => outcome),
      ),
  },
  "cancel-callback": {
    purpose:
      "Cancels a request that waits, for supervisors and administrators: nobody calls. To cancel what was canceled is no error: `repeated`.",
    parameters: { ...AGENT_PARAMETERS, ...CANCEL_PARAMETERS },
    answers: () =>
      toAgent<CancelBySupervisorOutcome>(
        {
          canceled: [{ kind: "canceled", repeated: false }],
          taken: [{ kind: "taken", state: "assigned" }],
          ended: [{ kind: "ended" }],
          ...NOT_FOR_AGENT,
        },
        CANCEL_PARAMETERS,
        (outcome) => makeCancelBySupervisorAnswer(async () => outcome),
      ),
  },
  "close-callback": {
    purpose:
      "Notes on the task how its request ended, and completes the task. To close what is closed or gone is no error.",
    parameters: { ...AGENT_PARAMETERS, ...CLOSE_PARAMETERS },
    answers: () =>
      toAgent<CloseOutcome>(
        { closed: [{ kind: "closed" }], "not-allowed": NOT_FOR_AGENT["not-allowed"] },
        CLOSE_PARAMETERS,
        (outcome) => makeCloseCallbackAnswer(async () => outcome),
      ),
  },
  "create-callback": {
    purpose: "The same as `studio/create-callback`, for an agent who asks for a contact.",
    parameters: AGENT_PARAMETERS,
    takesRequests: true,
    answers: () => createAnswers(),
  },
  "delete-voicemail": {
    purpose:
      "Deletes the recording and the transcript for good, if `VOICEMAIL_DELETE` allows it. `repeated`: they were deleted before.",
    parameters: { ...AGENT_PARAMETERS, ...TASK_PARAMETERS },
    answers: () =>
      toAgent<DeleteVoicemailOutcome>(
        {
          deleted: [{ kind: "deleted", repeated: false }],
          kept: [
            { kind: "kept", reason: "forbidden" },
            { kind: "kept", reason: "no-call-placed" },
          ],
          "no-recording": [{ kind: "no-recording" }],
          ...NOT_FOR_AGENT,
        },
        TASK_PARAMETERS,
        (outcome) => makeDeleteVoicemailAnswer(async () => outcome),
      ),
  },
  "expedite-callback": {
    purpose:
      "Brings a request forward that waits, for supervisors and administrators: its delay ends, and it goes before all others until its next attempt. `taskSid` in the answer is its task from then on. `repeated`: it was brought forward before.",
    parameters: { ...AGENT_PARAMETERS, ...TASK_PARAMETERS },
    answers: () =>
      toAgent<SupervisedOutcome>(SUPERVISED, TASK_PARAMETERS, (outcome) =>
        makeExpediteCallbackAnswer(async () => outcome),
      ),
  },
  "fetch-voicemail": {
    purpose:
      "Answers with the audio of the voicemail: 200 with the whole, 206 with a part and its place in `Content-Range`. Ask for long recordings in parts.",
    parameters: { ...AGENT_PARAMETERS, ...TASK_PARAMETERS, ...RANGE_PARAMETERS },
    answers: () =>
      toAgent<PlayOutcome>(
        {
          part: [
            { kind: "part", bytes: new Uint8Array(1024), contentType: "audio/mpeg", start: 0, total: 1024 },
            { kind: "part", bytes: new Uint8Array(1024), contentType: "audio/mpeg", start: 0, total: 40_960 },
          ],
          "beyond-end": [{ kind: "beyond-end", total: 1000 }],
          "recording-gone": [{ kind: "recording-gone" }],
          "no-recording": [{ kind: "no-recording" }],
          ...NOT_FOR_AGENT,
        },
        TASK_PARAMETERS,
        (outcome) => makeFetchVoicemailAnswer(async () => outcome),
      ),
  },
  "list-agents": {
    purpose:
      "The agents to whom `flex/assign-callback` can hand a request, for supervisors and administrators: those who are available first.",
    parameters: AGENT_PARAMETERS,
    answers: () =>
      toAgent<ListAgentsOutcome>(
        {
          agents: [
            { kind: "agents", agents: [{ workerId: AGENT.workerId, name: AGENT.name, isAvailable: true }] },
          ],
          "not-allowed": NOT_FOR_AGENT["not-allowed"],
        },
        {},
        (outcome) => makeListAgentsAnswer(async () => outcome),
      ),
  },
  "list-callbacks": {
    purpose:
      "A page of the open callbacks and voicemails, for supervisors and administrators, and for agents as `CALLBACK_LIST_FOR_AGENTS` says. `next` names the page that follows. `heldUntil`: it is offered to nobody before.",
    parameters: { ...AGENT_PARAMETERS, ...LIST_PARAMETERS },
    answers: () =>
      toAgent<ListOutcome>(
        {
          page: [
            { kind: "page", rows: [LISTED], at: LISTED.receivedAt, next: LIST_PARAMETERS.cursor.example },
          ],
          "unknown-cursor": [{ kind: "unknown-cursor" }],
          "not-allowed": NOT_FOR_AGENT["not-allowed"],
        },
        LIST_PARAMETERS,
        (outcome) => makeListCallbacksAnswer(async () => outcome),
      ),
  },
  report: {
    purpose:
      "What became of the requests, for supervisors and administrators. [Reports](reports.md) defines each figure.",
    parameters: { ...AGENT_PARAMETERS, ...REPORT_PARAMETERS },
    answers: async () => [
      await makeReportAnswer(
        async () => REPORT,
        new ManualClock(),
        "UTC",
      )({}, { ...AGENT, roles: ["supervisor"] }),
      await makeReportAnswer(async () => REPORT, new ManualClock(), "UTC")({}, AGENT),
    ],
  },
  "read-transcript": {
    purpose:
      "Answers with the transcript, also where the task has only its beginning. `whole`: not a word is missing.",
    parameters: { ...AGENT_PARAMETERS, ...TASK_PARAMETERS },
    answers: () =>
      toAgent<ReadTranscriptOutcome>(
        {
          text: [{ kind: "text", text: "Please call me about my order.", whole: true }],
          failed: [{ kind: "failed" }],
          "no-transcript": [{ kind: "no-transcript" }],
          "transcript-gone": [{ kind: "transcript-gone" }],
          ...NOT_FOR_AGENT,
        },
        TASK_PARAMETERS,
        (outcome) => makeReadTranscriptAnswer(async () => outcome),
      ),
  },
  "record-attempt": {
    purpose: "Notes on the task that a call is placed for it, that no call came of it, or its outcome.",
    parameters: { ...AGENT_PARAMETERS, ...ATTEMPT_PARAMETERS },
    answers: () =>
      toAgent<RecordAttemptOutcome>(
        { recorded: [{ kind: "recorded" }], ...NOT_FOR_AGENT },
        ATTEMPT_PARAMETERS,
        (outcome) => makeRecordAttemptAnswer(async () => outcome, { premiumNumbers: "refuse" }),
      ),
  },
  "requeue-callback": {
    purpose:
      "Puts the request back into the queue: makes its next task. The agent completes the old one afterwards. Asking again finds the task that was made: `repeated`. The first one's `delay` and `toMe` count.",
    parameters: { ...AGENT_PARAMETERS, ...REQUEUE_PARAMETERS },
    answers: () =>
      toAgent<RequeueOutcome>(
        {
          requeued: [{ kind: "requeued", taskId: NEXT_TASK, repeated: false }],
          superseded: [{ kind: "superseded", taskId: NEXT_TASK }],
          "gave-up": [
            { kind: "gave-up", attemptsMade: DEFAULT_MAX_ATTEMPTS, maxAttempts: DEFAULT_MAX_ATTEMPTS },
          ],
          "not-with-agent": [{ kind: "not-with-agent", state: "waiting" }],
          ...NOT_FOR_AGENT,
        },
        REQUEUE_PARAMETERS,
        (outcome) => makeRequeueAnswer(async () => outcome),
      ),
  },
  settings: {
    purpose:
      "Tells the panel the rules that the functions enforce. `holdingWorkflows`: those that hold a request back for as long as `callBackData.retryDelay` says.",
    parameters: AGENT_PARAMETERS,
    answers: async () => [
      await makeFlexSettingsAnswer(
        { maxAttempts: DEFAULT_MAX_ATTEMPTS, retryDelays: DEFAULT_RETRY_DELAYS },
        { deletion: "after-call" },
        { forAgents: "none", targetMinutes: DEFAULT_TARGET_MINUTES },
        { autoRequeue: ["busy", "no-answer"] },
        { premiumNumbers: "refuse" },
        async () => [`WW${"0".repeat(32)}`],
      )({}, AGENT),
    ],
  },
};

/** A request with the example of each parameter. */
export function exampleOf(parameters: DescribedFunction["parameters"]): FunctionEvent {
  return Object.fromEntries(Object.entries(parameters).map(([name, { example }]) => [name, example]));
}

function createAnswers(): Promise<readonly Answer[]> {
  return forEach(REQUESTED, (outcome) => makeCreateCallback(async () => outcome, new CollectedLog())({}));
}

/** The answer to each outcome, and to a request that lacks what it needs. */
async function toAgent<Outcome extends { readonly kind: string }>(
  examples: Examples<Outcome>,
  parameters: DescribedFunction["parameters"],
  make: (outcome: Outcome) => AnswerToAgent,
): Promise<readonly Answer[]> {
  const event = exampleOf(parameters);
  const [first] = outcomesIn(examples);
  if (!first) throw new Error("The page needs an example of every outcome.");

  return [
    ...(await forEach(examples, (outcome) => make(outcome)(event, AGENT))),
    await make(first)({}, AGENT),
  ];
}

function forEach<Outcome extends { readonly kind: string }>(
  examples: Examples<Outcome>,
  answer: (outcome: Outcome) => Promise<Answer>,
): Promise<readonly Answer[]> {
  return Promise.all(outcomesIn(examples).map(answer));
}

function outcomesIn<Outcome extends { readonly kind: string }>(examples: Examples<Outcome>): Outcome[] {
  return (Object.values(examples) as Outcome[][]).flat();
}
