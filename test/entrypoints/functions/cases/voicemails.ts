import {
  CALLER_ID,
  type Case,
  type Changes,
  CONTACT,
  changed,
  fromFlex,
  RECORDING,
  type Section,
} from "./case.ts";

const FUNCTIONS = ["fetch-voicemail", "delete-voicemail", "read-transcript"] as const;

function forEach(changes: Changes, what: string, answer: Case["answer"]): readonly Case[] {
  return FUNCTIONS.map((name) => ({
    what: `${name} with ${what}`,
    sent: fromFlex(`flex/${name}`, () => changes),
    answer,
    tasks: 0,
  }));
}

const NO_TASK = { status: 400, code: "invalid-request", fields: ["taskSid"] };

/** From Studio, when a recording has ended. */
function recorded(what: string, changes: Readonly<Record<string, string>>): Case {
  const form = { numberToCall: CONTACT, numberToCallFrom: CALLER_ID, RecordingStatus: "completed" };

  return {
    what: `recording-status with ${what}`,
    sent: () => ({ to: "studio/recording-status", form: { ...form, ...changes } }),
    answer: { status: 400, code: "invalid-request", fields: ["RecordingSid"] },
    tasks: 0,
  };
}

/** A message that was left becomes a task, whatever else is odd. Each has a recording of its own. */
function left(number: number, what: string, changes: Changes, attributes: object, note?: string): Case {
  const RecordingSid = `RE${String(number).padStart(32, "7")}`;
  const form = {
    numberToCall: CONTACT,
    numberToCallFrom: CALLER_ID,
    RecordingStatus: "completed",
    RecordingSid,
  };

  return {
    what: `recording-status with ${what}`,
    sent: () => ({ to: "studio/recording-status", form: changed(form, changes) }),
    answer: { status: 200 },
    tasks: 1,
    attributes: { taskType: "voicemail", ...attributes },
    ...(note !== undefined && { note }),
  };
}

const withAddress = (numberToCall: string) => ({ callBackData: { numberToCall } });
const ODD_CALLERS = [
  ["ANONYMOUS behind a country code", "+1266696687", "anonymous"],
  ["zeros", "0000000000", "0000000000"],
  ["`No Caller ID`", "No Caller ID", "anonymous"],
  ["`+anonymous`", "+anonymous", "anonymous"],
  ["a national number", "4155550123", "4155550123"],
  ["a number with an exit code", "004930123456", "004930123456"],
  ["nothing", "", "anonymous"],
] as const;

/** From Batch Transcription, whose JSON is read as the Functions runtime reads a form. */
function transcribed(what: string, form: Readonly<Record<string, string>>, fields: readonly string[]): Case {
  return {
    what: `transcription-status with ${what}`,
    sent: () => ({ to: "studio/transcription-status", form }),
    answer: { status: 400, code: "invalid-request", fields },
    tasks: 0,
  };
}

const TRANSCRIBED = {
  id: `voice_transcription_${"a".repeat(26)}`,
  sourceId: RECORDING,
  status: "completed",
};

export const VOICEMAILS: Section = {
  title: "Voicemails",
  cases: [
    ...forEach({}, "no `taskSid`", NO_TASK),
    ...forEach({ taskSid: `../Tasks/WT${"0".repeat(32)}` }, "`../` in its `taskSid`", NO_TASK),
    ...forEach({ taskSid: ["WT1", "WT2"] }, "`taskSid` given twice", NO_TASK),
    ...forEach({ taskSid: `WT${"0".repeat(32)}` }, "the `taskSid` of no task", {
      status: 404,
      code: "task-not-found",
    }),
    ...forEach({ taskSid: `WT${"0".repeat(32)}`, Token: "forged" }, "a forged token", {
      status: 403,
      code: "token-invalid",
    }),
    ...ODD_CALLERS.map(([what, numberToCall, address], index) =>
      left(index, `${what} as caller`, { numberToCall }, withAddress(address), "kept, without a call button"),
    ),
    ...["whatsapp:+14155550100", "4155550100", "", "anonymous"].map((numberToCallFrom, index) =>
      left(
        10 + index,
        `\`${numberToCallFrom}\` as the number called`,
        { numberToCallFrom },
        withAddress(CONTACT),
      ),
    ),
    ...(
      [
        ["timeout", "soon"],
        ["attributes", '{"a":1,}'],
        ["utcDateTimeReceived", "yesterday"],
        ["workflowSid", "WW1"],
        ["attributes", JSON.stringify({ note: "n".repeat(5_000) })],
        ["workflowSid", `WW${"0".repeat(32)}`],
        ["taskChannel", "../Tasks"],
      ] as const
    ).map(([name, value], index) =>
      left(
        20 + index,
        `\`${name}\`: \`${value.slice(0, 40)}\``,
        { [name]: value },
        withAddress(CONTACT),
        "left out, and said in `ignored`",
      ),
    ),
    left(
      27,
      "the `workflowSid` of no workflow, and attributes",
      { workflowSid: `WW${"0".repeat(32)}`, attributes: '{"skill":"es"}' },
      { ...withAddress(CONTACT), skill: "es" },
      "only what TaskRouter refuses is left out",
    ),
    ...["COMPLETED", "stopped", "none that Twilio names"].map((RecordingStatus, index) =>
      left(
        31 + index,
        `\`${RecordingStatus}\` as \`RecordingStatus\``,
        { RecordingStatus },
        withAddress(CONTACT),
        "a recording that is not said to be missing is there",
      ),
    ),
    left(
      30,
      "the body of an `action`, which has no status",
      { RecordingStatus: undefined },
      withAddress(CONTACT),
    ),
    {
      what: "recording-status with a message of no seconds",
      sent: () => ({
        to: "studio/recording-status",
        form: {
          numberToCall: CONTACT,
          RecordingStatus: "completed",
          RecordingSid: RECORDING,
          RecordingDuration: "0",
        },
      }),
      answer: { status: 200 },
      note: "counts as none",
      tasks: 0,
    },
    recorded("no `RecordingSid`", {}),
    recorded("`../` in its `RecordingSid`", { RecordingSid: `../${RECORDING}` }),
    recorded("`javascript:` as `RecordingSid`", { RecordingSid: "javascript:alert(1)" }),
    transcribed("nothing in it", {}, ["id", "sourceId", "status"]),
    transcribed("`../` in its `sourceId`", { ...TRANSCRIBED, sourceId: `../${RECORDING}` }, ["sourceId"]),
    transcribed(
      "an `id` that is no transcription's, and text for `sentences`",
      { ...TRANSCRIBED, id: "TR1", sentences: "Hello." },
      ["id", "sentences"],
    ),
  ],
};
