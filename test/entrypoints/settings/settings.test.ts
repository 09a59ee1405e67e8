import { describe, expect, it } from "vitest";
import { IncompleteSettings, readCliSettings } from "../../../src/entrypoints/cli/settings.ts";
import { Misconfigured, readSettings } from "../../../src/entrypoints/functions/settings.ts";
import { namesUsedBy } from "../../../src/entrypoints/settings/catalogue.ts";
import { anId } from "../../support/requests.ts";

const NEEDED = {
  ACCOUNT_SID: anId("AC"),
  AUTH_TOKEN: "0123456789abcdef0123456789abcdef",
  TWILIO_FLEX_WORKSPACE_SID: anId("WS"),
  TWILIO_FLEX_CALLBACK_WORKFLOW_SID: anId("WW"),
};

describe("settings", () => {
  it("are at their defaults where nothing is set, for the functions and for the commands", () => {
    const functions = readSettings(NEEDED);
    const commands = readCliSettings(NEEDED);

    expect(functions).toMatchObject({
      CALLBACK_LEDGER: "on",
      CALLBACK_MAX_ATTEMPTS: 3,
      CALLBACK_DUPLICATES_BY: [],
      VOICEMAIL_DELETE: "after-call",
      credentials: { username: NEEDED.ACCOUNT_SID, password: NEEDED.AUTH_TOKEN },
    });
    expect(commands).toMatchObject({
      ledger: "on",
      maxAttempts: 3,
      retryDelays: { byAttempt: [600, 3600] },
      ownerWaitSeconds: 900,
    });
  });

  it.each([
    ["CALLBACK_MAX_ATTEMPTS", ["0", "101", "2.5", "several", " "]],
    ["CALLBACK_LEDGER", ["perhaps", "OFF", "true"]],
    [
      "CALLBACK_RETRY_DELAYS",
      ["soon", "600,", "-1", "1e9", "600;3600", "600;", "busy=", "busy=x", "busy=1=2", "600;busy=-1"],
    ],
    [
      "CALLBACK_RETRY_DELAYS",
      ["600;asleep=300", "600;=300", "busy=1;busy=2", "busy=99999", "600;__proto__=1"],
    ],
    ["TWILIO_SYNC_SERVICE_SID", ["mine", anId("WS")]],
    ["TWILIO_FLEX_CALLBACK_WORKFLOW_SID", ["../Workflows", anId("WS")]],
    ["TWILIO_API_ORIGIN", ["localhost", "https://example.com/"]],
  ] as const)("%s is refused in the same words by the functions and by the commands", (name, values) => {
    for (const value of values) {
      const environment = { ...NEEDED, [name]: value };
      const byFunctions = faultOf(() => readSettings(environment), Misconfigured);
      const byCommands = faultOf(() => readCliSettings(environment), IncompleteSettings);

      expect(byCommands).toMatch(new RegExp(`^${name} must `));
      expect(byFunctions).toBe(`The environment is incomplete: ${byCommands}`);
    }
  });

  it.each([
    ["off", []],
    ["busy, no-answer", ["no-answer", "busy"]],
    ["failed", ["failed"]],
  ])("CALLBACK_AUTO_REQUEUE=%s is %o", (value, outcomes) => {
    expect(readSettings({ ...NEEDED, CALLBACK_AUTO_REQUEUE: value }).CALLBACK_AUTO_REQUEUE).toStrictEqual(
      outcomes,
    );
  });

  it.each(["answered", "voicemail", "busy;no-answer", "on", "off,busy", ","])(
    "CALLBACK_AUTO_REQUEUE=%s is refused: nobody is put back who was reached",
    (value) => {
      expect(() => readSettings({ ...NEEDED, CALLBACK_AUTO_REQUEUE: value })).toThrow(
        "CALLBACK_AUTO_REQUEUE must be off, or a list of: no-answer, busy",
      );
    },
  );

  it.each([
    ["60", { byAttempt: [60] }],
    [
      "600,3600;busy=300;voicemail=14400",
      { byAttempt: [600, 3600], byOutcome: { busy: 300, voicemail: 14_400 } },
    ],
    [" 600 , 0 ; no-answer = 0 ", { byAttempt: [600, 0], byOutcome: { "no-answer": 0 } }],
    ["busy=300", { byAttempt: [600, 3600], byOutcome: { busy: 300 } }],
    ["busy=300;60", { byAttempt: [60], byOutcome: { busy: 300 } }],
  ])("read CALLBACK_RETRY_DELAYS=%s", (CALLBACK_RETRY_DELAYS, delays) => {
    expect(readSettings({ ...NEEDED, CALLBACK_RETRY_DELAYS }).CALLBACK_RETRY_DELAYS).toEqual(delays);
    expect(readCliSettings({ ...NEEDED, CALLBACK_RETRY_DELAYS }).retryDelays).toEqual(delays);
  });

  it("go by an API key where there is one, for the functions and for the commands", () => {
    const environment = { ...NEEDED, TWILIO_API_KEY: anId("SK"), TWILIO_API_SECRET: "secret" };
    const credentials = { username: anId("SK"), password: "secret" };

    expect(readSettings(environment).credentials).toStrictEqual(credentials);
    expect(readCliSettings(environment).connection).toMatchObject(credentials);
  });

  it("go by their own names on one's own machine", () => {
    const environment = { ...NEEDED, TWILIO_ACCOUNT_SID: anId("AC", 2), TWILIO_AUTH_TOKEN: "another token" };

    expect(readCliSettings(environment).connection).toMatchObject({
      accountSid: anId("AC", 2),
      username: anId("AC", 2),
      password: "another token",
    });
  });

  it("are named, each that is missing or wrong, in one message", () => {
    const message = faultOf(() => readCliSettings({ CALLBACK_MAX_ATTEMPTS: "0" }), IncompleteSettings);

    for (const name of ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "CALLBACK_MAX_ATTEMPTS"])
      expect(message).toContain(name);
  });

  it("have at least one user each", () => {
    expect(namesUsedBy("functions")).toContain("CALLBACK_DUPLICATES_BY");
    expect(namesUsedBy("commands")).not.toContain("CALLBACK_DUPLICATES_BY");
  });
});

function faultOf(read: () => unknown, kind: new (message: string) => Error): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(kind);
    return (error as Error).message;
  }
  throw new Error("Nothing was wrong");
}
