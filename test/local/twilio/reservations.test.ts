import { describe, expect, it, test } from "vitest";
import { anAssignedTask, aStand, callback, refusal, type Stand, setActivity } from "./stand.ts";

describe("an offered task", () => {
  test("can be accepted through its worker as well as through the task", async () => {
    const stand = aStand();
    const { taskSid, reservationSid } = await anOffer(stand);
    const worker = stand.workspace.workers(stand.twilio.account.workerSid);

    const accepted = await worker.reservations(reservationSid).update({ reservationStatus: "accepted" });

    expect(accepted).toMatchObject({ taskSid, reservationStatus: "accepted", workerName: "agent" });
    expect((await stand.workspace.tasks(taskSid).fetch()).assignmentStatus).toBe("assigned");
  });

  test("goes to another worker when it is rejected", async () => {
    const stand = aStand();
    setActivity(stand, "available", stand.twilio.account.secondWorkerSid);
    const { taskSid, reservationSid } = await anOffer(stand);

    await stand.workspace
      .tasks(taskSid)
      .reservations(reservationSid)
      .update({ reservationStatus: "rejected" });

    expect(await offers(stand, taskSid)).toEqual(["agent rejected", "agent2 pending"]);
  });

  test("comes back to the worker who rejected it, if there is no other", async () => {
    const stand = aStand();
    const { taskSid, reservationSid } = await anOffer(stand);

    await stand.workspace
      .tasks(taskSid)
      .reservations(reservationSid)
      .update({ reservationStatus: "rejected" });

    expect(await offers(stand, taskSid)).toEqual(["agent rejected", "agent pending"]);
  });

  test("is rejected when the worker goes away", async () => {
    const stand = aStand();
    const { taskSid, reservationSid } = await anOffer(stand);
    const { activitySids, workerSid } = stand.twilio.account;
    const reservation = stand.workspace.tasks(taskSid).reservations(reservationSid);

    await reservation.update({ instruction: "reject", workerActivitySid: activitySids.unavailable });

    expect(await offers(stand, taskSid)).toEqual(["agent rejected"]);
    expect((await stand.workspace.workers(workerSid).fetch()).activityName).toBe("Unavailable");
  });

  test("times out after two minutes: its worker becomes unavailable, and it waits", async () => {
    const stand = aStand();
    const { taskSid } = await anOffer(stand);
    const { workerSid } = stand.twilio.account;

    stand.advanceSeconds(119);
    expect(await offers(stand, taskSid)).toEqual(["agent pending"]);
    stand.advanceSeconds(1);

    expect(await offers(stand, taskSid)).toEqual(["agent timeout"]);
    expect((await stand.workspace.tasks(taskSid).fetch()).assignmentStatus).toBe("pending");
    expect((await stand.workspace.workers(workerSid).fetch()).activityName).toBe("Offline");
  });

  test("is offered to the next when it times out", async () => {
    const stand = aStand();
    setActivity(stand, "available", stand.twilio.account.secondWorkerSid);
    const { taskSid } = await anOffer(stand);

    stand.advanceSeconds(120);

    expect(await offers(stand, taskSid)).toEqual(["agent timeout", "agent2 pending"]);
  });

  test("times out as its workflow says", async () => {
    const stand = aStand();
    await stand.workspace.workflows(stand.twilio.account.workflowSid).update({ taskReservationTimeout: 15 });
    const { taskSid } = await anOffer(stand);

    stand.advanceSeconds(15);

    expect(await offers(stand, taskSid)).toEqual(["agent timeout"]);
  });

  test("stays with a worker who goes away, unless the request also rejects it", async () => {
    const stand = aStand();
    const { taskSid } = await anOffer(stand);
    const worker = stand.workspace.workers(stand.twilio.account.workerSid);
    const { unavailable } = stand.twilio.account.activitySids;

    await worker.update({ activitySid: unavailable });
    expect(await offers(stand, taskSid)).toEqual(["agent pending"]);
    await worker.update({ activitySid: unavailable, rejectPendingReservations: true });

    expect(await offers(stand, taskSid)).toEqual(["agent rejected"]);
  });

  test("is taken back when the task is canceled or deleted", async () => {
    const stand = aStand();
    const { taskSid } = await anOffer(stand);
    const ended: string[] = [];
    stand.twilio.store.subscribe((event) => ended.push(event.kind));

    await stand.workspace.tasks(taskSid).update({ assignmentStatus: "canceled", reason: "answered" });

    expect(await offers(stand, taskSid)).toEqual(["agent canceled"]);
    expect(ended).toEqual(["task.canceled", "reservation.canceled", "task.updated"]);
  });

  test.each([
    ["pending", "canceled"],
    ["accepted", "completed"],
    ["wrapping", "completed"],
  ] as const)("that is %s ends as %s when its task is deleted", async (before, after) => {
    const stand = aStand();
    const { taskSid, reservationSid } = await anOffer(stand);
    const { store } = stand.twilio;
    if (before !== "pending") store.acceptReservation(reservationSid);
    if (before === "wrapping") store.wrapUpReservation(reservationSid);
    const ended: string[] = [];
    store.subscribe((event) => {
      if ("reservation" in event) ended.push(`${event.kind} ${event.reservation.status}`);
    });

    await stand.workspace.tasks(taskSid).remove();

    expect(ended).toEqual([`reservation.${after} ${after}`]);
  });

  test("is offered a thousand times at most", async () => {
    const stand = aStand();
    const { store, account } = stand.twilio;
    setActivity(stand, "available");
    const { sid } = store.createTask({ attributes: callback() });
    let offered = 0;
    for (;;) {
      const [pending] = store.reservationsOfWorker(account.workerSid, ["pending"]);
      if (!pending) break;
      offered += 1;
      store.rejectReservation(pending.sid);
    }

    expect(offered).toBe(1000);
    expect((await stand.workspace.tasks(sid).fetch()).assignmentStatus).toBe("canceled");
  });
});

describe("a reservation that has ended", () => {
  it.each([
    ["accepted twice", "accepted"],
    ["rejected after it was accepted", "rejected"],
  ] as const)("cannot be %s", async (_name, reservationStatus) => {
    const stand = aStand();
    const { taskSid, reservationSid } = await anAssignedTask(stand);
    const again = stand.workspace.tasks(taskSid).reservations(reservationSid).update({ reservationStatus });

    expect(await refusal(again)).toEqual({
      status: 400,
      code: 20001,
      message: `Reservation ${reservationSid} not in expected state [pending] and cannot be updated to [${reservationStatus}]`,
    });
  });

  test("cannot change a task that another worker holds now", async () => {
    const stand = aStand();
    setActivity(stand, "available", stand.twilio.account.secondWorkerSid);
    const { taskSid, reservationSid } = await anOffer(stand);
    const reservations = stand.workspace.tasks(taskSid).reservations;
    await reservations(reservationSid).update({ reservationStatus: "rejected" });
    const [second] = await reservations.list({ reservationStatus: "pending", limit: 1 });
    await reservations(second?.sid ?? "").update({ reservationStatus: "accepted" });

    const meddling = reservations(reservationSid).update({ reservationStatus: "completed" });

    expect(await refusal(meddling)).toMatchObject({ status: 400 });
    expect((await stand.workspace.tasks(taskSid).fetch()).assignmentStatus).toBe("assigned");
  });

  it.each(["pending", "timeout", "canceled", "rescinded"] as const)(
    "cannot be set to %s",
    async (reservationStatus) => {
      const stand = aStand();
      const { taskSid, reservationSid } = await anOffer(stand);
      const set = stand.workspace.tasks(taskSid).reservations(reservationSid).update({ reservationStatus });

      expect(await refusal(set)).toMatchObject({ status: 400, code: 20001 });
    },
  );
});

describe("a task and its reservation", () => {
  test("are wrapped up and completed together, from the reservation", async () => {
    const stand = aStand();
    const { taskSid, reservationSid } = await anAssignedTask(stand);
    const reservation = stand.workspace.tasks(taskSid).reservations(reservationSid);

    await reservation.update({ reservationStatus: "wrapping" });
    expect((await stand.workspace.tasks(taskSid).fetch()).assignmentStatus).toBe("wrapping");
    await reservation.update({ reservationStatus: "completed" });

    expect((await stand.workspace.tasks(taskSid).fetch()).assignmentStatus).toBe("completed");
  });

  test("are wrapped up and completed together, from the task", async () => {
    const stand = aStand();
    const { taskSid, reservationSid } = await anAssignedTask(stand);
    const reservation = stand.workspace.tasks(taskSid).reservations(reservationSid);

    await stand.workspace.tasks(taskSid).update({ assignmentStatus: "wrapping" });
    expect((await reservation.fetch()).reservationStatus).toBe("wrapping");
    await stand.workspace.tasks(taskSid).update({ assignmentStatus: "completed", reason: "done" });

    expect((await reservation.fetch()).reservationStatus).toBe("completed");
  });

  test("cannot be changed by a request for an older version", async () => {
    const stand = aStand();
    const { taskSid, reservationSid } = await anOffer(stand);
    const reservation = stand.workspace.tasks(taskSid).reservations(reservationSid);

    const late = reservation.update({ reservationStatus: "accepted", ifMatch: '"7"' });

    expect(await refusal(late)).toMatchObject({ status: 412, code: 20412 });
  });
});

describe("the list of reservations", () => {
  test("is available for a task or a worker, by status and worker", async () => {
    const stand = aStand();
    const { workerSid, secondWorkerSid } = stand.twilio.account;
    setActivity(stand, "available", secondWorkerSid);
    const { taskSid, reservationSid } = await anOffer(stand);
    const ofTask = stand.workspace.tasks(taskSid).reservations;
    await ofTask(reservationSid).update({ reservationStatus: "rejected" });

    expect(await ofTask.list({ limit: 50 })).toHaveLength(2);
    expect(await ofTask.list({ reservationStatus: "pending", limit: 50 })).toMatchObject([
      { workerName: "agent2" },
    ]);
    expect(await ofTask.list({ workerSid, limit: 50 })).toMatchObject([{ workerName: "agent" }]);
    expect(await stand.workspace.workers(workerSid).reservations.list({ limit: 50 })).toMatchObject([
      { sid: reservationSid, reservationStatus: "rejected" },
    ]);
  });
});

describe("events reach subscribers", () => {
  test("from a task's creation to its completion", async () => {
    const stand = aStand();
    const told: string[] = [];
    setActivity(stand, "available");
    stand.twilio.store.subscribe((event) => told.push(event.kind));
    const { sid } = await stand.workspace.tasks.create({ attributes: callback() });
    const [reservation] = stand.twilio.store.state.reservationsOf(sid);
    stand.twilio.store.acceptReservation(reservation?.sid ?? "");
    stand.twilio.store.updateTask(sid, { attributes: callback(1) });
    stand.twilio.store.completeReservation(reservation?.sid ?? "");

    expect(told).toEqual([
      "task.created",
      "task-queue.entered",
      "reservation.created",
      "reservation.accepted",
      "task.updated",
      "task.updated",
      "task.completed",
      "reservation.completed",
      "task.updated",
    ]);
  });

  test("in order, even if a subscriber acts on an event", () => {
    const stand = aStand();
    const told: string[] = [];
    const { store } = stand.twilio;
    store.subscribe((event) => {
      if (event.kind === "reservation.created") store.acceptReservation(event.reservation.sid);
    });
    store.subscribe((event) => told.push(event.kind));
    setActivity(stand, "available");

    store.createTask({ attributes: callback() });

    expect(told.slice(-4)).toEqual([
      "task-queue.entered",
      "reservation.created",
      "reservation.accepted",
      "task.updated",
    ]);
  });

  test("until they unsubscribe", () => {
    const stand = aStand();
    const told: string[] = [];
    const unsubscribe = stand.twilio.store.subscribe((event) => told.push(event.kind));

    unsubscribe();
    stand.twilio.store.createTask({});

    expect(told).toEqual([]);
  });
});

async function anOffer(stand: Stand): Promise<{ taskSid: string; reservationSid: string }> {
  setActivity(stand, "available");
  const { sid } = await stand.workspace.tasks.create({ attributes: callback() });
  const [reservation] = stand.twilio.store.reservationsOfWorker(stand.twilio.account.workerSid, ["pending"]);
  if (reservation?.taskSid !== sid) throw new Error("The task was not offered to the agent.");

  return { taskSid: sid, reservationSid: reservation.sid };
}

async function offers({ workspace }: Stand, taskSid: string): Promise<readonly string[]> {
  const reservations = await workspace.tasks(taskSid).reservations.list({ limit: 50 });

  return reservations.map((each) => `${each.workerName} ${each.reservationStatus}`);
}
