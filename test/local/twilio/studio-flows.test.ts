import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTwilio } from "../../../local/twilio/index.ts";
import { rendered } from "../../../local/twilio/studio/liquid.ts";
import type { PhoneLine } from "../../../local/twilio/telephony/line/phone-line.ts";

const FROM = "+14155550123";
const asked: Request[] = [];
let answer: () => Response;
const twilio = createTwilio({
  sendEvents: async (request) => {
    asked.push(request.clone());

    return answer();
  },
});

beforeEach(() => {
  twilio.reset();
  asked.length = 0;
  answer = () => new Response("{}");
});
afterEach(() => expect(twilio.contract.violations).toStrictEqual([]));

describe("A Studio flow that provision makes, run by the local Twilio", () => {
  it.each([
    [200, "Your callback is arranged. Goodbye."],
    [503, "We are sorry: your callback could not be arranged. Please call again later."],
  ])("asks for a callback, and says what came of it: %i", async (status, says) => {
    answer = () => new Response("{}", { status });
    const line = await dial({ entry: "callback" });
    await until(() => line.state === "ended");

    expect(heard(line)).toStrictEqual([
      "All our agents are busy. We will call you back on the number you are calling from.",
      says,
    ]);
    const [request, ...more] = asked;
    expect(more).toStrictEqual([]);
    expect(new URL(request?.url ?? "").pathname).toBe("/callback/studio/create-callback");
    const form = Object.fromEntries(new URLSearchParams(await request?.text()));
    expect(form).toStrictEqual({
      numberToCall: FROM,
      numberToCallFrom: "+14155550100",
      flexFlowSid: expect.stringMatching(/^FN[0-9a-f]{32}$/),
    });
  });

  it("takes a message, with the caller's number in the address, as Studio has it", async () => {
    const line = await dial({ entry: "voicemail-with-transcript" });
    await until(() => line.state === "recording");
    line.speak("Please call me about my order.");
    twilio.clock.advance(3_000);
    line.press("*");
    await until(() => line.state === "ended" && asked.length === 2);

    expect(heard(line).at(-1)).toBe("Thank you. We will get back to you. Goodbye.");
    expect(asked.map(({ url }) => new URL(url).pathname)).toStrictEqual([
      "/callback/studio/recording-status",
      "/callback/studio/create-callback",
    ]);
    for (const { url } of asked) expect(new URL(url).searchParams.get("numberToCall")).toBe(FROM);
  });

  it("goes on with the message over a key that does not end it", async () => {
    const line = await dial({ entry: "voicemail" });
    await until(() => line.state === "recording");
    line.press("5");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(line.state).toBe("recording");
    line.speak("Please call me.");
    line.press("*");
    await until(() => line.state === "ended");

    expect(heard(line).at(-1)).toBe("Thank you. We will get back to you. Goodbye.");
  });

  it("keeps what a microphone heard, piece by piece", async () => {
    const line = await dial({ entry: "voicemail" });
    await until(() => line.state === "recording");
    for (const piece of [[1, 2], [3]]) {
      await twilio.controls.request(`/__local/phones/${line.call.sid}/audio`, {
        method: "POST",
        body: Uint8Array.from(piece),
      });
    }
    line.press("*");
    await until(() => line.state === "ended");

    expect(twilio.recordings.list().map(({ mp3 }) => [...mp3])).toStrictEqual([[1, 2, 3]]);
  });

  it("hears nothing after the tone, and says so", async () => {
    const line = await dial({ entry: "voicemail" });
    await until(() => line.state === "ended");

    expect(heard(line).at(-1)).toBe("We did not hear anything. Please call again to leave a message.");
  });

  it("sends a caller whom the queue does not take to the menu", async () => {
    twilio.voiceQueues.capacity = 0;
    answer = () => new Response("<Response><Say>There are other ways.</Say></Response>");
    const line = await dial({ entry: "queue", language: "de" });
    await until(() => line.state === "ended");

    expect(heard(line)).toContain("There are other ways.");
    const { searchParams } = new URL(asked.at(-1)?.url ?? "");
    expect(Object.fromEntries(searchParams)).toMatchObject({ language: "de", entry: "before" });
  });

  it("goes on at Return when the menu before the queue sends the caller back", async () => {
    answer = () => {
      const { searchParams } = new URL(asked.at(-1)?.url ?? "");
      const flow = searchParams.get("flowSid");
      const back = `https://webhooks.twilio.com/v1/Accounts/${twilio.account.accountSid}/Flows/${flow}?FlowEvent=return`;

      return new Response(
        `<Response>${flow ? `<Redirect>${back}</Redirect>` : "<Say>Please wait.</Say>"}</Response>`,
      );
    };
    const line = await dial({ entry: "before-queue" });
    await until(() => heard(line).includes("Please wait."));

    expect(line.taskSid).toBeDefined();
    line.hangUp();
    await until(() => line.state === "ended");
  });

  it("is any flow of the account that is published", async () => {
    const definition = JSON.stringify({
      initial_state: "Trigger",
      states: [
        {
          type: "trigger",
          name: "Trigger",
          properties: {},
          transitions: [{ event: "incomingCall", next: "hello" }],
        },
        {
          type: "say-play",
          name: "hello",
          properties: { say: "Hello {{trigger.call.From}} & all" },
          transitions: [{ event: "audioComplete" }],
        },
      ],
    });
    const { sid } = twilio.flows.create({ friendlyName: "Mine", definition, status: "published" });
    const line = await dial({ flowSid: sid });
    await until(() => line.state === "ended");

    expect(heard(line)).toStrictEqual([`Hello ${FROM} & all`]);
  });

  it("is not run as a draft, and knows no widget that our flows do not use", async () => {
    const draft = twilio.flows.create({
      friendlyName: "Draft",
      status: "draft",
      definition: JSON.stringify({
        initial_state: "Trigger",
        states: [{ type: "trigger", name: "Trigger", properties: {}, transitions: [] }],
      }),
    });
    const line = await dial({ flowSid: draft.sid });
    await until(() => line.state === "ended");

    expect(line.heard.map(({ kind }) => kind)).toContain("refused");
  });
});

describe("Liquid, as far as our flows use it", () => {
  it.each([
    ["{{trigger.call.From}}", "+1 5"],
    ["n={{ trigger.call.From | url_encode }}&x", "n=%2B1%205&x"],
    ["{{nothing.here}}", ""],
    ["no variable", "no variable"],
  ])("%s", (text, expected) => {
    expect(rendered(text, { "trigger.call.From": "+1 5" })).toBe(expected);
  });

  it.each(["{% if x %}", "{{x | upcase}}"])("does not guess at %s", (text) => {
    expect(() => rendered(text, {})).toThrow("The stand-in");
  });
});

async function dial(asked: object): Promise<PhoneLine> {
  const answered = await twilio.controls.request("http://localhost:3000/__local/phones", {
    method: "POST",
    body: JSON.stringify(asked),
  });
  expect(answered.status).toBe(201);
  const { callSid } = (await answered.json()) as { callSid: string };
  const line = twilio.phones.find(callSid);
  if (!line) throw new Error("Nobody dialled");

  return line;
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if (isSo()) return;
    twilio.clock.advance(200);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error("It did not come to that");
}

function heard(line: PhoneLine): readonly string[] {
  return line.heard.filter(({ kind }) => kind === "said").map(({ text }) => text);
}
