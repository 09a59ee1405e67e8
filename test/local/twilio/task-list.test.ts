import { describe, expect, it, test } from "vitest";
import { anAssignedTask, aStand, callback, MONDAY, refusal, type Stand } from "./stand.ts";

describe("the list of tasks", () => {
  test("is complete over several pages, the oldest first", async () => {
    const stand = aStand();
    const sids = tasks(stand, 120);

    const listed = await stand.workspace.tasks.list({ pageSize: 50 });

    expect(listed.map((task) => task.sid)).toEqual(sids);
    expect(stand.twilio.requests.filter(({ method }) => method === "GET")).toHaveLength(3);
  });

  test("links its pages at Twilio's own address", async () => {
    const stand = aStand();
    tasks(stand, 3);

    const page = await stand.workspace.tasks.page({ pageSize: 2 });

    expect(page.nextPageUrl).toMatch(
      /^https:\/\/taskrouter\.twilio\.com\/v1\/Workspaces\/WS\w+\/Tasks\?PageSize=2&Page=1&PageToken=PT\w+/,
    );
    expect(page.previousPageUrl).toBeUndefined();
  });

  test("can be read backwards", async () => {
    const stand = aStand();
    const sids = tasks(stand, 5);
    const first = await stand.workspace.tasks.page({ pageSize: 2 });
    const last = await (await first.nextPage())?.nextPage();

    const middle = await last?.previousPage();
    const again = await middle?.previousPage();

    expect(last?.instances.map((task) => task.sid)).toEqual(sids.slice(4));
    expect(middle?.instances.map((task) => task.sid)).toEqual(sids.slice(2, 4));
    expect(again?.instances.map((task) => task.sid)).toEqual(sids.slice(0, 2));
  });

  test("continues if a task goes away between two pages", async () => {
    const stand = aStand();
    const sids = tasks(stand, 4);
    const first = await stand.workspace.tasks.page({ pageSize: 2 });

    await stand.workspace.tasks(sids[1] ?? "").remove();
    const second = await first.nextPage();

    expect(second?.instances.map((task) => task.sid)).toContain(sids[3]);
  });

  test("can be read to its end, newest first, while new tasks arrive", async () => {
    const stand = aStand();
    const sids = Array.from({ length: 6 }, () => {
      stand.advanceSeconds(1);
      return tasks(stand, 1)[0] ?? "";
    });
    const first = await stand.workspace.tasks.page({ ordering: "DateCreated:desc", pageSize: 4 });
    stand.advanceSeconds(1);
    tasks(stand, 1);

    const second = await first.nextPage();

    expect(first.instances.map((task) => task.sid)).toEqual(sids.slice(2).reverse());
    expect(second?.instances.map((task) => task.sid)).toEqual(sids.slice(0, 2).reverse());
    expect(second?.nextPageUrl).toBeUndefined();
  });

  test("has no pages by number alone", async () => {
    expect(await refusal(aStand().workspace.tasks.page({ pageNumber: 2 }))).toMatchObject({
      status: 400,
      code: 40153,
    });
  });

  test("can be narrowed by status, workflow, queue, priority and attributes", async () => {
    const stand = aStand();
    const { workspace, twilio } = stand;
    const { taskSid } = await anAssignedTask(stand);
    const voicemail = JSON.stringify({ taskType: "voicemail", callBackData: { attempts: 0 } });
    const { sid } = await workspace.tasks.create({ attributes: voicemail, priority: 5 });
    const listed = async (filter: Parameters<typeof workspace.tasks.list>[0]) =>
      (await workspace.tasks.list({ ...filter, pageSize: 50 } as never)).map((task) => task.sid);

    expect(await listed({ assignmentStatus: ["pending"] })).toEqual([sid]);
    expect(await listed({ assignmentStatus: ["pending", "assigned"] })).toEqual([taskSid, sid]);
    expect(await listed({ assignmentStatus: ["pending,assigned"] })).toEqual([taskSid, sid]);
    expect(await listed({ workflowSid: twilio.account.workflowSid })).toEqual([taskSid, sid]);
    expect(await listed({ workflowName: "Another" })).toEqual([]);
    expect(await listed({ taskQueueName: "Callbacks" })).toEqual([sid]);
    expect(await listed({ priority: 5 })).toEqual([sid]);
    expect(await listed({ evaluateTaskAttributes: "taskType == 'voicemail'" })).toEqual([sid]);
  });

  test("can be in another order", async () => {
    const { workspace, advanceSeconds } = aStand();
    const names: Record<string, string> = {};
    for (const [name, priority, minutesAgo] of [
      ["a", 1, 1],
      ["b", 2, 2],
      ["c", 1, 3],
    ] as const) {
      const virtualStartTime = new Date(MONDAY - minutesAgo * 60_000);
      names[(await workspace.tasks.create({ priority, virtualStartTime })).sid] = name;
      advanceSeconds(1);
    }
    const ordered = async (ordering: string) =>
      (await workspace.tasks.list({ ordering, pageSize: 50 })).map((task) => names[task.sid]).join("");

    expect(await ordered("DateCreated:asc")).toBe("abc");
    expect(await ordered("DateCreated:desc")).toBe("cba");
    expect(await ordered("VirtualStartTime:asc")).toBe("cba");
    expect(await ordered("Priority:desc,DateCreated:asc")).toBe("bac");
    expect(await ordered("Priority:asc,VirtualStartTime:asc")).toBe("cab");
  });

  it.each([
    ["an ordering that there is not", { ordering: "Age:asc" }],
    ["the one pair that may not be combined", { ordering: "DateCreated:asc,VirtualStartTime:asc" }],
    ["a status that there is not", { assignmentStatus: ["cancelled"] }],
    ["an expression that does not parse", { evaluateTaskAttributes: "task-type == 'callback'" }],
  ])("is refused with %s", async (_name, filter) => {
    expect(await refusal(aStand().workspace.tasks.list({ ...filter, pageSize: 50 }))).toMatchObject({
      status: 400,
      code: 20001,
    });
  });

  test("evaluates attributes three times a second, and no more", async () => {
    const { workspace, advanceSeconds } = aStand();
    const search = () =>
      workspace.tasks.list({ evaluateTaskAttributes: "taskType == 'callback'", pageSize: 50 });

    for (let n = 0; n < 3; n++) await search();

    expect(await refusal(search())).toMatchObject({ status: 429, code: 20429 });
    await expect(workspace.tasks.list({ pageSize: 50 })).resolves.toEqual([]);
    advanceSeconds(1);
    await expect(search()).resolves.toEqual([]);
  });
});

function tasks({ twilio }: Stand, count: number): readonly string[] {
  return Array.from({ length: count }, () => twilio.store.createTask({ attributes: callback() }).sid);
}
