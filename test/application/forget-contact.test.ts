import { describe, expect, it } from "vitest";
import type { ForgetStep } from "../../src/application/forget-contact.ts";
import { aNumber, anId, anInput, aVoicemail } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";

const THEIRS = aNumber("+14155550100");
const OTHERS = "+14155550101";
const AGENT = anId("WK", 1);
const RECORDING = anId("RE", "1");

describe("Forgetting a contact", () => {
  it("deletes their message and its transcripts, and empties their task before it is ended", async () => {
    const { centre, taskId } = await aVoicemailOf(THEIRS);
    const steps = await forgotten(centre);

    expect(steps.map(({ kind }) => kind)).toStrictEqual(["recording", "task", "entry"]);
    expect(centre.recordings.has(RECORDING)).toBe(false);
    expect(centre.transcriptions.of(RECORDING)).toStrictEqual([]);
    expect(await centre.openTasks()).toStrictEqual([]);
    const told = centre.queue.history().findLast(({ task }) => task.id === taskId);
    expect(told).toMatchObject({ kind: "ended", task: { request: { end: { reason: "deleted" } } } });
    expect(JSON.stringify(told)).not.toMatch(/4155550100|Ada|secret/);
  });

  it("leaves others alone", async () => {
    const { centre } = await aVoicemailOf(OTHERS);

    expect(await forgotten(centre)).toStrictEqual([]);
    expect(await centre.openTasks()).toHaveLength(1);
    expect(centre.recordings.has(RECORDING)).toBe(true);
  });

  it("deletes the message of a task that has ended and is gone", async () => {
    const { centre, taskId } = await aVoicemailOf(THEIRS);
    centre.queue.accept(taskId, AGENT);
    centre.queue.finish(taskId);
    centre.queue.remove(taskId);
    await centre.clock.advance(10 * 86_400_000);

    expect((await forgotten(centre)).map(({ kind }) => kind)).toStrictEqual(["recording", "entry"]);
    expect(centre.recordings.has(RECORDING)).toBe(false);
  });

  it("does not take a task away from an agent, who may be speaking to them", async () => {
    const { centre, taskId } = await aVoicemailOf(THEIRS);
    centre.queue.accept(taskId, AGENT);

    expect(await forgotten(centre)).toContainEqual({ kind: "with-agent", taskId });
    const task = await centre.find(taskId);
    expect(task).toMatchObject({ state: "assigned", request: { voicemail: { deleted: true } } });
    expect(task?.request.contact).toMatchObject({ number: THEIRS });
  });

  it("does not let them be called after all", async () => {
    const { centre } = await aVoicemailOf(THEIRS);
    await forgotten(centre);
    await centre.clock.advance(3_600_000);
    await centre.run(
      (async () => {
        for await (const _ of centre.process().sweep());
      })(),
    );

    expect(await centre.openTasks()).toStrictEqual([]);
  });

  it("says what could not be removed, removes the rest, and removes it when it is asked again", async () => {
    const { centre } = await aVoicemailOf(THEIRS);
    centre.recordings.cutOff();
    const first = await forgotten(centre);
    centre.recordings.restore();
    const second = await forgotten(centre);

    expect(first).toContainEqual(expect.objectContaining({ kind: "failed", what: RECORDING }));
    expect(first.map(({ kind }) => kind)).toContain("task");
    expect(second).toContainEqual({ kind: "recording", recordingId: RECORDING });
    expect(centre.recordings.has(RECORDING)).toBe(false);
  });
});

async function aVoicemailOf(number: string, centre = new Centre()) {
  const input = anInput({
    contactNumber: number,
    attributes: { customer: "Ada" },
    message: "a secret",
    voicemail: aVoicemail({ recordingId: RECORDING }),
  });
  centre.recordings.record(RECORDING, new Uint8Array(8));
  await centre.transcriptions.request(RECORDING);

  return { centre, taskId: taskIdOf(await centre.run(centre.process().requestCallback(input))) };
}

function forgotten(centre: Centre): Promise<readonly ForgetStep[]> {
  return centre.run(
    (async () => {
      const steps: ForgetStep[] = [];
      for await (const step of centre.process().forgetContact(THEIRS)) steps.push(step);

      return steps;
    })(),
  );
}
