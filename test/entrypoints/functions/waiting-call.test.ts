import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { telephone } from "../../../local/call/telephone.ts";
import { withStack } from "../../support/stack.ts";
import { collectLogs } from "./lawful.ts";

/** The built functions on Twilio's own runtime, and a telephone at the local Twilio. */
describe("npm run call -- queue", { timeout: 60_000 }, () => {
  const stack = withStack();
  const said: string[] = [];
  let stopCollecting: () => void;
  let timer: NodeJS.Timeout;
  beforeEach(() => {
    said.length = 0;
    stopCollecting = collectLogs([]);
    // Nobody wants to listen to all of the music.
    timer = setInterval(() => stack.twilio.clock.advance(500), 50);
  });
  afterEach(() => {
    clearInterval(timer);
    stopCollecting();
    expect(stack.twilio.contract.violations).toStrictEqual([]);
  });

  const call = (entry: "queue" | "before-queue", ...typed: readonly string[]) => {
    const { accountSid, authToken } = stack.twilio.account;
    const dialled = { entry, from: "+14155550123", to: "+14155550100", language: "en-US" };

    return telephone(
      { base: stack.url, accountSid, authToken },
      dialled,
      (line) => said.push(line),
      Readable.from(typed.map((line) => `${line}\n`)),
    );
  };
  const tasks = () =>
    stack
      .tasks()
      .filter(({ assignmentStatus }) => assignmentStatus === "pending")
      .map(({ attributes }) => JSON.parse(attributes));

  it("waits, hears the menu, and is called back at another number without losing the place", async () => {
    await call("queue", "*", "1", "2", "4155550111#", "1");

    expect(said.join("\n")).toContain("Your number is 1, 4, 1, 5, 5, 5, 5, 0, 1, 1, 1.");
    expect(said.join("\n")).toContain("You keep your place in line.");
    expect(tasks()).toMatchObject([{ taskType: "callback", callBackData: { numberToCall: "+14155550111" } }]);
  });

  it("leaves a message out of the queue, which knows its caller", async () => {
    await call("queue", "*", "2", "Please call me about my order.", "*");
    while (tasks().length === 0) await new Promise((resolve) => setTimeout(resolve, 50));

    expect(said.join("\n")).toContain("(Recorded: Please call me about my order.)");
    expect(tasks()).toMatchObject([
      { taskType: "voicemail", callBackData: { numberToCall: "+14155550123" } },
    ]);
  });

  it("would rather wait than be called back, and goes on into the queue", async () => {
    await call("before-queue", "3", "*", "1", "1");

    // Before the queue, and in it.
    expect(said.filter((line) => line.includes("Thank you for calling"))).toHaveLength(2);
    expect(said.join("\n")).toContain("You keep your place in line.");
    expect(tasks()).toMatchObject([{ taskType: "callback" }]);
  });
});
