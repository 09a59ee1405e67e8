import { describe, expect, it } from "vitest";
import { anAgent, aRequest, aSupervisor } from "../../support/requests.ts";
import { Centre } from "../centre.ts";

describe("the list of open callbacks", () => {
  it("shows a supervisor all of them, page by page", async () => {
    const centre = new Centre();
    const ids: string[] = [];
    for (let n = 0; n < 120; n++) ids.push(await centre.put(aRequest()));
    const { listCallbacks } = centre.process();

    const first = await listCallbacks(aSupervisor());
    const second = await listCallbacks(aSupervisor(), first.kind === "page" ? first.next : undefined);

    const rows = [first, second].flatMap((page) => (page.kind === "page" ? page.rows : []));
    expect(rows.map(({ taskId }) => taskId)).toStrictEqual(ids);
    expect(second).not.toHaveProperty("next");
  });

  it("shows agents what the contact centre allows", async () => {
    const centre = new Centre();
    const held = await centre.put(aRequest());
    await centre.put(aRequest());
    centre.queue.accept(held, "WK1");
    const agent = anAgent({ workerId: "WK1" });

    expect(await centre.process().listCallbacks(agent)).toStrictEqual({ kind: "not-allowed" });
    const own = await centre.process({ policy: { forAgents: "own" } }).listCallbacks(agent);
    expect(own).toMatchObject({ kind: "page", rows: [{ taskId: held }] });
  });

  it("does not know a page of another list", async () => {
    const { listCallbacks } = new Centre().process();

    expect(await listCallbacks(aSupervisor(), "page-of-another")).toStrictEqual({ kind: "unknown-cursor" });
  });
});
