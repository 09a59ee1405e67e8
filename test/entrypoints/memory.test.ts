import { describe, expect, it } from "vitest";
import { MemoryCentre, memoryCallbacks } from "../../src/entrypoints/memory.ts";
import { anAgent, anInput, aTranscript, aVoicemail } from "../support/requests.ts";

const agent = anAgent();

describe("A contact centre in memory", () => {
  it("follows a voicemail from its recording to its end, all in memory", async () => {
    const centre = memoryCallbacks({ deletion: "allow" });
    const { recordingId } = aVoicemail();
    centre.recordings.record(recordingId, Uint8Array.from([1, 2, 3]), { recordedAt: centre.clock.now() });

    const left = await centre.leaveVoicemail(anInput({ voicemail: aVoicemail() }));
    if (left.kind === "refused") throw new Error("The voicemail was refused");
    centre.queue.accept(left.taskId, agent.workerId ?? "");
    const [transcriptionId = ""] = centre.transcriptions.of(recordingId);
    centre.transcriptions.finish(transcriptionId, { kind: "text", text: "Please call me" });
    await centre.addTranscript(recordingId, { ...aTranscript("Please call me"), transcriptionId });

    expect(await centre.readTranscript(left.taskId, agent)).toMatchObject({ text: "Please call me" });
    expect(await centre.playVoicemail(left.taskId, { start: 1, length: 1 }, agent)).toMatchObject({
      bytes: Uint8Array.from([2]),
    });
    expect(await centre.deleteVoicemail(left.taskId, agent)).toMatchObject({ kind: "deleted" });
    expect(centre.recordings.has(recordingId)).toBe(false);
  });

  it("has processes that share one world", async () => {
    const centre = new MemoryCentre();
    const asked = await Promise.all(
      [centre.process(), centre.process()].map(({ requestCallback }) =>
        centre.clock.runUntilSettled(requestCallback(anInput())),
      ),
    );

    expect(asked.map(({ kind }) => kind).sort()).toStrictEqual(["created", "joined"]);
    expect(centre.queue.open()).toHaveLength(1);
  });

  it("gives an agent a desktop, whose calls are recorded and whose requests go back into the queue", async () => {
    const centre = memoryCallbacks();
    const asked = await centre.requestCallback(anInput());
    if (asked.kind === "refused") throw new Error("The request was refused");
    const { taskId } = asked;
    centre.queue.accept(taskId, agent.workerId ?? "");
    const desktop = centre.desktop(agent);
    desktop.calls.accept(taskId);
    const task = (await centre.tasks.find(taskId))?.task;
    if (!task) throw new Error("The task is gone");

    await desktop.placeCall({ task, mine: true });
    desktop.calls.fail("busy");
    await centre.clock.advance(0);
    await desktop.retryLater({ task, mine: true });

    expect(centre.queue.stateOf(taskId)).toBe("wrap-up");
    expect(desktop.notices.told).toStrictEqual([{ kind: "requeued" }]);
    const [next = ""] = centre.queue.open().filter((id) => id !== taskId);
    expect((await centre.tasks.find(next))?.task.request.attempts).toMatchObject([{ outcome: "busy" }]);
  });
});
