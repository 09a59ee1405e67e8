import { describe, expect, it } from "vitest";
import { isHeld } from "../../src/domain/callback-task.ts";
import { anAgent, anId, anInput, aRequest } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";

const ADA = anId("WK", 7);
const agent = anAgent({ workerId: ADA });
const ASSIGNED = { by: "Supervisor", at: new Date(0), to: "Ada" };

function aCentre(): Centre {
  const centre = new Centre();
  centre.roster.employ({ workerId: ADA, name: "Ada", isAvailable: true });

  return centre;
}

describe("a request that waits for an agent who has left", () => {
  it.each<[string, (centre: Centre) => Promise<string>]>([
    ["was asked for by a flow", (centre) => asked(centre)],
    [
      "was put back by that agent, for themselves",
      async (centre) => {
        const id = await centre.put(aRequest());
        centre.queue.accept(id, ADA);

        return taskIdOf(await centre.process().requeueCallback(id, agent, { ownerId: ADA }));
      },
    ],
    [
      "was ended by the queue while it waited",
      async (centre) => {
        const id = await centre.put(aRequest({ ownerId: ADA, assigned: ASSIGNED }));
        await centre.clock.advance(25 * 3_600_000);
        centre.queue.drop(id);
        for await (const _ of centre.process().sweep());

        return (await centre.openTasks())[0]?.id ?? "";
      },
    ],
  ])("is for everybody at once if it %s", async (_, make) => {
    const here = aCentre();
    const there = await make(here);
    const gone = aCentre();
    gone.roster.dismiss(ADA);
    const left = await make(gone);

    expect((await here.find(there))?.request.ownerId).toBe(ADA);
    const task = await gone.find(left);
    expect(task?.state).toBe("waiting");
    expect(task?.request).not.toHaveProperty("ownerId");
    expect(task?.request).not.toHaveProperty("assigned");
  });

  it("waits out its delay all the same", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest());
    centre.queue.accept(id, ADA);
    centre.roster.dismiss(ADA);

    const wish = { ownerId: ADA, retryDelaySeconds: 3_600 };
    const next = await centre.find(taskIdOf(await centre.process().requeueCallback(id, agent, wish)));

    expect(next && isHeld(next, centre.clock.now())).toBe(true);
  });

  it("waits for them where nobody can say whether they have left", async () => {
    const centre = aCentre();
    centre.roster.cutOff();

    expect((await centre.find(await asked(centre)))?.request.ownerId).toBe(ADA);
  });
});

async function asked(centre: Centre): Promise<string> {
  return taskIdOf(await centre.run(centre.process().requestCallback(anInput({ ownerId: ADA }))));
}
