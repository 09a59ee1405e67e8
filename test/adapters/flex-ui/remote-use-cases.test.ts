import { describe, expect, it } from "vitest";
import { makeRemoteUseCases } from "../../../src/adapters/flex-ui/functions-client/remote-use-cases.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { Rejected, Unavailable } from "../../../src/ports/faults.ts";
import { aNumber, anId } from "../../support/requests.ts";

const TASK_ID = anId("WT", 1);
const NEW_TASK_ID = anId("WT", 2);

type Answering = () => Response | Promise<Response>;

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers });
const refusal = (status: number, code: string, more: object = {}) =>
  json(status, { success: false, code, message: "No.", ...more });
const noAnswer: Answering = () => Promise.reject(new TypeError("Failed to fetch"));
const html = (status: number) => () => new Response("<h1>Bad Gateway</h1>", { status });
const requeued = json(200, { success: true, taskSid: NEW_TASK_ID, repeated: false });

/** Functions that answer as they are told, one after the other; the last answer is given for ever. */
function functionsThat(...answers: readonly Answering[]) {
  const clock = new ManualClock();
  const began = clock.now().getTime();
  const requests: { readonly url: string; readonly init: RequestInit }[] = [];
  const remote = makeRemoteUseCases({
    functionsUrl: "https://callbacks-1234.twil.io",
    token: () => `token-${requests.length + 1}`,
    clock,
    fetch: async (url, init) => {
      requests.push({ url: String(url), init: init ?? {} });
      const answer = answers[Math.min(requests.length, answers.length) - 1] as Answering;
      return answer();
    },
  });
  const asked = <Result>(work: Promise<Result>) => clock.runUntilSettled(work);

  return { remote, requests, asked, passed: () => clock.now().getTime() - began };
}

describe("requeueing over HTTP", () => {
  it("sends a form and nothing that makes a browser ask first", async () => {
    const { remote, requests, asked } = functionsThat(requeued);
    await asked(remote.requeue(TASK_ID));

    const [{ url, init }] = requests as [{ url: string; init: RequestInit }];
    expect(url).toBe("https://callbacks-1234.twil.io/callback/flex/requeue-callback");
    expect(init.method).toBe("POST");
    expect(init.headers).toBeUndefined();
    expect(String(init.body)).toBe(`taskSid=${TASK_ID}&Token=token-1`);
  });

  it("sends what the agent chose", async () => {
    const { remote, requests, asked } = functionsThat(requeued);
    await asked(remote.requeue(TASK_ID, { delaySeconds: 0, toMe: true }));

    expect(String(requests[0]?.init.body)).toBe(`taskSid=${TASK_ID}&delay=0&toMe=true&Token=token-1`);
  });

  it.each([true, false])("tells the new task, and whether it was there before: %s", async (repeated) => {
    const { remote, asked } = functionsThat(json(200, { success: true, taskSid: NEW_TASK_ID, repeated }));

    expect(await asked(remote.requeue(TASK_ID))).toStrictEqual({
      kind: "requeued",
      taskId: NEW_TASK_ID,
      repeated,
    });
  });

  it.each([
    [
      refusal(409, "attempts-used-up", { attemptsMade: 3, maxAttempts: 3 }),
      { kind: "gave-up", attemptsMade: 3, maxAttempts: 3 },
    ],
    [refusal(409, "not-with-agent", { state: "completed" }), { kind: "not-with-agent", state: "completed" }],
    [refusal(403, "not-allowed"), { kind: "not-allowed" }],
    [refusal(404, "task-not-found"), { kind: "task-not-found" }],
    [refusal(403, "token-missing"), { kind: "session-ended" }],
    [refusal(403, "token-invalid"), { kind: "session-ended" }],
    [refusal(403, "token-expired"), { kind: "session-ended" }],
  ])("tells a refusal as the use case would, without asking again", async (answer, outcome) => {
    const { remote, requests, asked } = functionsThat(answer);

    expect(await asked(remote.requeue(TASK_ID))).toStrictEqual(outcome);
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["400", refusal(400, "invalid-request")],
    ["502 of Twilio's own refusal", refusal(502, "twilio-refused")],
    ["404 of something else", json(404, {})],
    ["401 in HTML", html(401)],
    ["409 without what belongs to it", refusal(409, "attempts-used-up")],
    ["200 that is not ours", json(200, { hello: "world" })],
    ["200 in HTML", html(200)],
  ])("is rejected, and not tried again, on a %s", async (_, answer) => {
    const { remote, requests, asked } = functionsThat(answer);

    await expect(asked(remote.requeue(TASK_ID))).rejects.toBeInstanceOf(Rejected);
    expect(requests).toHaveLength(1);
  });

  it.each<[string, Answering]>([
    ["no answer comes", noAnswer],
    ["the functions are busy", refusal(429, "too-many")],
    ["the functions say that Twilio is out of reach", refusal(503, "unavailable")],
    ["a gateway answers 502 in HTML", html(502)],
    ["a gateway answers 504", html(504)],
    ["a function breaks", html(500)],
  ])("tries again, and succeeds, when %s", async (_, answer) => {
    const { remote, requests, asked, passed } = functionsThat(answer, requeued);

    expect(await asked(remote.requeue(TASK_ID))).toMatchObject({ kind: "requeued" });
    expect(requests).toHaveLength(2);
    expect(passed()).toBe(1_000);
  });

  it("is unavailable after three tries, each with the token of the moment", async () => {
    const { remote, requests, asked } = functionsThat(noAnswer);

    await expect(asked(remote.requeue(TASK_ID))).rejects.toBeInstanceOf(Unavailable);
    expect(requests.map(({ init }) => String(init.body).split("Token=")[1])).toStrictEqual([
      "token-1",
      "token-2",
      "token-3",
    ]);
  });

  it("waits as long as the answer says", async () => {
    const busy = json(503, { success: false, code: "unavailable" }, { "Retry-After": "4" });
    const { remote, asked, passed } = functionsThat(busy, requeued);
    await asked(remote.requeue(TASK_ID));

    expect(passed()).toBe(4_000);
  });

  it("does not make the agent wait if the answer asks for too long", async () => {
    const busy = json(503, { success: false, code: "unavailable" }, { "Retry-After": "120" });
    const { remote, requests, asked, passed } = functionsThat(busy, requeued);

    await expect(asked(remote.requeue(TASK_ID))).rejects.toBeInstanceOf(Unavailable);
    expect(requests).toHaveLength(1);
    expect(passed()).toBe(0);
  });

  it.each([undefined, ""])(
    "is rejected where the functions' domain is %o, and the page's own origin is sent nothing",
    async (functionsUrl) => {
      let asked = 0;
      const remote = makeRemoteUseCases({
        functionsUrl,
        token: () => "token",
        clock: new ManualClock(),
        fetch: async () => {
          asked++;
          return new Response();
        },
      });

      const { signal } = new AbortController();
      for (const ask of [
        () => remote.requeue(TASK_ID),
        () => remote.recordAttempt(TASK_ID, { outcome: "busy" }),
        () => remote.rules(),
        () => remote.play(TASK_ID, 0, signal),
        () => remote.readTranscript(TASK_ID),
        () => remote.deleteVoicemail(TASK_ID),
        () => remote.page(),
        () => remote.cancel(TASK_ID, "a mistake"),
      ]) {
        await expect(ask()).rejects.toBeInstanceOf(Rejected);
      }
      expect(asked).toBe(0);
    },
  );

  it("gives up on an answer that does not come", async () => {
    let abandoned = 0;
    const clock = new ManualClock();
    const remote = makeRemoteUseCases({
      functionsUrl: "https://callbacks-1234.twil.io",
      token: () => "token",
      clock,
      timeoutMs: 3_000,
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => {
            abandoned++;
            reject(init.signal?.reason);
          });
        }),
    });

    const requeued = clock.runUntilSettled(remote.requeue(TASK_ID));
    await expect(requeued).rejects.toBeInstanceOf(Unavailable);
    expect(abandoned).toBe(3);
  });
});

describe("recording an attempt over HTTP", () => {
  it("sends the number that was called in place of the contact's", async () => {
    const { remote, requests, asked } = functionsThat(json(200, { success: true }));
    await asked(remote.recordAttempt(TASK_ID, { outcome: "placed", numberCalled: aNumber("+14155550177") }));

    expect(String(requests[0]?.init.body)).toContain("outcome=placed&number=%2B14155550177");
  });

  it("sends the outcome and the call that it is of", async () => {
    const { remote, requests, asked } = functionsThat(json(200, { success: true }));
    const recorded = await asked(
      remote.recordAttempt(TASK_ID, { outcome: "no-answer", callTaskId: anId("WT", 9) }),
    );

    expect(recorded).toStrictEqual({ kind: "recorded" });
    expect(requests[0]?.url).toBe("https://callbacks-1234.twil.io/callback/flex/record-attempt");
    expect(String(requests[0]?.init.body)).toBe(
      `taskSid=${TASK_ID}&outcome=no-answer&callTaskSid=${anId("WT", 9)}&Token=token-1`,
    );
  });

  it("sends how long the call was talked", async () => {
    const { remote, requests, asked } = functionsThat(json(200, { success: true }));
    await asked(remote.recordAttempt(TASK_ID, { outcome: "answered", seconds: 0 }));

    expect(String(requests[0]?.init.body)).toBe(
      `taskSid=${TASK_ID}&outcome=answered&seconds=0&Token=token-1`,
    );
  });

  it.each([
    [refusal(403, "not-allowed"), { kind: "not-allowed" }],
    [refusal(404, "task-not-found"), { kind: "task-not-found" }],
    [refusal(403, "token-expired"), { kind: "session-ended" }],
  ])("tells a refusal as the use case would", async (answer, outcome) => {
    const { remote, asked } = functionsThat(answer);

    expect(await asked(remote.recordAttempt(TASK_ID, { outcome: "busy" }))).toStrictEqual(outcome);
  });
});

describe("the rules over HTTP", () => {
  it("is the server's", async () => {
    const { remote, asked } = functionsThat(json(200, { success: true, maxAttempts: 5, maxPutBacks: 9 }));

    expect(await asked(remote.rules())).toStrictEqual({ maxAttempts: 5, maxPutBacks: 9 });
  });

  it("tells of delays, of other numbers, and of what the desktop does by itself", async () => {
    const told = {
      retryDelays: { byAttempt: [600], byOutcome: { busy: 300 } },
      holdingWorkflows: [anId("WW")],
      autoRequeue: ["busy"],
    };
    const numbers = { premiumNumbers: "refuse", allowedCountries: ["US"] };
    const { remote, asked } = functionsThat(
      json(200, { success: true, maxAttempts: 5, ...told, ...numbers }),
      json(200, { success: true, maxAttempts: 5, holdingWorkflows: "all", autoRequeue: ["answered"] }),
    );

    expect(await asked(remote.rules())).toStrictEqual({ maxAttempts: 5, ...told, numbers });
    expect(await asked(remote.rules())).toStrictEqual({ maxAttempts: 5 });
  });

  it("tells of the list, as far as it is understood", async () => {
    const told = { listForAgents: "own", targetMinutes: 30 };
    const { remote, asked } = functionsThat(
      json(200, { success: true, maxAttempts: 5, ...told }),
      json(200, { success: true, maxAttempts: 5, listForAgents: "some", targetMinutes: 0 }),
    );

    expect(await asked(remote.rules())).toStrictEqual({ maxAttempts: 5, ...told });
    expect(await asked(remote.rules())).toStrictEqual({ maxAttempts: 5 });
  });

  it.each([
    refusal(403, "token-expired"),
    json(200, { success: true, maxAttempts: 0 }),
    json(200, { success: true, maxAttempts: "3" }),
    json(200, { success: true }),
  ])("is not known from anything else", async (answer) => {
    const { remote, asked } = functionsThat(answer);

    await expect(asked(remote.rules())).rejects.toBeInstanceOf(Rejected);
  });
});

describe("the supervisors' list over HTTP", () => {
  const least = {
    taskId: TASK_ID,
    kind: "callback",
    state: "waiting",
    receivedAt: "2026-03-02T09:30:00.000Z",
    attemptsMade: 0,
    calls: 0,
    priority: 0,
  };
  const listing = (...callbacks: readonly object[]) =>
    json(200, { success: true, callbacks, at: "2026-03-02T10:00:00.000Z", next: "cursor-2" });
  const receivedAt = new Date(least.receivedAt);

  it("comes page by page, with moments as such", async () => {
    const more = { contact: "+14155550123", lastOutcome: "busy", holder: { workerId: "WK1", name: "Ann" } };
    const { remote, requests, asked } = functionsThat(
      listing(least, { ...least, ...more, heldUntil: "2026-03-02T11:00:00.000Z" }),
    );

    expect(await asked(remote.page("cursor-1"))).toStrictEqual({
      kind: "page",
      rows: [
        { ...least, receivedAt },
        { ...least, ...more, receivedAt, heldUntil: new Date("2026-03-02T11:00:00.000Z") },
      ],
      at: new Date("2026-03-02T10:00:00.000Z"),
      next: "cursor-2",
    });
    expect(String(requests[0]?.init.body)).toBe("cursor=cursor-1&Token=token-1");
  });

  it("shows what a newer version says in words that this one does not know", async () => {
    const { remote, asked } = functionsThat(
      listing({ ...least, receivedAt: null, lastOutcome: "new-word", somethingNew: 1 }),
    );

    expect(await asked(remote.page())).toMatchObject({
      rows: [{ ...least, receivedAt: new Date(Number.NaN) }],
    });
  });

  it.each([
    [refusal(403, "not-allowed"), { kind: "not-allowed" }],
    [refusal(403, "token-expired"), { kind: "session-ended" }],
    [refusal(400, "invalid-request"), { kind: "unknown-cursor" }],
  ])("tells why there is none", async (answer, outcome) => {
    const { remote, asked } = functionsThat(answer);

    expect(await asked(remote.page("cursor-1"))).toStrictEqual(outcome);
  });

  it.each([
    [json(200, { success: true, taskSid: TASK_ID, repeated: false }), { kind: "canceled" }],
    [refusal(409, "taken", { state: "assigned" }), { kind: "taken" }],
    [refusal(409, "ended"), { kind: "ended" }],
    [refusal(404, "task-not-found"), { kind: "task-not-found" }],
    [refusal(403, "not-allowed"), { kind: "not-allowed" }],
    [refusal(403, "token-missing"), { kind: "session-ended" }],
  ])("tells what came of canceling", async (answer, outcome) => {
    const { remote, requests, asked } = functionsThat(answer);

    expect(await asked(remote.cancel(TASK_ID, "a mistake"))).toStrictEqual(outcome);
    expect(String(requests[0]?.init.body)).toBe(`taskSid=${TASK_ID}&reason=a+mistake&Token=token-1`);
  });
});
