import { describe, expect, it } from "vitest";
import { createTwilio } from "../../../local/twilio/index.ts";
import { SETTINGS } from "../../../src/entrypoints/settings/catalogue.ts";
import { send } from "../../support/functions.ts";
import { startStack } from "../../support/stack.ts";
import { callback, requeue } from "./cases/case.ts";
import { ENVIRONMENT } from "./cases/environment.ts";
import { expectDiscreet, expectLawful, revealedIn, withCollectedLogs } from "./lawful.ts";
import { expectAnswer, worldOf } from "./run-case.ts";

const logs = withCollectedLogs();

describe(ENVIRONMENT.title, () => {
  it.each(ENVIRONMENT.cases.map((subject) => [subject.what, subject] as const))("%s", async (_, subject) => {
    const stack = await startStack(subject.environment);
    const { account } = stack.twilio;
    try {
      const sent = subject.sent(worldOf(stack.twilio));
      const before = stack.tasks().length;
      const answered = await send(stack.url, account.authToken, sent);

      expectAnswer(answered, subject.answer);
      expectLawful(answered, account);
      expect(namedIn(answered.body.message ?? "")).toEqual([...subject.names].sort());
      expect(stack.tasks()).toHaveLength(before + subject.tasks);
      const values = Object.values(subject.environment).filter((value) => value.length > 1);
      expect(revealedIn(`${answered.text}\n${logs.lines.join("\n")}`, values)).toEqual([]);
      expectDiscreet(logs.lines, sent, account);
      expect(logs.lines.join("\n")).toMatch(/"event":"(misconfigured|request\.failed)"/);
    } finally {
      await stack.close();
    }
  });
});

describe("an API key in place of the auth token", () => {
  it("is used for every request to Twilio", async () => {
    const twilio = createTwilio();
    const { authToken, apiKey } = twilio.account;
    const stack = await startStack(
      { AUTH_TOKEN: "f".repeat(32), TWILIO_API_KEY: apiKey.sid, TWILIO_API_SECRET: apiKey.secret },
      twilio,
    );
    try {
      const asked = await send(stack.url, authToken, callback()());
      const putBack = await send(stack.url, authToken, requeue()(worldOf(twilio)));

      expect([asked.status, putBack.status]).toEqual([200, 200]);
      expect(twilio.requests.filter(({ status }) => status === 401)).toEqual([]);
      expect(asked.text + putBack.text + logs.lines.join("\n")).not.toContain(apiKey.secret);
    } finally {
      await stack.close();
    }
  });
});

function namedIn(message: string): readonly string[] {
  return Object.keys(SETTINGS)
    .filter((name) => new RegExp(`\\b${name}\\b`).test(message))
    .sort();
}
