import { describe, expect, it } from "vitest";
import { anAgent, anId, anInput, aVoicemail } from "../support/requests.ts";
import { centreWithAcceptedTask, newTask } from "./accepted-task.ts";
import { Centre, taskIdOf } from "./centre.ts";

const HOLDER = anAgent({ workerId: "WK1" });
const SOMEBODY = anAgent({ workerId: "WK2" });

describe("asking once more for a request that an agent has, as the public plugins put it back", () => {
  it("puts it back, with one attempt more, even where no call is noted", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const asked = await centre.run(centre.process().requestByAgent(anInput({ attemptsMade: 1 }), HOLDER));
    const next = await newTask(centre, old);

    expect(asked).toMatchObject({ kind: "put-back", outcome: { kind: "requeued", taskId: next.id } });
    expect(next).toMatchObject({ after: old, request: { attemptsMade: 1, conversationId: old, key: "m-1" } });
  });

  it("puts a voicemail back, which stays one", async () => {
    const voicemail = aVoicemail({ recordingId: anId("RE", "1a") });
    const { centre, old } = await centreWithAcceptedTask({ voicemail });
    await centre.run(centre.process().requestByAgent(anInput({ attemptsMade: 1, voicemail }), HOLDER));

    expect((await newTask(centre, old)).request.voicemail).toStrictEqual(voicemail);
  });

  it("puts it back once, however often the agent asks", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const ask = () => centre.process().requestByAgent(anInput({ attemptsMade: 1 }), HOLDER);
    const asked = await centre.run(Promise.all([ask(), ask()]));
    const again = await centre.run(ask());
    const { id } = await newTask(centre, old);

    for (const { outcome } of [...asked, again]) expect(taskIdOf(outcome)).toBe(id);
  });

  it("gives it up when all attempts are made", async () => {
    const { centre } = await centreWithAcceptedTask({ attemptsMade: 2 });
    const asked = await centre.run(centre.process().requestByAgent(anInput({ attemptsMade: 3 }), HOLDER));

    expect(asked).toMatchObject({ kind: "put-back", outcome: { kind: "gave-up", attemptsMade: 3 } });
    expect(centre.queue.open()).toHaveLength(1);
  });

  it.each([
    ["somebody who does not have it", SOMEBODY, { attemptsMade: 1 }],
    ["a person without a worker", { name: "Admin", roles: ["admin"] }, { attemptsMade: 1 }],
    ["its agent, with no more attempts", HOLDER, { attemptsMade: 0 }],
  ] as const)("is a request of its own where %s asks", async (_, agent, details) => {
    const { centre } = await centreWithAcceptedTask({ contact: { kind: "withheld" } });
    const asked = await centre.run(centre.process().requestByAgent(anInput(details), agent));

    expect(asked).toMatchObject({ kind: "asked", outcome: { kind: "created" } });
  });

  it.each([
    ["that no task has", HOLDER, { attemptsMade: 0 }],
    ["that no task has, as a put-back", HOLDER, { attemptsMade: 1 }],
    ["of a task that somebody else has", SOMEBODY, { attemptsMade: 0, recordingId: anId("RE", "1a") }],
    ["of such a task, as a put-back", SOMEBODY, { attemptsMade: 1, recordingId: anId("RE", "1a") }],
    [
      "without a worker who could have a task",
      { name: "Admin", roles: ["admin"] },
      { attemptsMade: 0, recordingId: anId("RE", "1a") },
    ],
  ] as const)("is refused with a recording %s", async (_, agent, details) => {
    const { recordingId = anId("RE", "ca11"), attemptsMade } = { recordingId: undefined, ...details };
    const { centre, old } = await centreWithAcceptedTask({
      voicemail: aVoicemail({ recordingId: anId("RE", "1a") }),
    });
    const input = anInput({ attemptsMade, voicemail: aVoicemail({ recordingId }) });
    const asked = await centre.run(centre.process().requestByAgent(input, agent));

    expect(asked).toStrictEqual({
      kind: "asked",
      outcome: { kind: "refused", faults: { voicemail: "not-theirs" } },
    });
    expect(centre.queue.open()).toStrictEqual([old]);
  });

  it("is their own task with the recording of that task", async () => {
    const centre = new Centre();
    const voicemail = aVoicemail({ recordingId: anId("RE", "1a") });
    const taskId = taskIdOf(await centre.process().requestCallback(anInput({ voicemail })));
    centre.queue.accept(taskId, "WK1");
    const asked = await centre.run(centre.process().requestByAgent(anInput({ voicemail }), HOLDER));

    expect(asked).toMatchObject({ kind: "asked", outcome: { kind: "joined", taskId } });
  });
});
