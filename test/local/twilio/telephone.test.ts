import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { functionSettings } from "../../../local/server.ts";
import { agentsOf } from "../../../local/twilio/agents.ts";
import { createTwilio, type Twilio } from "../../../local/twilio/index.ts";
import type { PhoneLine } from "../../../local/twilio/telephony/line/phone-line.ts";
import { type FetchHandler, fetchHandler } from "../../../src/entrypoints/fetch-handler.ts";
import { callingAt, heard } from "../../support/calling.ts";
import { sdkFor } from "./stand.ts";

const FUNCTIONS = "https://functions.example.com";
const STUDIO = `${FUNCTIONS}/callback/studio`;
const parties = { from: "+14155550123", to: "+14155550100" };

let handlerWith: (settings: Readonly<Record<string, string>>) => FetchHandler;
let usual: FetchHandler;
let functions: FetchHandler;
/** Answers instead of the functions, where a test says so. */
let instead: ((request: Request) => Response | Promise<Response> | undefined) | undefined;
const asked: string[] = [];
/** Functions that have not answered yet. */
let atWork = 0;
const twilio: Twilio = createTwilio({
  sendEvents: async (request) => {
    asked.push(new URL(request.url).pathname);
    atWork += 1;
    try {
      return (await instead?.(request)) ?? (await functions(request));
    } finally {
      atWork -= 1;
    }
  },
});
const { press, until, openTasks, attributesOf } = callingAt(twilio, () => atWork > 0);
let server: Server;

beforeAll(async () => {
  server = createServer(getRequestListener(twilio.app.fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  handlerWith = (settings) =>
    fetchHandler(
      { ...functionSettings(twilio, url), CALLBACK_FUNCTIONS_URL: FUNCTIONS, ...settings },
      { publicOrigin: FUNCTIONS, bindings: { Clock: twilio.clock } },
    );
  usual = handlerWith({});
});
beforeEach(() => {
  twilio.reset();
  functions = usual;
  instead = undefined;
  asked.length = 0;
});
afterEach(() => until(() => atWork === 0));
afterEach(() => expect(twilio.contract.violations).toStrictEqual([]));
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

describe("A telephone at the local Twilio", () => {
  it("waits in the queue, asks to be called back and hangs up; one callback is left, in its place", async () => {
    const line = await inQueue();
    const live = line.taskSid ?? "";
    await press(line, "*", "To be called back, press 1.");
    await press(line, "1", "To be called back at the number");
    await press(line, "1", "You keep your place in line.");
    await until(() => line.state === "ended");

    expect(twilio.store.state.tasks.get(live)).toMatchObject({
      assignmentStatus: "canceled",
      reason: "hangup",
    });
    expect(attributesOf(live)).toMatchObject({
      conversations: { abandoned: "Follow-Up", abandoned_phase: "Callback Request" },
    });
    const [callback, ...more] = openTasks();
    expect(more).toStrictEqual([]);
    // TaskRouter tells of seconds.
    const since = twilio.store.state.tasks.get(live)?.dateCreated ?? 0;
    expect(callback?.virtualStartTime).toBe(Math.floor(since / 1_000) * 1_000);
    expect(attributesOf(callback?.sid ?? "")).toMatchObject({
      taskType: "callback",
      callBackData: { numberToCall: parties.from },
      conversations: { conversation_id: live, language: "en-US" },
    });
  });

  it("is seen by Twilio's SDK in the voice queue, which has the name of its workflow", async () => {
    const line = await inQueue();
    const QueueSid = twilio.voiceQueues.sidOf(twilio.account.workflowSid);
    twilio.clock.advance(60_000);

    const queue = await sdkFor(twilio).queues(QueueSid).fetch();
    expect(queue).toMatchObject({ friendlyName: twilio.account.workflowSid, currentSize: 1, maxSize: 100 });
    expect(queue.averageWaitTime).toBeGreaterThanOrEqual(60);
    line.hangUp();
    await until(() => line.state === "ended");
  });

  it("leaves the queue for a message, which reaches the agents with the caller's number", async () => {
    const line = await inQueue();
    await press(line, "*", "To leave a message, press 2.");
    await press(line, "2", "Please leave a message");
    await until(() => line.state === "recording");
    line.speak("Please call me about my order.");
    line.press("*");
    await until(() => line.state === "ended" && openTasks().length === 1);

    expect(heard(line)).toContain("Thank you. We have your message.");
    expect(asked).toContain("/callback/studio/recording-status");
    expect(attributesOf(openTasks()[0]?.sid ?? "")).toMatchObject({
      taskType: "voicemail",
      callBackData: { numberToCall: parties.from, numberToCallFrom: parties.to },
    });
  });

  it.each([
    ["message, and what Twilio made of its words", "record", "Please call me about my order."],
    ["message, and Twilio makes no words of it", "off", undefined],
  ])("leaves a %s", async (_, VOICEMAIL_TRANSCRIPTIONS, transcript) => {
    functions = handlerWith({ VOICEMAIL_TRANSCRIPTIONS });
    const line = await inQueue();
    await press(line, "*", "To leave a message, press 2.");
    await press(line, "2", "Please leave a message");
    await until(() => line.state === "recording");
    line.speak("Please call me about my order.");
    twilio.clock.advance(3_000);
    line.press("*");
    const told = transcript === undefined ? 1 : 2;
    await until(() => asked.filter((path) => path === "/callback/studio/recording-status").length === told);
    await until(() => openTasks().length === 1);
    const data = () => attributesOf(openTasks()[0]?.sid ?? "").callBackData as Record<string, unknown>;
    await until(() => data().TranscriptionText === transcript);

    expect(openTasks()).toHaveLength(1);
    expect(data().numberToCall).toBe(parties.from);
  });

  it.each([
    ["2 for the call and the wait", '{"knownCallback":false}', false, 2],
    ["1 more to see that there is no callback yet", "{}", false, 3],
    ["2 more where there is one", "{}", true, 4],
  ])(
    "costs few API calls in the first round, and none in a plain one: %s",
    async (_, menu, hasOne, calls) => {
      if (hasOne) await arrangedOnce();
      functions = handlerWith({ CALLBACK_MENU: menu });
      const before = twilio.requests.length;
      const line = dial();
      // The clock stands still: who is asked has time to answer, and nobody is asked twice.
      await expect.poll(() => line.heard.length, { timeout: 10_000 }).toBeGreaterThan(0);
      expect(twilio.requests.slice(before).map(({ method, path }) => `${method} ${path}`)).toHaveLength(
        calls,
      );

      const rounds = asked.length;
      await until(() => asked.length >= rounds + 3);
      expect(twilio.requests).toHaveLength(before + calls);
      line.hangUp();
      await until(() => line.state === "ended");
    },
  );

  it("leaves a message though the functions fail when Twilio first tells of it", async () => {
    let failures = 0;
    instead = ({ url }) =>
      url.includes("/recording-status") && failures++ < 2 ? new Response("", { status: 503 }) : undefined;
    const line = await inQueue();
    await press(line, "*", "To leave a message, press 2.");
    await press(line, "2", "Please leave a message");
    await until(() => line.state === "recording");
    line.speak("Please call me.");
    line.press("*");
    await until(() => openTasks().length === 1 && line.state === "ended");

    expect(attributesOf(openTasks()[0]?.sid ?? "")).toMatchObject({ taskType: "voicemail" });
    expect(failures).toBe(3);
  });

  it("hangs up while speaking: what was said is a message", async () => {
    const line = await inQueue();
    await press(line, "*", "To leave a message, press 2.");
    await press(line, "2", "Please leave a message");
    await until(() => line.state === "recording");
    line.speak("Please call me.");
    line.hangUp();
    await until(() => line.state === "ended" && openTasks().length === 1);

    expect(attributesOf(openTasks()[0]?.sid ?? "")).toMatchObject({ taskType: "voicemail" });
  });

  it("says nothing after the tone, and is called back instead", async () => {
    const line = await inQueue();
    await press(line, "*", "To leave a message, press 2.");
    await press(line, "2", "Please leave a message");
    await until(() => heard(line).includes("We did not hear anything."));
    await press(line, "1", "To be called back at the number");
    await press(line, "1", "We will call you back.");
    await until(() => line.state === "ended");

    expect(openTasks().map(({ sid }) => attributesOf(sid).taskType)).toStrictEqual(["callback"]);
  });

  it("hangs up at any moment: nothing is left, and nothing was asked", async () => {
    for (const keys of ["", "*", "*1", "*12"]) {
      const line = await inQueue();
      for (const key of keys) await press(line, key, "");
      line.hangUp();
      await until(() => line.state === "ended");

      expect(openTasks()).toStrictEqual([]);
    }
  });

  it("is answered by an agent, and the queue's action says so", async () => {
    const line = await inQueue(`action="${STUDIO}/after-queue"`);
    const task = line.taskSid ?? "";
    agentsOf(twilio).accept(task, twilio.account.workerSid);
    await until(() => line.state === "with-agent");
    agentsOf(twilio).wrapUp(task);
    await until(() => line.state === "ended");

    expect(asked.at(-1)).toBe("/callback/studio/after-queue");
    expect(twilio.store.state.tasks.get(task)?.assignmentStatus).toBe("wrapping");
  });

  describe("while an agent who has accepted does not have the caller yet", () => {
    const accepted = async (keys: readonly (readonly [string, string])[]) => {
      const line = await inQueue();
      for (const [key, says] of keys) await press(line, key, says);
      await until(() => line.state === "listening");
      const task = line.taskSid ?? "";
      agentsOf(twilio).accept(task, twilio.account.workerSid);
      expect(twilio.store.state.tasks.get(task)?.assignmentStatus).toBe("reserved");

      return { line, task };
    };
    const CALLBACK = [
      ["*", "To be called back, press 1."],
      ["1", "To be called back at the number"],
    ] as const;

    it.each([
      ["a callback", CALLBACK, "1"],
      ["a message", [CALLBACK[0]], "2"],
    ] as const)(
      "asks for %s in vain: the agent has them, and nothing else is there",
      async (_, keys, last) => {
        const { line, task } = await accepted(keys);
        line.press(last);
        // The clock stands still meanwhile.
        await expect
          .poll(() => heard(line), { timeout: 10_000 })
          .toContain("An agent is about to take your call.");
        await until(() => line.state === "with-agent");

        expect(openTasks().map(({ sid }) => sid)).toStrictEqual([task]);
        expect(attributesOf(task)).not.toHaveProperty("conversations.abandoned");
        line.hangUp();
        await until(() => line.state === "ended");
        expect(twilio.store.state.tasks.get(task)?.assignmentStatus).toBe("wrapping");
      },
    );

    it("hangs up, and nobody has them", async () => {
      const { line, task } = await accepted([]);
      line.hangUp();
      await until(() => line.state === "ended");
      twilio.clock.advance(1_000);

      expect(twilio.store.state.tasks.get(task)?.assignmentStatus).toBe("canceled");
      expect(twilio.store.state.reservationsOf(task).map(({ status }) => status)).toStrictEqual(["canceled"]);
    });

    it("is not lost by a hang-up in the moment in which the agent gets them", async () => {
      const { line, task } = await accepted([]);
      twilio.clock.advance(300);
      line.hangUp();
      await until(() => line.state === "ended");

      expect(twilio.store.state.tasks.get(task)?.assignmentStatus).toBe("wrapping");
    });
  });

  it("is not taken by a full queue, and gets the menu instead", async () => {
    twilio.voiceQueues.capacity = 0;
    const line = dial(`action="${STUDIO}/after-queue"`);
    await until(() => heard(line).includes("To be called back, press 1."));

    expect(heard(line)).not.toContain("To stay on the line");
    line.hangUp();
    await until(() => line.state === "ended");
  });

  it("hears music and keeps its place while the functions can ask nobody", async () => {
    twilio.faults.add({ host: "taskrouter.twilio.com", status: 503, times: 1_000 });
    const line = dial();
    await until(() => line.heard.some(({ kind }) => kind === "played"));

    expect(line.taskSid).toBeDefined();
    line.hangUp();
    await until(() => line.state === "ended");
  });

  it("goes where a function sends it, whatever that function still answers", async () => {
    instead = async (request) => {
      if (request.url.endsWith("/elsewhere"))
        return new Response("<Response><Say>Elsewhere.</Say></Response>");
      const callSid = new URLSearchParams(await request.text()).get("CallSid") ?? "";
      await sdkFor(twilio)
        .calls(callSid)
        .update({ url: `${FUNCTIONS}/elsewhere`, method: "POST" });

      return new Response("");
    };
    const line = dial();
    await until(() => line.state === "ended");

    expect(heard(line)).toBe("Elsewhere.");
    expect(line.heard.map(({ kind }) => kind)).not.toContain("refused");
  });

  it("loses its place if the wait answers badly, as at Twilio", async () => {
    instead = () => Response.json({ success: false });
    const line = dial();
    await until(() => line.state === "ended");

    expect(line.heard.map(({ kind }) => kind)).toContain("refused");
    expect(openTasks()).toStrictEqual([]);
  });

  it("leaves nothing behind of the waits that a key has ended", async () => {
    const warned: Error[] = [];
    const onWarning = (warning: Error) => void warned.push(warning);
    process.on("warning", onWarning);
    const twiml = `<Response><Gather action="${STUDIO}/x" numDigits="30"><Say>Your number, please.</Say></Gather></Response>`;
    const line = twilio.phones.dial(parties, { kind: "given", twiml, base: FUNCTIONS });
    await until(() => line.state === "listening");
    // The clock stands still meanwhile.
    for (const key of "12345678901234567890") {
      line.press(key);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    line.hangUp();
    await until(() => line.state === "ended");
    process.off("warning", onWarning);

    expect(warned).toStrictEqual([]);
  });

  it("is not heard unless Twilio signed what it sends", async () => {
    const unsigned = await functions(new Request(`${STUDIO}/wait-experience`, { method: "POST" }));

    expect(unsigned.status).toBe(403);
  });
});

function dial(enqueue = ""): PhoneLine {
  const { workflowSid } = twilio.account;
  const twiml = `<Response><Enqueue workflowSid="${workflowSid}" waitUrl="${STUDIO}/wait-experience" ${enqueue}><Task>{"type":"inbound","name":"${parties.from}"}</Task></Enqueue></Response>`;

  return twilio.phones.dial(parties, { kind: "given", twiml, base: FUNCTIONS });
}

async function arrangedOnce(): Promise<void> {
  const line = await inQueue();
  await press(line, "*", "To be called back, press 1.");
  await press(line, "1", "To be called back at the number");
  await press(line, "1", "You keep your place in line.");
  await until(() => line.state === "ended");
}

async function inQueue(enqueue = ""): Promise<PhoneLine> {
  const line = dial(enqueue);
  await until(() => heard(line).includes("To hear your choices, press star."));

  return line;
}
