import { CALLER_ID, type Case, type Changes, CONTACT, fromFlex, RECORDING, type Section } from "./case.ts";

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
