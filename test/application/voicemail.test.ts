import { describe, expect, it } from "vitest";
import type { PurgeStep, PurgeVoicemails } from "../../src/application/purge-voicemails.ts";
import { Rejected, Unavailable } from "../../src/ports/faults.ts";
import { anAgent, anId, aRequest, aSupervisor, aTranscript, aVoicemail } from "../support/requests.ts";
import { aCentreWithVoicemail, SOUND } from "./voicemails.ts";

const ALL = { start: 0, length: 100 };
const STRANGER = anAgent({ name: "Somebody else", workerId: anId("WK", 99) });

describe("Playing a voicemail", () => {
  it("yields the recording that the task names, to the agent who has the task", async () => {
    const { play, taskId, agent } = await aCentreWithVoicemail();

    expect(await play(taskId, ALL, agent)).toMatchObject({ kind: "part", bytes: SOUND, total: 5 });
  });

  it("yields it to a supervisor, and to no other agent", async () => {
    const { play, taskId } = await aCentreWithVoicemail();

    expect((await play(taskId, ALL, aSupervisor())).kind).toBe("part");
    expect(await play(taskId, ALL, STRANGER)).toStrictEqual({ kind: "not-allowed" });
  });

  it("plays nothing for a callback, for a task that is not there, or beyond the end", async () => {
    const { play, taskId, agent, centre } = await aCentreWithVoicemail();
    const callback = await centre.put(aRequest());

    expect(await play(callback, ALL, aSupervisor())).toStrictEqual({ kind: "no-recording" });
    expect(await play(anId("WT", 99), ALL, aSupervisor())).toStrictEqual({ kind: "task-not-found" });
    expect(await play(taskId, { start: 5, length: 1 }, agent)).toStrictEqual({
      kind: "beyond-end",
      total: 5,
    });
  });

  it("says that the recording is gone where it is kept, or was deleted here", async () => {
    const gone = await aCentreWithVoicemail();
    await gone.recordings.remove(gone.recordingId);
    const deleted = await aCentreWithVoicemail();
    await deleted.deleteVoicemail(deleted.taskId, deleted.agent);
    deleted.recordings.record(deleted.recordingId, SOUND);

    for (const { play, taskId, agent } of [gone, deleted]) {
      expect(await play(taskId, ALL, agent)).toStrictEqual({ kind: "recording-gone" });
    }
  });
});

describe("Reading a transcript in full", () => {
  const beginning = aTranscript("Please call me […]", { shortened: true });

  it("asks for the whole text where the task holds its beginning", async () => {
    const world = await aCentreWithVoicemail({ transcript: beginning });
    world.transcriptions.finish(world.transcriptionId, {
      kind: "text",
      text: "Please call me about my order.",
    });

    expect(await world.readTranscript(world.taskId, world.agent)).toStrictEqual({
      kind: "text",
      text: "Please call me about my order.",
      whole: true,
    });
  });

  it.each(["gone", "not-kept", "in-progress", "failed"] as const)(
    "makes do with the beginning where the whole is %s",
    async (kind) => {
      const world = await aCentreWithVoicemail({ transcript: beginning });
      world.transcriptions.finish(world.transcriptionId, { kind });

      expect(await world.readTranscript(world.taskId, world.agent)).toMatchObject({
        kind: "text",
        whole: false,
      });
    },
  );

  it("asks nobody where the task holds all of it", async () => {
    const world = await aCentreWithVoicemail({ transcript: aTranscript("Please call.") });
    world.transcriptions.cutOff();

    expect(await world.readTranscript(world.taskId, world.agent)).toStrictEqual({
      kind: "text",
      text: "Please call.",
      whole: true,
    });
  });

  it("tells apart why there is none", async () => {
    const none = await aCentreWithVoicemail();
    const failed = await aCentreWithVoicemail({ transcript: { kind: "failed" } });
    const deleted = await aCentreWithVoicemail({ transcript: beginning });
    await deleted.deleteVoicemail(deleted.taskId, deleted.agent);
    const read = ({ readTranscript, taskId, agent }: typeof none) => readTranscript(taskId, agent);

    expect(await read(none)).toStrictEqual({ kind: "no-transcript" });
    expect(await read(failed)).toStrictEqual({ kind: "failed" });
    expect(await read(deleted)).toStrictEqual({ kind: "transcript-gone" });
    expect(await none.readTranscript(none.taskId, STRANGER)).toStrictEqual({ kind: "not-allowed" });
  });
});

describe("Deleting a voicemail", () => {
  it("removes recording, transcription and the text on the task, and keeps the callback", async () => {
    const world = await aCentreWithVoicemail({ transcript: aTranscript("Please call.") });

    expect(await world.deleteVoicemail(world.taskId, world.agent)).toStrictEqual({
      kind: "deleted",
      repeated: false,
    });
    expect(world.recordings.has(world.recordingId)).toBe(false);
    expect(world.transcriptions.of(world.recordingId)).toStrictEqual([]);
    expect(await world.voicemail()).toStrictEqual({
      recordingId: world.recordingId,
      deleted: true,
      deletion: { by: "Agent One", at: world.centre.clock.now() },
    });
    expect(world.centre.queue.open()).toStrictEqual([world.taskId]);
  });

  it("is done once, however often it is asked for", async () => {
    const world = await aCentreWithVoicemail();
    await world.deleteVoicemail(world.taskId, world.agent);

    expect(await world.deleteVoicemail(world.taskId, world.agent)).toStrictEqual({
      kind: "deleted",
      repeated: true,
    });
  });

  it.each(["transcriptions", "recordings", "queue"] as const)(
    "ends well when it is repeated after the %s could not be reached in the middle of it",
    async (part) => {
      const world = await aCentreWithVoicemail({ transcript: aTranscript("Please call.") });
      const broken = part === "queue" ? world.centre.queue : world[part];
      if (part === "queue") breakAfter(world.recordings, "remove", () => world.centre.queue.cutOff());
      else broken.cutOff();

      await expect(world.deleteVoicemail(world.taskId, world.agent)).rejects.toBeInstanceOf(Unavailable);
      broken.restore();
      expect(await world.voicemail()).toMatchObject({ deleted: false });

      expect(await world.deleteVoicemail(world.taskId, world.agent)).toMatchObject({ kind: "deleted" });
      expect(world.recordings.has(world.recordingId)).toBe(false);
      expect(world.transcriptions.of(world.recordingId)).toStrictEqual([]);
      expect(await world.voicemail()).toStrictEqual({
        recordingId: world.recordingId,
        deleted: true,
        deletion: { by: "Agent One", at: world.centre.clock.now() },
      });
    },
  );

  it("takes the text from the task too that took the first one's place", async () => {
    const world = await aCentreWithVoicemail({ transcript: aTranscript("Please call.") });
    const requeued = await world.centre.process().requeueCallback(world.taskId, world.agent);
    if (requeued.kind !== "requeued") throw new Error(`It was ${requeued.kind}`);
    await world.deleteVoicemail(world.taskId, world.agent);

    const next = await world.centre.find(requeued.taskId);
    expect(next?.request.voicemail).toStrictEqual({
      recordingId: world.recordingId,
      deleted: true,
      deletion: { by: "Agent One", at: world.centre.clock.now() },
    });
  });

  it("takes its words from a second task of the same request too, which a create that hung had made", async () => {
    const world = await aCentreWithVoicemail({ transcript: aTranscript("Please call.") });
    const request = (await world.centre.find(world.taskId))?.request;
    if (!request) throw new Error("The voicemail has no task");
    const twin = await world.centre.put({ ...request, key: world.taskId });
    const other = await world.centre.put(
      aRequest({ voicemail: aVoicemail({ recordingId: anId("RE", "b2") }) }),
    );
    await world.deleteVoicemail(world.taskId, world.agent);

    expect((await world.centre.find(twin))?.request.voicemail).toMatchObject({ deleted: true });
    expect((await world.centre.find(twin))?.request.voicemail).not.toHaveProperty("transcript");
    expect((await world.centre.find(other))?.request.voicemail).not.toMatchObject({ deleted: true });
  });

  it("is refused to others, where it is forbidden, before a call, and for a callback", async () => {
    const world = await aCentreWithVoicemail({ deletion: "after-call" });
    const forbidden = await aCentreWithVoicemail({ deletion: "forbid" });
    const callback = await world.centre.put(aRequest());

    expect(await world.deleteVoicemail(world.taskId, STRANGER)).toStrictEqual({ kind: "not-allowed" });
    expect(await world.deleteVoicemail(world.taskId, world.agent)).toStrictEqual({
      kind: "kept",
      reason: "no-call-placed",
    });
    expect(await forbidden.deleteVoicemail(forbidden.taskId, aSupervisor())).toStrictEqual({
      kind: "kept",
      reason: "forbidden",
    });
    expect(await world.deleteVoicemail(callback, aSupervisor())).toStrictEqual({ kind: "no-recording" });
    expect(world.recordings.has(world.recordingId)).toBe(true);
  });
});

describe("Deleting voicemails after their time", () => {
  const DAY_MS = 86_400_000;

  it("deletes what is due and nothing else, and says so of each", async () => {
    const world = await aCentreWithVoicemail({ days: 30, transcript: aTranscript("Please call.") });
    await world.centre.clock.advance(31 * DAY_MS);
    world.recordings.record(anId("RE", "abc"), SOUND, { recordedAt: world.centre.clock.now() });
    const steps = await world.centre.run(all(world.purge));

    expect(steps).toMatchObject([{ kind: "deleted", recordingId: world.recordingId }]);
    expect(world.recordings.has(anId("RE", "abc"))).toBe(true);
    expect(world.transcriptions.of(world.recordingId)).toStrictEqual([]);
    expect(await world.voicemail()).toStrictEqual({ recordingId: world.recordingId, deleted: true });
    expect(world.centre.queue.open()).toStrictEqual([world.taskId]);
  });

  it("deletes nothing where messages are kept for ever, or a day too early", async () => {
    for (const days of [undefined, 30]) {
      const world = await aCentreWithVoicemail(days === undefined ? {} : { days });
      await world.centre.clock.advance(29 * DAY_MS);

      expect(await world.centre.run(all(world.purge))).toStrictEqual([]);
    }
  });

  it("goes on where it was stopped", async () => {
    const world = await aCentreWithVoicemail({ days: 1 });
    const more = [anId("RE", "b1"), anId("RE", "b2"), anId("RE", "b3")];
    for (const id of more) world.recordings.record(id, SOUND, { recordedAt: world.centre.clock.now() });
    await world.centre.clock.advance(2 * DAY_MS);

    for await (const _ of world.purge()) break;
    const rest = await world.centre.run(all(world.purge));

    expect(rest).toHaveLength(3);
    expect([world.recordingId, ...more].filter((id) => world.recordings.has(id))).toStrictEqual([]);
  });

  it("tells which could not be deleted, and deletes the others", async () => {
    const world = await aCentreWithVoicemail({ days: 1 });
    world.recordings.record(anId("RE", "b1"), SOUND, { recordedAt: world.centre.clock.now() });
    await world.centre.clock.advance(2 * DAY_MS);
    const remove = world.recordings.remove.bind(world.recordings);
    world.recordings.remove = async (id) => {
      if (id === world.recordingId) throw new Rejected("It is held");
      await remove(id);
    };
    const steps = await world.centre.run(all(world.purge));

    expect(steps.map(({ kind, recordingId }) => [kind, recordingId])).toStrictEqual([
      ["failed", world.recordingId],
      ["deleted", anId("RE", "b1")],
    ]);
    expect(world.centre.log.events).toContain("voicemail.not-purged");
  });

  it("ends when nothing can be reached, so that nobody takes it for done", async () => {
    const world = await aCentreWithVoicemail({ days: 1 });
    await world.centre.clock.advance(2 * DAY_MS);
    world.transcriptions.cutOff();

    await expect(world.centre.run(all(world.purge))).rejects.toBeInstanceOf(Unavailable);
    expect(world.recordings.has(world.recordingId)).toBe(true);
  });
});

/** Something happens right after the method was called for the first time. */
function breakAfter<Method extends string>(
  port: { [method in Method]: (id: string) => Promise<void> },
  method: Method,
  happens: () => void,
): void {
  const act = port[method].bind(port);
  port[method] = async (id) => {
    await act(id);
    port[method] = act;
    happens();
  };
}

async function all(purge: PurgeVoicemails): Promise<PurgeStep[]> {
  const steps: PurgeStep[] = [];
  for await (const step of purge()) steps.push(step);

  return steps;
}

// The sample that the others differ from must be what they think it is.
it("starts from a voicemail whose recording is there", async () => {
  const { recordings, recordingId, voicemail } = await aCentreWithVoicemail();

  expect(recordings.has(recordingId)).toBe(true);
  expect(await voicemail()).toStrictEqual(aVoicemail());
});
