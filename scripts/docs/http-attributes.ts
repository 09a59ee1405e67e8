import type { AttributesRead } from "../../src/adapters/twilio-wire/task-attributes.ts";
import { writeAttributes } from "../../src/adapters/twilio-wire/task-attributes.ts";
import type { OwnData } from "../../src/adapters/twilio-wire/task-attributes-schema.ts";
import type {
  RECORDING_SID,
  RECORDING_URL,
  TRANSCRIPTION_SID,
  TRANSCRIPTION_STATUS,
  TRANSCRIPTION_TEXT,
} from "../../src/adapters/twilio-wire/voicemail.ts";
import { END_KINDS, END_REASONS } from "../../src/domain/end.ts";
import type { JsonObject } from "../../src/domain/json.ts";
import { knownNumber, type PhoneNumber } from "../../src/domain/phone-number.ts";
import { ATTEMPTS_KEPT } from "../../src/domain/retry/attempt.ts";
import { DEFAULT_TIMEOUT_SECONDS } from "../../src/domain/routing.ts";
import { ENVIRONMENT } from "./http-common-answers.ts";

/** What a key means, and when it is written. */
type Row = readonly [meaning: string, when: string];

/** All names of a fact but the one that we write. */
type ReadOnlyName<Names> = Names extends readonly [unknown, ...infer Others] ? Others[number] : never;
type WrittenKey = Exclude<
  keyof OwnData,
  ReadOnlyName<
    | typeof RECORDING_SID
    | typeof RECORDING_URL
    | typeof TRANSCRIPTION_SID
    | typeof TRANSCRIPTION_TEXT
    | typeof TRANSCRIPTION_STATUS
  >
>;

const ALWAYS = "always";
const PUT_BACK = "while somebody makes the next task, and afterwards";

const TASK: Readonly<Record<string, Row>> = {
  taskType: ["`callback` or `voicemail`. Workflows filter by it.", ALWAYS],
  name: ["The title that Flex shows.", ALWAYS],
  from: ["The contact's number, or `anonymous`.", ALWAYS],
  direction: ["`inbound`.", ALWAYS],
  message: ["Text for the agent, or `null`.", ALWAYS],
  callback_agent_sid: ["The worker whom the workflow asks first.", "if somebody is to be asked first"],
  flow_execution_sid: ["The parameter `flexFlowSid`.", "if it was given"],
  "conversations.conversation_id": [
    "Ties the tasks of a request together in Flex Insights.",
    "from the second task on, or if it was given",
  ],
  "conversations.outcome": [
    "How the request ended, [for Flex Insights](reports.md#flex-insights).",
    "with `callBackData.end`, unless somebody else wrote one",
  ],
  "conversations.content": [
    "`callback` or `voicemail`, for Flex Insights.",
    "with `callBackData.end`, unless somebody else wrote one",
  ],
};

const OWN: Readonly<Record<WrittenKey, Row>> = {
  numberToCall: ["The contact's number, or `anonymous`.", ALWAYS],
  numberToCallFrom: ["The number that the contact sees when an agent calls.", "if it is known"],
  contactName: ["The contact's name: the attribute `name` that the flow gave.", "if it was given"],
  doNotCall: ["`true`: the panel offers no call.", "if the contact must not be called"],
  attempts: ["Attempts before this task: rounds in which a call was placed.", ALWAYS],
  putBacks: ["How often the request was put back without a call.", "once it was"],
  retryDelay: ["Seconds that the workflow holds this task before it offers it. 0: none.", ALWAYS],
  askedAgain: ["Each time that the contact asked again before they were called.", "once they did"],
  servedAt: [
    "When the contact, calling by themselves, last spoke with an agent.",
    "once they did while an agent had this task",
  ],
  attemptHistory: [`The calls placed, oldest first, the last ${ATTEMPTS_KEPT}.`, "from the first call on"],
  mainTimeZone: ["The contact centre's time zone, by its IANA name.", ALWAYS],
  utcDateTimeReceived: ["When the contact asked.", ALWAYS],
  endsAt: ["Until when the request is kept up, whatever happens to its tasks.", "if these functions made it"],
  timeout: ["The parameter `timeout`.", "if it was given"],
  agains: [
    "How often the queue ended a task of the request and it went into the queue again.",
    "once it did",
  ],
  RecordingSid: ["The recording of the message.", "on a voicemail"],
  RecordingUrl: ["The address of the recording.", "on a voicemail, until it is deleted"],
  TranscriptionSid: ["The transcription, by either product of Twilio.", "with its result"],
  TranscriptionText: ["The transcript. If it is cut, it ends in a mark.", "with the transcript"],
  TranscriptionStatus: ["`failed`.", "if the message could not be transcribed"],
  isDeleted: ["Whether the recording and the transcript were deleted for good.", ALWAYS],
  deletedBy: ["Who deleted it.", "if an agent did"],
  heard: ["Who heard it: each agent once.", "on a voicemail, once it was played"],
  assigned: ["The supervisor who handed the request to an agent.", "once one did, until it is put back"],
  expedited: ["The supervisor who brought the request forward.", "once one did, until the next attempt"],
  requestMark: [
    "The request key, as a hash: the same on all tasks of a request.",
    "if the request came through these functions",
  ],
  requeue: ["The mark of whoever makes the next task.", PUT_BACK],
  end: [
    "How the request ended, or that this task is one too many of its request.",
    "shortly before the task ends",
  ],
  after: ["The task of the same request that this one follows.", "from the second task on"],
  madeBy: ["The try that made this task.", "if the task was made by these functions"],
};

const INSIDE: Readonly<Record<string, Row>> = {
  "askedAgain[].at": ["When the contact asked again.", ALWAYS],
  "askedAgain[].message": ["What they said.", "if they said anything"],
  "attemptHistory[].at": ["When the call was placed.", ALWAYS],
  "attemptHistory[].agent": ["The name of the agent who called.", ALWAYS],
  "attemptHistory[].outcome": ["The outcome, as in `flex/record-attempt`.", "once it is known"],
  "attemptHistory[].number": ["The round of the request, from 1.", ALWAYS],
  "attemptHistory[].numberCalled": [
    "The number called, where it is not the contact's.",
    "if the agent called another",
  ],
  "attemptHistory[].seconds": ["How long the call was talked.", "once it is known"],
  "attemptHistory[].callTaskSid": ["The task of the outbound call.", "if it is known"],
  "assigned.by": ["The supervisor's name.", ALWAYS],
  "assigned.at": ["When.", ALWAYS],
  "assigned.to": ["The agent's name.", ALWAYS],
  "expedited.by": ["The supervisor's name.", ALWAYS],
  "expedited.at": ["When.", ALWAYS],
  "expedited.priority": ["The priority that the request had before.", ALWAYS],
  "deletedBy.by": ["The agent's name.", ALWAYS],
  "deletedBy.at": ["When.", ALWAYS],
  "heard[].by": ["The agent's name.", ALWAYS],
  "heard[].at": ["When they first played it.", ALWAYS],
  "requeue.id": ["The try that wrote the mark.", ALWAYS],
  "requeue.at": ["When it was written, by TaskRouter's clock.", ALWAYS],
  "requeue.why": [
    "`requeue`: an agent puts the request back. `ask`: the contact asked again. `move`: the task gives way to one with another place or delay.",
    ALWAYS,
  ],
  "requeue.decision.attempts": ["`attempts` of the next task.", "when an agent puts the request back"],
  "requeue.decision.putBacks": ["`putBacks` of the next task.", "when an agent puts the request back"],
  "requeue.decision.retryDelay": ["`retryDelay` of the next task.", "when an agent puts the request back"],
  "requeue.taskSid": ["The next task.", "once it exists"],
  "end.how": [`${wordsOf(END_KINDS)}, or \`joined\`: another task of the same request stays.`, ALWAYS],
  "end.reason": [`${wordsOf(END_REASONS)}.`, "if there is one"],
  "end.at": ["When.", ALWAYS],
  "end.by": ["The name of the agent; with `joined` the try.", ALWAYS],
  "end.keep": ["The task that stays.", "with `joined`"],
};

/** Each key that is written, as a path, with its row. What is inside a key follows it. */
export const ATTRIBUTES: Readonly<Record<string, Row>> = {
  ...TASK,
  ...Object.fromEntries(
    Object.entries(OWN).flatMap(([key, row]) => [
      [`callBackData.${key}`, row] as const,
      ...Object.entries(INSIDE)
        .filter(([path]) => path.split(/[.[]/)[0] === key)
        .map(([path, inside]) => [`callBackData.${path}`, inside] as const),
    ]),
  ),
};

const FIRST_TASK = `WT${"0".repeat(32)}`;
const THIRD_TASK = `WT${"1".repeat(32)}`;
const CONTACT = number("+14155550100");
const OURS = number("+14155550199");
const ROUTING = { channel: "voice", priority: 0, timeoutSeconds: DEFAULT_TIMEOUT_SECONDS };

/** A callback in its second round, which its agent has put back again. */
const CALLBACK: AttributesRead = {
  request: {
    contact: { kind: "number", number: CONTACT },
    contactName: "Jane Doe",
    callerId: OURS,
    receivedAt: new Date("2026-03-04T15:30:00Z"),
    endsAt: new Date("2026-03-07T15:30:00Z"),
    flowTimeoutSeconds: 259_200,
    agains: 1,
    timeZone: "America/New_York",
    attemptsMade: 1,
    putBacks: 1,
    retryDelaySeconds: 900,
    attempts: [
      {
        at: new Date("2026-03-04T15:41:00Z"),
        agent: "Agent One",
        outcome: "no-answer",
        number: 1,
        seconds: 0,
        callTaskId: `WT${"a".repeat(32)}`,
      },
      { at: new Date("2026-03-04T16:02:00Z"), agent: "Agent Two", outcome: "busy", number: 2 },
    ],
    routing: ROUTING,
    message: "Asks about order 1042.",
    flowId: `FN${"0".repeat(32)}`,
    conversationId: FIRST_TASK,
    key: "callback-HHjGPdBrjR1IOq27qS3ES8MRab5pNdPQ3n20W-IRVw0",
    askedAgain: [{ at: new Date("2026-03-04T15:35:00Z"), message: "It is urgent." }],
    servedAt: new Date("2026-03-04T15:54:00Z"),
    attributes: { skills: ["billing"] },
    callAttributes: {},
  },
  after: FIRST_TASK,
  madeBy: "5b0e2f0a-7a86-4c57-9d0c-0d6f5f1f7a11",
  mark: {
    id: "c1d7a6e4-3b9e-4f35-8a51-96f0a3a2b0de",
    at: new Date("2026-03-04T16:03:00Z"),
    why: "requeue",
    decision: { attemptsMade: 2, putBacks: 1, retryDelaySeconds: 3_600 },
    next: THIRD_TASK,
  },
};

/** A voicemail in its first round, which its agent has closed. */
const VOICEMAIL: AttributesRead = {
  request: {
    contact: { kind: "number", number: CONTACT },
    callerId: OURS,
    receivedAt: new Date("2026-03-04T15:30:00Z"),
    timeZone: "America/New_York",
    attemptsMade: 0,
    attempts: [{ at: new Date("2026-03-04T15:41:00Z"), agent: "Agent One", outcome: "answered", number: 1 }],
    routing: ROUTING,
    voicemail: {
      recordingId: `RE${"0".repeat(32)}`,
      deleted: false,
      heard: [{ by: "Agent One", at: new Date("2026-03-04T15:39:00Z") }],
      transcript: {
        kind: "text",
        text: "Please call me about my order.",
        transcriptionId: `TR${"0".repeat(32)}`,
        shortened: false,
      },
    },
    key: "callback-W1cmxg45DrAgAXSr3THUMp3JoDf-J5tw0c2di2wfJns",
    attributes: {},
    callAttributes: {},
    end: { how: "closed", reason: "handled", at: new Date("2026-03-04T15:44:00Z"), by: "Agent One" },
  },
  madeBy: "0e5d1c52-31f7-4d6b-b0a8-8f0f6f0d9c27",
};

export const EXAMPLES: Readonly<Record<"callback" | "voicemail", JsonObject>> = {
  callback: writeAttributes(CALLBACK, ENVIRONMENT.ACCOUNT_SID),
  voicemail: writeAttributes(VOICEMAIL, ENVIRONMENT.ACCOUNT_SID),
};

function wordsOf(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}

function number(text: string): PhoneNumber {
  const known = knownNumber(text);
  if (known === undefined) throw new Error("The page needs telephone numbers that can be called.");

  return known;
}
