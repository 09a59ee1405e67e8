import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startTwilio } from "../../local/start-twilio.ts";
import { SystemClock } from "../../src/adapters/system/system-clock.ts";
import { readAttributes, writeAttributes } from "../../src/adapters/twilio-wire/task-attributes.ts";
import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import type { JsonObject } from "../../src/domain/json.ts";
import { fetchHandler } from "../../src/entrypoints/fetch-handler.ts";
import * as before from "../recorded/version-before.mjs";
import { anId, aRequest, aRouting, aTranscript, aVoicemail } from "../support/requests.ts";

const SOUND = Uint8Array.from({ length: 200 }, (_, index) => index % 251);
const ACCOUNT = anId("AC");
const standIn = await startTwilio();
afterAll(() => standIn.close());
beforeEach(() => standIn.reset());

/** A panel of the version before, in a browser that nobody has reloaded, on the functions of this version. */
const handler = fetchHandler(standIn.environment);
const panel = panelOn(handler);

function panelOn(functions: typeof handler) {
  return before.makeRemoteUseCases({
    functionsUrl: "https://callbacks.example.com",
    token: () => standIn.account.tokens.agent,
    clock: new SystemClock(),
    fetch: async (url, init) => functions(new Request(url as string, init)),
  });
}

async function heldTask(attributes: JsonObject): Promise<string> {
  const { accountSid, authToken, workspaceSid, workflowSid, workerSid } = standIn.account;
  const answer = await fetch(
    `${standIn.url}/__twilio/taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Tasks`,
    {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: new URLSearchParams({
        Attributes: JSON.stringify(attributes),
        WorkflowSid: workflowSid,
        TaskChannel: "voice",
      }),
    },
  );
  const { sid }: { readonly sid: string } = await answer.json();
  standIn.agents.accept(sid, workerSid);

  return sid;
}

async function attributesOf(sid: string): Promise<JsonObject> {
  const { accountSid, authToken, workspaceSid } = standIn.account;
  const answer = await fetch(
    `${standIn.url}/__twilio/taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Tasks/${sid}`,
    { headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` } },
  );
  const { attributes }: { readonly attributes: string } = await answer.json();

  return JSON.parse(attributes);
}

const facts = { createdAt: new Date("2026-03-04T15:30:00Z"), routing: aRouting() };
const written = (request: CallbackRequest, more: object = {}) =>
  writeAttributes({ request, ...more }, ACCOUNT);

describe("A panel of the version before, in an open browser", () => {
  it.each([
    ["this version", written(aRequest())],
    ["the version before", before.writeAttributes({ request: aRequest() }, ACCOUNT)],
  ])("calls, notes what came of it and puts back a task that %s made", async (_, attributes) => {
    const sid = await heldTask(attributes);

    expect(await panel.rules()).toMatchObject({ maxAttempts: 3 });
    expect(await panel.recordAttempt(sid, { outcome: "placed" })).toStrictEqual({ kind: "recorded" });
    expect(await panel.recordAttempt(sid, { outcome: "busy", callTaskId: anId("WT", 9) })).toStrictEqual({
      kind: "recorded",
    });
    const put = await panel.requeue(sid);
    if (put.kind !== "requeued") throw new Error(`It was ${put.kind}`);

    expect(await panel.requeue(sid)).toMatchObject({ taskId: put.taskId, repeated: true });
    expect(await attributesOf(put.taskId)).toMatchObject({
      callBackData: { attempts: 1, attemptHistory: [{ outcome: "busy", callTaskSid: anId("WT", 9) }] },
    });
  });

  it("takes a call back that Flex refused, and notes how a request ended", async () => {
    const sid = await heldTask(written(aRequest()));
    await panel.recordAttempt(sid, { outcome: "placed" });
    await panel.recordAttempt(sid, { outcome: "not-placed" });

    expect(await panel.noteEnd(sid, "wrong-number")).toStrictEqual({ kind: "closed" });
    const { callBackData } = await attributesOf(sid);
    expect(callBackData).toMatchObject({ end: { how: "closed", reason: "wrong-number" } });
    expect(callBackData).not.toHaveProperty("attemptHistory");
  });

  it("plays, reads and deletes a voicemail, and hears in its own words when it may not yet", async () => {
    const recordingId = standIn.record(SOUND);
    const transcript = aTranscript("Please call me.");
    const sid = await heldTask(written(aRequest({ voicemail: aVoicemail({ recordingId, transcript }) })));

    expect(await panel.play(sid, 0, new AbortController().signal)).toMatchObject({ bytes: SOUND });
    expect(await panel.readTranscript(sid)).toMatchObject({ text: "Please call me." });
    expect(await panel.deleteVoicemail(sid)).toStrictEqual({ kind: "kept", reason: "no-call-placed" });
    await panel.recordAttempt(sid, { outcome: "placed" });
    expect(await panel.deleteVoicemail(sid)).toMatchObject({ kind: "deleted" });
  });

  it("reads the refusals of this version", async () => {
    const sid = await heldTask(written(aRequest()));
    const onceOnly = panelOn(fetchHandler({ ...standIn.environment, CALLBACK_MAX_ATTEMPTS: "1" }));

    expect(await onceOnly.requeue(sid)).toMatchObject({ kind: "gave-up", maxAttempts: 1 });
    expect(await panel.requeue(anId("WT", 99))).toStrictEqual({ kind: "task-not-found" });
  });
});

const AT = new Date("2026-03-04T15:54:00Z");
const BY = { by: "Agent One", at: AT };

/** What only this version writes. */
const NEW: readonly (readonly [what: string, attributes: JsonObject])[] = [
  [
    "how long it is kept up, how often the queue ended it, and that the contact was spoken to",
    written(
      aRequest({
        endsAt: new Date("2026-03-18T15:30:00Z"),
        flowTimeoutSeconds: 3_600,
        agains: 2,
        servedAt: AT,
        putBacks: 1,
        retryDelaySeconds: 900,
        askedAgain: [{ at: AT, message: "Still here" }],
      }),
    ),
  ],
  [
    "how long a call was talked",
    written(
      aRequest({ attempts: [{ at: AT, agent: "Agent One", outcome: "answered", number: 1, seconds: 95 }] }),
    ),
  ],
  [
    "who heard and who deleted a voicemail",
    written(aRequest({ voicemail: aVoicemail({ deleted: true, heard: [BY], deletion: BY }) })),
  ],
  [
    "to whom a supervisor gave it, and that it goes first",
    written(
      aRequest({
        ownerId: anId("WK", 1),
        assigned: { ...BY, to: "Agent Two" },
        expedited: { ...BY, priorityBefore: 0 },
      }),
      {
        after: anId("WT", 1),
        madeBy: "a try",
      },
    ),
  ],
  [
    "an end for a reason of its own",
    written(aRequest({ end: { how: "canceled", reason: "served", ...BY } })),
  ],
];

describe("After a rollback, the version before", () => {
  it.each(NEW)("shows a task that tells %s, and writes everything back", (_, attributes) => {
    const read = before.readAttributes(attributes, facts);
    if (!read) throw new Error("It is no callback any more");

    expect(read.request).toMatchObject({ contact: { kind: "number" }, timeZone: "America/New_York" });
    expect(before.writeAttributes(read, ACCOUNT)).toStrictEqual(attributes);
    expect(readAttributes(before.writeAttributes(read, ACCOUNT), facts)).toStrictEqual(
      readAttributes(attributes, facts),
    );
  });

  it.each(NEW)("notes a call on a task that tells %s, and loses nothing", (_, attributes) => {
    const read = before.readAttributes(attributes, facts);
    if (!read) throw new Error("It is no callback any more");
    const call = { at: AT, agent: "Agent Two", outcome: "busy", number: 1 } as const;
    const { request } = read;
    const noted = before.writeAttributes(
      { ...read, request: { ...request, attempts: [...request.attempts, call] } },
      ACCOUNT,
    );
    const known = readAttributes(attributes, facts)?.request;

    expect(readAttributes(noted, facts)?.request).toStrictEqual({
      ...known,
      attempts: [...(known?.attempts ?? []), call],
    });
  });

  it("loses of a mark, if it writes on a task in those seconds, whom the request was being given to", () => {
    const decision = { attemptsMade: 1, putBacks: 0, retryDelaySeconds: 600 };
    const mark = { id: "a try", at: AT, why: "move" } as const;
    const attributes = written(aRequest(), {
      mark: { ...mark, decision: { ...decision, ownerId: anId("WK", 1) } },
    });
    const read = before.readAttributes(attributes, facts);
    if (!read) throw new Error("It is no callback any more");

    expect(readAttributes(before.writeAttributes(read, ACCOUNT), facts)?.mark).toStrictEqual({
      ...mark,
      decision,
    });
  });
});
