import { createRequire } from "node:module";
import type * as SyncClient from "twilio-sync";
import { afterEach, describe, expect, it } from "vitest";
import { withFlexHosts } from "../../support/flex-hosts.ts";

const sync: typeof SyncClient = createRequire(import.meta.url)("twilio-sync");

const hosts = withFlexHosts();
const { account, store } = hosts.twilio;
const connected: SyncClient.SyncClient[] = [];
const SOON = { timeout: 10_000 };
const OPEN = '(data.status not_in ["completed", "canceled", "rescinded", "rejected", "timeout"])';

/** Twilio's own Sync client, as Flex's supervisor views use it. */
describe("live queries through Twilsock, to Twilio's Sync client", () => {
  afterEach(() => Promise.all(connected.splice(0).map((client) => client.shutdown())));

  it("find every worker, with activity and attributes", async () => {
    const workers = await query("tr-worker", "");

    expect(Object.values(workers.getItems())).toHaveLength(store.state.workers.size);
    expect(workers.getItems()).toMatchObject({
      [account.workerSid]: {
        worker_sid: account.workerSid,
        activity_name: "Offline",
        attributes: { full_name: "Local Agent" },
      },
    });
  });

  it("tell when a worker's activity changes", async () => {
    const workers = await query("tr-worker", `data.worker_sid == "${account.workerSid}"`);
    expect(Object.keys(workers.getItems())).toEqual([account.workerSid]);

    store.updateWorker(account.workerSid, { activitySid: account.activitySids.available });

    await expect
      .poll(() => workers.getItems(), SOON)
      .toMatchObject({ [account.workerSid]: { activity_name: "Available" } });
  });

  it("show a worker's reservations, from the offer to the end", async () => {
    store.updateWorker(account.workerSid, { activitySid: account.activitySids.available });
    const tasks = await query("tr-reservation", `data.worker_sid == "${account.workerSid}" && ${OPEN}`);
    expect(tasks.getItems()).toEqual({});

    const task = store.createTask({ attributes: '{"taskType":"callback"}' });
    const [reservation] = store.state.reservationsOf(task.sid);
    const sid = reservation?.sid ?? "";
    const shown = () => tasks.getItems();
    await expect
      .poll(shown, SOON)
      .toMatchObject({ [sid]: { status: "pending", attributes: { taskType: "callback" } } });

    store.acceptReservation(sid);
    await expect.poll(shown, SOON).toMatchObject({ [sid]: { status: "accepted", task_status: "assigned" } });
    store.updateTask(task.sid, { attributes: '{"taskType":"callback","attempts":1}' });
    await expect.poll(shown, SOON).toMatchObject({ [sid]: { attributes: { attempts: 1 } } });
    store.wrapUpReservation(sid);
    await expect.poll(shown, SOON).toMatchObject({ [sid]: { status: "wrapping" } });
    store.completeReservation(sid);
    await expect.poll(shown, SOON).toEqual({});
  });

  it("leave out other workers' reservations", async () => {
    store.updateWorker(account.workerSid, { activitySid: account.activitySids.available });
    store.createTask({});

    const tasks = await query("tr-reservation", `data.worker_sid == "${account.secondWorkerSid}" && ${OPEN}`);

    expect(tasks.getItems()).toEqual({});
  });

  it("catch up with what happened while the socket was lost", async () => {
    const workers = await query("tr-worker", "");

    expect(hosts.twilio.twilsock.dropAll()).toBe(1);
    store.updateWorker(account.workerSid, { activitySid: account.activitySids.available });

    await expect
      .poll(() => workers.getItems(), SOON)
      .toMatchObject({ [account.workerSid]: { activity_name: "Available" } });
  });

  it("refuse a query that makes no sense", async () => {
    await expect(query("tr-worker", "data.worker_sid ==")).rejects.toMatchObject({
      status: 400,
      code: 54507,
    });
  });
});

describe("maps through Twilsock", () => {
  afterEach(() => Promise.all(connected.splice(0).map((client) => client.shutdown())));

  it("are there for every task, and empty", async () => {
    const task = store.createTask({});
    const map = await client().map({ id: `${task.sid}.CS`, mode: "open_existing" });

    expect((await map.getItems()).items).toEqual([]);
  });

  it("are not there for anything else", async () => {
    await expect(client().map({ id: "WT0.CS", mode: "open_existing" })).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe("Twilsock", () => {
  it("turns away a client without a token", async () => {
    const refused = client("forged");
    const state = new Promise((resolve) => refused.once("connectionError", resolve));

    expect(await state).toMatchObject({ terminal: true, httpStatusCode: 401 });
    await refused.shutdown();
    connected.length = 0;
  });
});

function query(index: string, expression: string) {
  return client().liveQuery(index, expression);
}

function client(token = account.tokens.supervisor): SyncClient.SyncClient {
  const uri = `${hosts.origin.replace(/^http/, "ws")}/tsock.us1.twilio.com/v3/wsconnect`;
  const created = new sync.SyncClient(token, { twilsock: { uri }, logLevel: "silent" } as object);
  connected.push(created);

  return created;
}
