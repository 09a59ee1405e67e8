import { describe, expect, it } from "vitest";
import { settingsFrom } from "../../local/settings.ts";
import { SETTINGS } from "../../src/entrypoints/functions/settings.ts";

/** They name an account, and the local Twilio has one of its own. */
const NAMES_AN_ACCOUNT = [
  "ACCOUNT_SID",
  "AUTH_TOKEN",
  "TWILIO_API_KEY",
  "TWILIO_API_SECRET",
  "TWILIO_API_ORIGIN",
];

describe("the settings of npm start", () => {
  it.each(Object.keys(SETTINGS).filter((name) => !NAMES_AN_ACCOUNT.includes(name)))(
    "pass %s to the functions",
    (name) => {
      expect(settingsFrom({ [name]: "x" })).toEqual({ settings: { [name]: "x" }, leftOut: [] });
    },
  );

  it.each([...NAMES_AN_ACCOUNT, "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"])(
    "leave out %s, and say so",
    (name) => {
      expect(settingsFrom({ [name]: "x" })).toEqual({
        settings: {},
        leftOut: [{ name, why: "the local Twilio has an account of its own" }],
      });
    },
  );

  it.each(["CALLBACK_MAX_ATEMPTS", "TWILIO_WORKSPACE_SID", "VOICEMAIL_KEEP"])(
    "say that there is no setting %s",
    (name) => {
      expect(settingsFrom({ [name]: "x" }).leftOut).toEqual([
        { name, why: "the functions have no such setting" },
      ]);
    },
  );

  it("ignore the rest of the environment, and empty values", () => {
    expect(settingsFrom({ PATH: "/bin", CALLBACK_LEDGER: "", TWILIO_API_KEY: undefined })).toEqual({
      settings: {},
      leftOut: [],
    });
  });
});
