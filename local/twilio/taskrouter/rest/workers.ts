import { Hono } from "hono";
import { notFound } from "../../refusal.ts";
import { etagOf, requireMatch } from "../../wire/http/etags.ts";
import { formOf, queryOf } from "../../wire/http/exchange.ts";
import { pageOf } from "../../wire/http/paging.ts";
import { Params } from "../../wire/http/params.ts";
import type { RateLimit } from "../../wire/http/rate-limit.ts";
import { evaluate } from "../expressions/evaluate.ts";
import { parseExpression } from "../expressions/parse.ts";
import { readAttributes } from "../store/attributes.ts";
import { isAvailable, workersOfQueue } from "../store/eligibility.ts";
import { workerOf } from "../store/lookup.ts";
import type { Worker, WorkerChannel } from "../store/model.ts";
import { checkExpression } from "../store/routing-rules.ts";
import type { Store } from "../store/store.ts";
import type { Views } from "./views.ts";

/** https://www.twilio.com/docs/taskrouter/api/worker */
export function workerRoutes(store: Store, views: Views, evaluations: RateLimit): Hono {
  const routes = new Hono();

  routes.get("/", (c) => {
    const query = queryOf(c);
    if (query.has("TargetWorkersExpression")) evaluations.take();
    const selected = selectWorkers(store, new Params(query));
    const { items, meta } = pageOf(selected, "workers", `${views.base}/Workers`, query);

    return c.json({ workers: items.map((worker) => views.worker(worker)), meta });
  });

  routes.get("/:sid", (c) => {
    const worker = workerOf(store.state, c.req.param("sid"));

    return c.json(views.worker(worker), 200, { ETag: etagOf(worker) });
  });

  routes.post("/:sid", async (c) => {
    const form = await formOf(c);
    const worker = workerOf(store.state, c.req.param("sid"));
    requireMatch(c, worker);
    const changes = {
      activitySid: form.text("ActivitySid"),
      attributes: form.text("Attributes"),
      friendlyName: form.text("FriendlyName"),
    };
    const changed = store.updateWorker(
      worker.sid,
      changes,
      form.boolean("RejectPendingReservations") ?? false,
    );

    return c.json(views.worker(changed), 200, { ETag: etagOf(changed) });
  });

  routes.get("/:worker/Channels", (c) => {
    const worker = workerOf(store.state, c.req.param("worker"));
    const address = `${views.base}/Workers/${worker.sid}/Channels`;
    const { items, meta } = pageOf(channelsOf(store, worker), "channels", address, queryOf(c));

    return c.json({ channels: items.map((channel) => views.workerChannel(channel)), meta });
  });

  routes.get("/:worker/Channels/:sid", (c) => {
    const channel = findChannel(store, c.req.param("worker"), c.req.param("sid"));

    return c.json(views.workerChannel(channel));
  });

  routes.post("/:worker/Channels/:sid", async (c) => {
    const form = await formOf(c);
    const channel = findChannel(store, c.req.param("worker"), c.req.param("sid"));
    const changed = store.updateWorkerChannel(channel, {
      capacity: form.integer("Capacity"),
      available: form.boolean("Available"),
    });

    return c.json(views.workerChannel(changed));
  });

  return routes;
}

function selectWorkers(store: Store, query: Params): readonly Worker[] {
  const { state } = store;
  const activityName = query.text("ActivityName");
  const activitySid = query.text("ActivitySid");
  const available = query.text("Available");
  const friendlyName = query.text("FriendlyName");
  const inQueue = queueMembers(store, query);
  const source = query.text("TargetWorkersExpression");
  const expression =
    source === undefined ? undefined : parseExpression(checkExpression(source, "TargetWorkersExpression"));

  return [...state.workers.values()].filter(
    (worker) =>
      (activityName === undefined ||
        state.activities.get(worker.activitySid)?.friendlyName === activityName) &&
      (activitySid === undefined || worker.activitySid === activitySid) &&
      (available === undefined || isAvailable(state, worker) === isYes(available)) &&
      (friendlyName === undefined || worker.friendlyName === friendlyName) &&
      (inQueue === undefined || inQueue.has(worker.sid)) &&
      (expression === undefined || evaluate(expression, readAttributes(worker.attributes))),
  );
}

/** Twilio documents 0, f and false as no, and 1, t and true as yes. */
function isYes(text: string): boolean {
  return ["1", "t", "true"].includes(text.toLowerCase());
}

function queueMembers(store: Store, query: Params): ReadonlySet<string> | undefined {
  const sid = query.text("TaskQueueSid");
  const name = query.text("TaskQueueName");
  if (sid === undefined && name === undefined) return undefined;
  const queue = [...store.state.taskQueues.values()].find(
    (each) => each.sid === sid || each.friendlyName === name,
  );

  return new Set(queue ? workersOfQueue(store.state, queue.sid).map((worker) => worker.sid) : []);
}

function channelsOf(store: Store, worker: Worker): readonly WorkerChannel[] {
  return [...store.state.workerChannels.values()].filter((channel) => channel.workerSid === worker.sid);
}

/** Finds a channel by its SID or by the name of its task channel. */
function findChannel(store: Store, workerSid: string, sidOrName: string): WorkerChannel {
  const found = channelsOf(store, workerOf(store.state, workerSid)).find(
    (channel) =>
      channel.sid === sidOrName ||
      store.state.taskChannels.get(channel.taskChannelSid)?.uniqueName === sidOrName,
  );
  if (!found) {
    const { workspaceSid } = store.state.account;
    throw notFound(`/Workspaces/${workspaceSid}/Workers/${workerSid}/Channels/${sidOrName}`);
  }

  return found;
}
