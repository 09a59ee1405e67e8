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

export const PLAIN_PARAMETERS: Section = {
  title: "Numbers, dates and flags",
  cases: [
    ...junk("attempts", ["abc", "-1", "1.5", "1e3", "0x10", "99999999999999999999", "NaN", ["1", "2"]]),
    ...junk("priority", ["high", "-1", "1.5", "2147483648"]),
    ...junk("timeout", ["soon", "0", "-5", "1209601", "Infinity"]),
    ...junk("utcDateTimeReceived", ["yesterday", "04/03/2026", "2026-13-45T99:99:99Z", "1772616600"]),
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
        isDeleted: true,
        RecordingSid: RECORDING,
      }),
      { callBackData: { attempts: 2, isDeleted: true } },
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
    ...junk("TranscriptionSid", ["../TR", "<b>"], { RecordingSid: RECORDING }),
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
