import { describe, expect, it, test } from "vitest";
import { anAssignedTask, aStand, callback, MONDAY, refusal, type Stand, setActivity } from "./stand.ts";

const DAY = 86_400;

describe("TaskRouter's own log", () => {
  test("tells of a task that is gone, with its attributes and why it ended", async () => {
    const stand = aStand();
    const { sid } = await stand.workspace.tasks.create({ attributes: callback(), timeout: 600 });

    stand.advanceSeconds(DAY);

    expect(await refusal(stand.workspace.tasks(sid).fetch())).toMatchObject({ status: 404 });
    const [canceled] = await stand.workspace.events.list({
      eventType: "task.canceled",
      startDate: new Date(MONDAY),
      pageSize: 50,
    });
    expect(canceled).toMatchObject({
      eventType: "task.canceled",
      resourceType: "task",
      resourceSid: sid,
      eventDateMs: MONDAY + 600_000,
      eventData: {
        task_sid: sid,
        task_attributes: callback(),
        task_assignment_status: "canceled",
        task_canceled_reason: "Task TTL Exceeded",
        reason: "Task TTL Exceeded",
        task_age: "600",
        task_timeout: "600",
        task_date_created: new Date(MONDAY).toISOString(),
        workflow_sid: stand.twilio.account.workflowSid,
      },
    });
  });

  test("shows one event by its SID", async () => {
    const stand = aStand();
    await stand.workspace.tasks.create();
    const [latest] = await stand.workspace.events.list({ pageSize: 50 });

    const found = await stand.workspace.events(latest?.sid ?? "").fetch();

    expect(found.eventType).toBe(latest?.eventType);
    expect(await refusal(stand.workspace.events(`EV${"f".repeat(32)}`).fetch())).toMatchObject({
      status: 404,
    });
  });

  it.each([
    ["the reason of somebody who canceled it", "task.canceled", { task_canceled_reason: "not wanted" }],
    ["why it was completed", "task.completed", { task_completed_reason: "done" }],
    ["who had it when it was deleted", "reservation.completed", { worker_name: "agent" }],
  ])("tells %s", async (_name, eventType, data) => {
    const stand = aStand();
    const waiting = await stand.workspace.tasks.create();
    await stand.workspace.tasks(waiting.sid).update({ assignmentStatus: "canceled", reason: "not wanted" });
    const { taskSid } = await anAssignedTask(stand);
    await stand.workspace.tasks(taskSid).update({ assignmentStatus: "completed", reason: "done" });
    setActivity(stand, "available");

    const [event] = await stand.workspace.events.list({ eventType, pageSize: 50 });

    expect(event?.eventData).toMatchObject(data);
  });

  test("keeps an event for thirty days", async () => {
    const stand = aStand();
    await stand.workspace.tasks.create();
    const since = { startDate: new Date(MONDAY), eventType: "task.created", pageSize: 50 };

    stand.advanceSeconds(30 * DAY);
    expect(await stand.workspace.events.list(since)).toHaveLength(1);
    stand.advanceSeconds(1);
    expect(await stand.workspace.events.list(since)).toHaveLength(0);
  });
});

describe("the list of events", () => {
  test("shows the last quarter of an hour if no time is given", async () => {
    const stand = aStand();
    await stand.workspace.tasks.create();
    stand.advanceSeconds(15 * 60);
    expect(await kindsOf(stand, {})).toContain("task.created");
    stand.advanceSeconds(1);

    expect(await kindsOf(stand, {})).toEqual([]);
    expect(await kindsOf(stand, { minutes: 16 })).toContain("task.created");
  });

  it.each([
    ["its task", "taskSid"],
    ["its workflow", "workflowSid"],
    ["its queue", "taskQueueSid"],
    ["its worker", "workerSid"],
    ["its reservation", "reservationSid"],
    ["its channel", "taskChannel"],
  ])("finds an event by %s", async (_name, filter) => {
    const stand = aStand();
    const { account, store } = stand.twilio;
    setActivity(stand, "available");
    const taskSid = store.createTask({ attributes: callback() }).sid;
    const [reservation] = store.reservationsOfWorker(account.workerSid, ["pending"]);
    const reservationSid = store.acceptReservation(reservation?.sid ?? "").sid;
    const wanted: Record<string, string> = {
      taskSid,
      reservationSid,
      workflowSid: account.workflowSid,
      taskQueueSid: account.taskQueueSid,
      workerSid: account.workerSid,
      taskChannel: "default",
    };
    const other: Record<string, string> = {
      taskSid: taskSid.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
      reservationSid: reservationSid.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
      workflowSid: `WW${"0".repeat(32)}`,
      taskQueueSid: `WQ${"0".repeat(32)}`,
      workerSid: account.secondWorkerSid,
      taskChannel: "chat",
    };
    const found = await stand.workspace.events.list({ [filter]: wanted[filter], pageSize: 50 });

    expect(found.map(({ eventType }) => eventType)).toContain("reservation.accepted");
    expect(await stand.workspace.events.list({ [filter]: other[filter], pageSize: 50 })).toEqual([]);
  });

  test("goes from page to page, whatever happens meanwhile", async () => {
    const stand = aStand();
    for (let n = 0; n < 5; n++) stand.twilio.store.createTask({});
    const first = await stand.workspace.events.page({ eventType: "task.created", pageSize: 2 });
    stand.twilio.store.createTask({});

    const second = await first.nextPage();
    const third = await second?.nextPage();

    const sids = [first, second, third].flatMap((page) => page?.instances.map(({ sid }) => sid) ?? []);
    expect(new Set(sids).size).toBe(5);
    expect(third?.nextPageUrl).toBeFalsy();
  });

  test("has no other pages where Twilio's page says that paging is not supported", async () => {
    const stand = aStand();
    stand.twilio.store.log.hasPages = false;
    for (let n = 0; n < 5; n++) stand.twilio.store.createTask({});

    const page = await stand.workspace.events.page({ eventType: "task.created", pageSize: 2 });

    expect(page.instances).toHaveLength(2);
    expect(page.nextPageUrl).toBeFalsy();
  });
});

async function kindsOf(
  { workspace }: Stand,
  filter: { readonly minutes?: number },
): Promise<readonly string[]> {
  return (await workspace.events.list({ ...filter, pageSize: 50 })).map(({ eventType }) => eventType);
}
