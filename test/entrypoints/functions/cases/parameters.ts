import { expect } from "vitest";
import {
  accepted,
  CALLER_ID,
  type Changes,
  CONTACT,
  callback,
  jsonFromFlex,
  RECORDING,
  REFUSED_BY_TWILIO,
  refused,
  type Section,
  voicemail,
} from "./case.ts";

const NUMBERS = { numberToCall: CONTACT, numberToCallFrom: CALLER_ID };

/** One parameter with junk of several kinds. */
function junk(parameter: string, values: readonly (string | readonly string[])[], more: Changes = {}) {
  return values.map((value) =>
    refused(
      `\`${parameter}\`: ${[value]
        .flat()
        .map((text) => `\`${text}\``)
        .join(" and ")}`,
      { ...more, [parameter]: value },
      [parameter],
    ),
  );
}

const DATES = [
  ["RFC 2822", "Thu, 27 Nov 2025 23:15:00 +0000", "2025-11-27T23:15:00.000Z"],
  ["RFC 2822, in another zone", "Thu, 27 Nov 2025 23:15:00 -0500", "2025-11-28T04:15:00.000Z"],
  ["with a blank in place of the `T`", "2025-11-27 23:15:00", "2025-11-27T23:15:00.000Z"],
  ["without a zone", "2025-11-27T23:15:00", "2025-11-27T23:15:00.000Z"],
] as const;

export const PLAIN_PARAMETERS: Section = {
  title: "Numbers, dates and flags",
  cases: [
    ...junk("attempts", ["abc", "-1", "1.5", "1e3", "0x10", "99999999999999999999", "NaN", ["1", "2"]]),
    ...junk("priority", ["high", "-1", "1.5", "2147483648"]),
    ...junk("timeout", ["soon", "0", "-5", "1209601", "Infinity"]),
    ...junk("utcDateTimeReceived", ["yesterday", "04/03/2026", "2026-13-45T99:99:99Z", "1772616600"]),
    ...junk("utcDateTimeReceived", ["2999-01-01T00:00:00Z", "2026-02-03"]),
    accepted(
      "whole numbers written with a point",
      callback({ attempts: "2.0", priority: "5.0", timeout: "3600.0" }),
      { callBackData: { attempts: 2 } },
    ),
    ...DATES.map(([what, utcDateTimeReceived, at]) =>
      accepted(`date: ${what}`, callback({ utcDateTimeReceived }), {
        callBackData: { utcDateTimeReceived: at },
      }),
    ),
    ...junk("virtualStartTime", ["soon", "2999-01-01T00:00:00Z", "1800-01-01T00:00:00Z"]),
    ...junk("isDeleted", ["maybe", "2", ["true", "false"]]),
    accepted(
      "all of them empty",
      callback({
        attempts: "",
        priority: "",
        timeout: "",
        utcDateTimeReceived: "",
        virtualStartTime: "",
        isDeleted: "",
      }),
      { callBackData: { attempts: 0, isDeleted: false } },
      "empty is not given: a flow's template leaves nothing where it has no value",
    ),
    accepted(
      "numbers and flags as text, and as JSON",
      jsonFromFlex({
        ...NUMBERS,
        attempts: 2,
        priority: "3",
        timeout: 60,
        isDeleted: "no",
      }),
      { callBackData: { attempts: 2, isDeleted: false } },
    ),
  ],
};

const WORKFLOW = `WW${"0".repeat(32)}`;

export const IDS: Section = {
  title: "SIDs and addresses",
  cases: [
    ...junk("workflowSid", [
      `../Workflows/${WORKFLOW}`,
      `${WORKFLOW}/../../Tasks`,
      "WW123",
      `WQ${"0".repeat(32)}`,
    ]),
    ...junk("RecordingSid", [
      `../${RECORDING}`,
      `${RECORDING}?x=1`,
      "javascript:alert(1)",
      [RECORDING, RECORDING],
    ]),
    ...junk("TranscriptionSid", ["../TR", "<b>"]),
    accepted(
      "`TranscriptionSid` that is none, of a voicemail",
      voicemail({ TranscriptionSid: "../TR" }),
      { taskType: "voicemail", callBackData: { RecordingSid: RECORDING } },
      "left out: the message counts",
    ),
    accepted(
      "`RecordingSid` in capitals",
      voicemail({ RecordingSid: `RE${"ABCDEF01".repeat(4)}` }),
      { callBackData: { RecordingSid: `RE${"abcdef01".repeat(4)}` } },
      "written in small letters, as Twilio has it",
    ),
    accepted(
      "`RecordingUrl` of a recording, without its `RecordingSid`",
      callback({
        RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/${RECORDING.replace("5", "6")}.mp3`,
      }),
      { taskType: "voicemail", callBackData: { RecordingSid: RECORDING.replace("5", "6") } },
      "the SID ends the address",
    ),
    accepted(
      "`TranscriptionText` without a recording",
      callback({ TranscriptionText: "Please call." }),
      { taskType: "callback", message: "Please call." },
      "kept as the message",
    ),
    {
      what: "`workflowSid`: well formed, and no workflow of this workspace",
      sent: callback({ workflowSid: WORKFLOW }),
      answer: REFUSED_BY_TWILIO,
      tasks: 0,
    },
    {
      what: "`taskChannel`: `../Tasks`",
      sent: callback({ taskChannel: "../Tasks" }),
      answer: REFUSED_BY_TWILIO,
      tasks: 0,
    },
    ...["https://evil.example/recording.mp3", "javascript:alert(1)"].map((url) =>
      accepted(
        `\`RecordingUrl\`: \`${url}\``,
        voicemail({ RecordingUrl: url }),
        {
          callBackData: {
            RecordingUrl: expectedRecordingUrl(),
          },
        },
        "rebuilt from the SID and the account",
      ),
    ),
    refused(
      "`RecordingUrl` without a `RecordingSid`, from a withheld number",
      {
        numberToCall: "anonymous",
        RecordingUrl: "https://evil.example/recording.mp3",
      },
      ["numberToCall"],
    ),
  ],
};

const POLLUTING =
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"skill":"billing"}';

export const OBJECTS: Section = {
  title: "Objects and names",
  cases: [
    ...junk("attributes", ["[]", '"text"', "{broken", "7", "null"]),
    ...junk("message", [["one", "two"]]),
    ...junk("conversation_id", [["one", "two"]]),
    ...junk("requestId", [["one", "two"]]),
    accepted(
      "`attributes` with `__proto__` and `constructor`",
      callback({ attributes: POLLUTING }),
      { taskType: "callback", skill: "billing" },
      "no object is changed by it",
    ),
    refused("`attributes` of 400 levels", { attributes: `${'{"a":'.repeat(400)}1${"}".repeat(400)}` }, [
      "attributes",
    ]),
    refused(
      "`attributes` of 10,000 levels",
      { attributes: `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}` },
      ["attributes"],
    ),
    accepted(
      "`attributes` copied from an old callback",
      callback({
        attributes: JSON.stringify({
          callBackData: {
            requeue: { at: "2026-01-01T00:00:00Z", taskSid: `WT${"9".repeat(32)}` },
            attemptHistory: [{ at: "2026-01-01T00:00:00Z", agent: "x", outcome: "busy", number: 1 }],
            doNotCall: true,
            RecordingSid: RECORDING,
            attempts: 2,
            mine: 1,
          },
        }),
      }),
      { taskType: "callback", callBackData: { attempts: 0, mine: 1, isDeleted: false } },
      "what tells how far that one came is left out, and said in `ignored`",
    ),
    accepted(
      "`attributes` copied from a chat's task",
      callback({
        attributes: `{"channelSid":"CH1","conversationSid":"CH1","flexInteractionSid":"KD1","skill":"es"}`,
      }),
      { skill: "es" },
      "the chat's keys are left out, and said in `ignored`",
    ),
    accepted("`attributes` with the contact's name", callback({ attributes: '{"name":"Jane Doe"}' }), {
      name: `Callback (${CONTACT})`,
      callBackData: { contactName: "Jane Doe" },
    }),
    accepted(
      "`attributes` that name ours",
      callback({
        attributes:
          '{"taskType":"x","from":"x","callBackData":{"numberToCall":"x","mine":1},"direction":"x"}',
      }),
      {
        taskType: "callback",
        from: CONTACT,
        direction: "inbound",
        callBackData: { numberToCall: CONTACT, mine: 1 },
      },
      "ours win",
    ),
    accepted(
      "`attributes` whose `callBackData` is no object",
      callback({ attributes: '{"callBackData":"x","conversations":[1]}' }),
      { callBackData: { numberToCall: CONTACT } },
    ),
    accepted(
      "parameters named `__proto__`, `constructor`, `hasOwnProperty`, `toString`",
      callback({ ["__proto__"]: "x", constructor: "x", hasOwnProperty: "x", toString: "x" }),
      { taskType: "callback", callBackData: { numberToCall: CONTACT } },
      "others than ours are not looked at",
    ),
    accepted(
      "JSON whose `request` takes the place of the runtime's",
      jsonFromFlex({ ...NUMBERS, request: null }),
      { taskType: "callback" },
    ),
    accepted(
      "JSON whose `request` has headers of other types",
      jsonFromFlex({
        ...NUMBERS,
        request: { headers: { origin: ["https://evil.example"], "i-twilio-idempotency-token": {} } },
      }),
      { taskType: "callback" },
    ),
    accepted(
      "HTML as message",
      callback({ message: "<img src=x onerror=alert(1)>" }),
      {
        message: "<img src=x onerror=alert(1)>",
      },
      "kept as text; the panel shows it as text",
    ),
    accepted(
      "`requestId` of 10 kB",
      callback({ requestId: "r".repeat(10_000) }),
      { taskType: "callback" },
      "the ledger knows it by its hash",
    ),
    {
      ...refused("JSON array in place of an object", {}, []),
      sent: () => ({ to: "flex/create-callback", json: [1, 2] }),
      answer: { status: 403, code: "token-missing" },
    },
  ],
};

function expectedRecordingUrl(): unknown {
  return expect.stringMatching(
    new RegExp(`^https://api\\.twilio\\.com/2010-04-01/Accounts/AC[0-9a-f]{32}/Recordings/${RECORDING}$`),
  );
}
