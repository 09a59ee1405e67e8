import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Sent } from "../../../local/call/send.ts";
import { leaveMessage } from "../../../local/call/voicemail.ts";
import { agentsOf } from "../../../local/twilio/agents.ts";
import { audioNamed } from "../../../local/twilio/telephony/sounds/audio.ts";
import { signatureOf } from "../../../local/twilio/wire/signature.ts";
import { anId } from "../../support/requests.ts";
import { withStack } from "../../support/stack.ts";

const stack = withStack({ VOICEMAIL_ABSENT: "callback" });
const { twilio } = stack;
const { tokens, workerSid, secondWorkerSid } = twilio.account;
const CALLER = { numberToCall: "+14155550123", numberToCallFrom: "+14155550100" };

/** A caller leaves a message as Twilio tells of it, and an agent takes its task. */
async function aVoicemailTask(options: Parameters<typeof leaveMessage>[2] = { "no-transcript": true }) {
  const answers = await allOf(leaveMessage(await local(), CALLER, options));
  const taskSid = stack.tasks()[0]?.sid ?? "";
  agentsOf(twilio).accept(taskSid, workerSid);
  const recordingSid = twilio.recordings.list()[0]?.sid ?? "";

  return { taskSid, recordingSid, answers };
}

describe("A voicemail on Twilio's own runtime", () => {
  it("is a task as soon as the recording is there, and its transcript joins it", async () => {
    const { answers } = await aVoicemailTask({});

    expect(answers.map(({ status }) => status)).toStrictEqual([200, 200]);
    expect(stack.tasks()).toHaveLength(1);
    const { callBackData, taskType } = JSON.parse(stack.tasks()[0]?.attributes ?? "{}");
    expect(taskType).toBe("voicemail");
    expect(callBackData.TranscriptionText).toBe(audioNamed("message").words);
  });

  it("is played byte by byte as it was recorded, as audio and not as text", async () => {
    const { taskSid } = await aVoicemailTask();
    const response = await ask("fetch-voicemail", { taskSid, Token: tokens.agent });

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("audio/mpeg");
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(Buffer.from(await response.arrayBuffer()).equals(audioNamed("message").mp3)).toBe(true);
  });

  it("of 33 minutes is played in parts, none larger than a megabyte", async () => {
    const { taskSid } = await aVoicemailTask({ long: true });
    const whole = audioNamed("long").mp3;
    const parts: Buffer[] = [];
    for (let start = 0; start < whole.length; start += parts.at(-1)?.length ?? whole.length) {
      const response = await ask("fetch-voicemail", {
        taskSid,
        Token: tokens.agent,
        range: `bytes=${start}-`,
      });
      expect(response.status).toBe(206);
      expect(response.headers.get("content-range")).toMatch(
        new RegExp(`^bytes ${start}-\\d+/${whole.length}$`),
      );
      parts.push(Buffer.from(await response.arrayBuffer()));
    }

    expect(Math.max(...parts.map(({ length }) => length))).toBe(1_048_576);
    expect(Buffer.concat(parts).equals(whole)).toBe(true);
  });

  it("is played with the header Range too, and not beyond its end", async () => {
    const { taskSid } = await aVoicemailTask();
    const fields = { taskSid, Token: tokens.agent };
    const part = await ask("fetch-voicemail", fields, { Range: "bytes=10-19" });
    const beyond = await ask("fetch-voicemail", { ...fields, range: "bytes=99999999-" });
    const wrong = await ask("fetch-voicemail", { ...fields, range: "lines=1-2" });

    expect([part.status, (await part.arrayBuffer()).byteLength]).toStrictEqual([206, 10]);
    expect([beyond.status, beyond.headers.get("content-range")]).toStrictEqual([416, "bytes */60395"]);
    expect(wrong.status).toBe(400);
  });

  it("is played to the agent who holds the task, to supervisors and to administrators, and to nobody else", async () => {
    const { taskSid } = await aVoicemailTask();
    const statuses = [];
    for (const Token of [
      tokens.agent,
      tokens.supervisor,
      tokens.admin,
      tokens.agent2,
      tokens.expired,
      "forged",
      "",
    ]) {
      statuses.push((await ask("fetch-voicemail", { taskSid, Token })).status);
    }

    expect(statuses).toStrictEqual([200, 200, 200, 403, 403, 403, 403]);
    expect(workerSid).not.toBe(secondWorkerSid);
  });

  for (const [what, taskSid] of [
    ["climbs", "../../Accounts"],
    ["names a recording", anId("RE")],
    ["is missing", ""],
  ] as const) {
    it(`asks Twilio for nothing but the token when the task's SID ${what}`, async () => {
      const { recordingSid } = await aVoicemailTask();
      const before = twilio.requests.length;
      const response = await ask("fetch-voicemail", {
        taskSid,
        RecordingSid: recordingSid,
        Token: tokens.admin,
      });

      expect(response.status).toBe(400);
      const asked = twilio.requests.slice(before).map(({ host }) => host);
      // The ledger may still be noting the task that was made.
      expect(asked.filter((host) => host !== "sync.twilio.com")).toStrictEqual(["iam.twilio.com"]);
    });
  }

  it("plays the task's recording, whichever the request and the task's other attributes name", async () => {
    const { taskSid, recordingSid } = await aVoicemailTask();
    const other = twilio.recordings.add({ mp3: new Uint8Array([6, 6, 6]) }).sid;
    await ask("fetch-voicemail", { taskSid, recordingSid: other, RecordingSid: other, Token: tokens.agent });
    const asked = twilio.requests.filter(({ path }) => path.includes("/Recordings/")).map(({ path }) => path);

    const recording = `/2010-04-01/Accounts/${twilio.account.accountSid}/Recordings/${recordingSid}`;
    expect(asked.sort()).toStrictEqual([`${recording}.json`, `${recording}.mp3`]);
  });

  it("sends no request for a recording whose SID in the task's attributes is a path", async () => {
    const attributes = JSON.stringify({
      taskType: "voicemail",
      callBackData: { RecordingSid: "../../Accounts.json?x=" },
    });
    const { sid } = twilio.store.createTask({ attributes });
    const response = await ask("fetch-voicemail", { taskSid: sid, Token: tokens.admin });

    expect(await codeOf(response)).toStrictEqual([409, "no-recording"]);
    expect(twilio.requests.some(({ host }) => host === "api.twilio.com")).toBe(false);
  });

  it("says kindly that the recording is gone, that there is none, and that Twilio is busy", async () => {
    const { taskSid, recordingSid } = await aVoicemailTask();
    twilio.faults.add({ host: "api.twilio.com", status: 503, times: 12 });
    expect(await codeOf(await ask("fetch-voicemail", { taskSid, Token: tokens.agent }))).toStrictEqual([
      503,
      "unavailable",
    ]);
    twilio.recordings.remove(recordingSid);
    expect(await codeOf(await ask("fetch-voicemail", { taskSid, Token: tokens.agent }))).toStrictEqual([
      410,
      "recording-gone",
    ]);
    const noTask = { taskSid: anId("WT", 9), Token: tokens.admin };
    expect(await codeOf(await ask("fetch-voicemail", noTask))).toStrictEqual([404, "task-not-found"]);
  });

  it("is deleted for good after a call, again and again, and cannot be played or read afterwards", async () => {
    const { taskSid } = await aVoicemailTask({});
    const fields = { taskSid, Token: tokens.agent };
    expect(await codeOf(await ask("delete-voicemail", { taskSid, Token: tokens.agent2 }))).toStrictEqual([
      403,
      "not-allowed",
    ]);
    expect(await codeOf(await ask("delete-voicemail", fields))).toStrictEqual([
      409,
      "deletion-no-call-placed",
    ]);
    await ask("record-attempt", { ...fields, outcome: "no-answer" });

    expect(await (await ask("delete-voicemail", fields)).json()).toMatchObject({
      success: true,
      repeated: false,
    });
    expect(await (await ask("delete-voicemail", fields)).json()).toMatchObject({
      success: true,
      repeated: true,
    });
    expect(twilio.recordings.list()).toStrictEqual([]);
    expect(twilio.recordings.transcriptions()).toStrictEqual([]);
    expect(stack.tasks()[0]?.attributes).not.toContain("order");
    expect(await codeOf(await ask("fetch-voicemail", fields))).toStrictEqual([410, "recording-gone"]);
    expect(await codeOf(await ask("read-transcript", fields))).toStrictEqual([410, "transcript-gone"]);
  });

  it("is read in full where the task holds only the beginning of its transcript", async () => {
    const { taskSid, recordingSid } = await aVoicemailTask();
    const text = "Please call me about my order. ".repeat(300).trim();
    const { sid: TranscriptionSid } = twilio.recordings.transcribe(recordingSid, "completed", text);
    const form = { ...CALLER, RecordingSid: recordingSid, TranscriptionSid, TranscriptionText: text };
    await ask("create-callback", { ...form, Token: tokens.agent });

    expect(stack.tasks()[0]?.attributes.length).toBeLessThanOrEqual(4096);
    const response = await ask("read-transcript", { taskSid, Token: tokens.agent });
    expect(await response.json()).toMatchObject({ success: true, text, whole: true });
  });

  it("becomes a callback if nothing was recorded and the deployer has set this", async () => {
    const [answer] = await allOf(leaveMessage(await local(), CALLER, { absent: true }));

    expect(answer?.status).toBe(200);
    expect(JSON.parse(stack.tasks()[0]?.attributes ?? "{}")).toMatchObject({ taskType: "callback" });
  });

  it("of a withheld number is kept and played", async () => {
    const withheld = { ...CALLER, numberToCall: "anonymous" };
    await allOf(leaveMessage(await local(), withheld, { "no-transcript": true }));
    const taskSid = stack.tasks()[0]?.sid ?? "";

    expect((await ask("fetch-voicemail", { taskSid, Token: tokens.supervisor })).status).toBe(200);
  });
});

describe("Batch Transcription's webhook", () => {
  it("writes the transcript into the task that tells of the recording, sentence after sentence", async () => {
    const { recordingSid } = await aVoicemailTask();
    const id = `voice_transcription_${"a".repeat(26)}`;
    const sentences = [
      { text: "Goodbye.", startTimeSeconds: 4 },
      { text: " Hello. ", startTimeSeconds: 0 },
    ];
    const answer = await sendResult({ id, sourceId: recordingSid, status: "completed", sentences });

    expect(await answer.json()).toMatchObject({ success: true, transcript: "written" });
    expect(JSON.parse(stack.tasks()[0]?.attributes ?? "{}").callBackData).toMatchObject({
      TranscriptionSid: id,
      TranscriptionText: "Hello. Goodbye.",
    });
  });

  it("shows that a transcription failed, and answers a late one without an error", async () => {
    const { recordingSid } = await aVoicemailTask();
    const id = `voice_transcription_${"a".repeat(26)}`;
    await sendResult({ id, sourceId: recordingSid, status: "failed" });
    const late = await sendResult({
      id,
      sourceId: anId("RE", 9),
      status: "completed",
      sentences: [{ text: "Hello." }],
    });

    expect(JSON.parse(stack.tasks()[0]?.attributes ?? "{}").callBackData.TranscriptionStatus).toBe("failed");
    expect([late.status, await late.json()]).toMatchObject([200, { success: true, transcript: "task-gone" }]);
  });

  it("accepts requests only from Twilio", async () => {
    const response = await fetch(`${stack.url}/callback/studio/transcription-status`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sourceId: anId("RE"), status: "completed" }),
    });

    expect(response.status).toBe(400);
  });
});

async function local() {
  const { accountSid, authToken } = twilio.account;

  return { base: stack.url, accountSid, authToken };
}

function ask(
  name: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${stack.url}/callback/flex/${name}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
  });
}

/** Signed as JSON is: over the address, with the hash of the body in it. */
async function sendResult(result: object): Promise<Response> {
  const body = JSON.stringify(result);
  const hash = createHash("sha256").update(body).digest("hex");
  const url = `${stack.url}/callback/studio/transcription-status?bodySHA256=${hash}`;
  const headers = {
    "Content-Type": "application/json",
    "X-Twilio-Signature": signatureOf(twilio.account.authToken, url, {}),
  };

  return fetch(url, { method: "POST", headers, body });
}

async function codeOf(response: Response): Promise<[number, unknown]> {
  return [response.status, ((await response.json()) as { code?: unknown }).code];
}

async function allOf(sent: AsyncIterable<Sent>): Promise<Sent[]> {
  const all: Sent[] = [];
  for await (const one of sent) all.push(one);

  return all;
}
