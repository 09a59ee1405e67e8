import { describe, expect, it } from "vitest";
import type { CallbackInput } from "../../src/domain/parse-request.ts";
import { anInput, aSupervisor, aTranscript, aVoicemail } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";

const COMPLETED = "the contact was reached";

describe("a voicemail's transcript", () => {
  const voicemail = (text?: string): CallbackInput =>
    anInput({ voicemail: aVoicemail(text === undefined ? {} : { transcript: aTranscript(text) }) });

  it("joins its voicemail when it comes later", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(voicemail()));
    await centre.clock.advance(120_000);
    const outcome = await centre.process().requestCallback(voicemail("Please call me."));

    expect(outcome).toStrictEqual({ kind: "joined", taskId: first, transcript: "written" });
    expect((await centre.openTasks()).map(({ request }) => request.voicemail?.transcript)).toStrictEqual([
      aTranscript("Please call me."),
    ]);
  });

  it("comes along when it comes at once", async () => {
    const centre = new Centre();
    await centre.process().requestCallback(voicemail("Please call me."));

    expect((await centre.openTasks())[0]?.request.voicemail?.transcript).toStrictEqual(
      aTranscript("Please call me."),
    );
  });

  it("is not lost when the voicemail and its transcript come at once", async () => {
    const centre = new Centre();
    await centre.run(
      Promise.all([
        centre.process().requestCallback(voicemail()),
        centre.process().requestCallback(voicemail("Please call me.")),
      ]),
    );

    const [task, ...others] = await centre.openTasks();
    expect(task?.request.voicemail?.transcript).toStrictEqual(aTranscript("Please call me."));
    expect(others).toStrictEqual([]);
  });

  it("is not undone by a repeat of the voicemail without it", async () => {
    const centre = new Centre();
    await centre.process().requestCallback(voicemail("Please call me."));
    const outcome = await centre.process().requestCallback(voicemail());

    expect(outcome).toMatchObject({ kind: "joined", transcript: "none" });
    expect((await centre.openTasks())[0]?.request.voicemail?.transcript).toStrictEqual(
      aTranscript("Please call me."),
    );
  });

  it("reaches the task that is due when the voicemail was requeued meanwhile", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(voicemail()));
    centre.queue.accept(first, "WK1");
    const second = taskIdOf(await centre.process().requeueCallback(first, aSupervisor()));

    const outcome = await centre.process().requestCallback(voicemail("Please call me."));
    expect(outcome).toMatchObject({ kind: "joined", transcript: "written" });
    expect((await centre.find(second))?.request.voicemail?.transcript).toStrictEqual(
      aTranscript("Please call me."),
    );
  });

  it("reaches the task that is due when the first one has left the queue", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(voicemail()));
    centre.queue.accept(first, "WK1");
    const second = taskIdOf(await centre.process().requeueCallback(first, aSupervisor()));
    centre.queue.finish(first);
    centre.queue.remove(first);

    await centre.process().requestCallback(voicemail("Please call me."));
    expect((await centre.find(second))?.request.voicemail?.transcript).toStrictEqual(
      aTranscript("Please call me."),
    );
  });

  it("that comes after the task has gone makes no new task, and that is said", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(voicemail()));
    await centre.tasks.end(first, COMPLETED);
    centre.queue.remove(first);

    const outcome = await centre.process().requestCallback(voicemail("Please call me."));
    expect(outcome).toStrictEqual({ kind: "joined", taskId: first, transcript: "task-gone" });
    expect(centre.queue.open()).toStrictEqual([]);
    expect(centre.log.entries).toStrictEqual([
      { level: "warn", event: "transcript.too-late", details: { taskId: first } },
    ]);
  });
});
