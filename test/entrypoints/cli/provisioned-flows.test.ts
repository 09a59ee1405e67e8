import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TwilioOptions } from "../../../local/twilio/index.ts";
import type { PhoneLine } from "../../../local/twilio/telephony/line/phone-line.ts";
import { type FetchHandler, fetchHandler } from "../../../src/entrypoints/fetch-handler.ts";
import { callingAt, heard } from "../../support/calling.ts";
import { accountUnderTest } from "./account.ts";
import { deployedIn } from "./deployed-state.ts";

const parties = { from: "+14155550123", to: "+14155550100" };

let functions: FetchHandler;
const asked: string[] = [];
let atWork = 0;
const sendEvents: TwilioOptions["sendEvents"] = async (request) => {
  asked.push(new URL(request.url).pathname);
  atWork += 1;
  try {
    return await functions(request);
  } finally {
    atWork -= 1;
  }
};
const { twilio, run, origin } = accountUnderTest({ sendEvents });
const { press, until, openTasks, attributesOf } = callingAt(twilio, () => atWork > 0);
const deployed = deployedIn(twilio);

beforeEach(async () => {
  asked.length = 0;
  expect(await run("provision")).toMatchObject({ code: 0 });
  expect(await run("deploy")).toMatchObject({ code: 0 });
  const { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN } = twilio.account;
  // What the cloud gives each function, beside its variables.
  const domain = deployed.functions()?.domain_name;
  functions = fetchHandler(
    { ...deployed.variables(), ACCOUNT_SID, AUTH_TOKEN, DOMAIN_NAME: domain, TWILIO_API_ORIGIN: origin() },
    { publicOrigin: `https://${domain}`, bindings: { Clock: twilio.clock } },
  );
});
afterEach(() => until(() => atWork === 0));

describe.each([
  ["Send to Flex with the wait menu", "To hear your choices, press star.", "*"],
  ["Wait menu before the queue", "To be called back, press 1.", ""],
])(
  "a caller of the flow %s, as provision makes it with variables as deploy sets them",
  (title, offer, menu) => {
    test("asks to be called back at this number, and hangs up: one callback is left", async () => {
      const line = await dialled();
      await press(line, "1", "To be called back at the number");
      await press(line, "1", "We will call you");
      await until(() => line.state === "ended");

      expect(openTasks().map(({ sid }) => attributesOf(sid))).toMatchObject([
        { taskType: "callback", callBackData: { numberToCall: parties.from, numberToCallFrom: parties.to } },
      ]);
      expect(openTasks()[0]?.workflowSid).toBe(deployed.variables().TWILIO_FLEX_CALLBACK_WORKFLOW_SID);
      await until(() => asked.includes("/callback/events/taskrouter"));
    });

    test("leaves a message, which reaches the agents", async () => {
      const line = await dialled();
      await press(line, "2", "Please leave a message");
      await until(() => line.state === "recording");
      line.speak("Please call me about my order.");
      line.press("*");
      await until(() => line.state === "ended" && openTasks().length === 1);

      expect(heard(line)).toContain("Thank you. We have your message.");
      expect(attributesOf(openTasks()[0]?.sid)).toMatchObject({
        taskType: "voicemail",
        callBackData: { numberToCall: parties.from, numberToCallFrom: parties.to },
      });
    });

    test("stays, and has the queue's place until they hang up: then nothing is left", async () => {
      const line = await dialled();
      if (menu === "") await press(line, "3", "");
      await until(() => line.taskSid !== undefined);
      const live = twilio.store.state.tasks.get(line.taskSid ?? "");
      expect(live?.workflowSid).toBe(deployed.variables().TWILIO_FLEX_CALLBACK_WORKFLOW_SID);
      line.hangUp();
      await until(() => line.state === "ended");

      expect(openTasks()).toEqual([]);
    });

    async function dialled(): Promise<PhoneLine> {
      const flow = twilio.flows.list().find(({ friendly_name: name }) => name.startsWith(title));
      const program = { kind: "at", url: flow?.webhook_url ?? "", method: "POST", params: {} } as const;
      const line = twilio.phones.dial(parties, program);
      await until(() => heard(line).includes(offer));
      if (menu !== "") await press(line, menu, "To be called back, press 1.");

      return line;
    }
  },
);
