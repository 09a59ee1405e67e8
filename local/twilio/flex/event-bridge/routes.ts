import { Hono } from "hono";
import { badRequest, notFound, Refusal, unauthorized } from "../../refusal.ts";
import type { Store } from "../../taskrouter/store/store.ts";
import type { Calls } from "../../telephony/calls.ts";
import { tokenHolders } from "../../token-holders.ts";
import { type BridgeEnv, envelopeSchema } from "./envelope.ts";
import { interactionRequests } from "./interactions.ts";
import type { BridgeRecords } from "./records.ts";
import { taskRequests } from "./task-requests.ts";
import { list, workerRequests } from "./worker-requests.ts";

/** POST v1/wschannels of event-bridge.twilio.com. It unwraps Flex's requests to TaskRouter and answers them. */
export function bridgeRoutes(store: Store, records: BridgeRecords, calls: Calls): Hono {
  const routes = new Hono();
  const unwrapped = unwrappedRoutes(store, records, calls);
  const holders = tokenHolders(store.state.account);

  routes.post("/v1/wschannels", async (c) => {
    const envelope = envelopeSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!envelope.success) return refused(badRequest("The request is not valid"));
    const { url, method, params, token } = envelope.data;
    const caller = holders.get(token);
    if (!caller) return refused(unauthorized());

    const answer = await unwrapped.fetch(
      new Request(`http://event-bridge/${url}`, {
        method,
        ...(method === "POST" ? { body: JSON.stringify(params) } : {}),
      }),
      { caller, ifMatch: c.req.header("if-match") },
    );
    if (!answer.ok) return answer;

    return c.json({ payload: await answer.json() });
  });

  return routes;
}

function unwrappedRoutes(store: Store, records: BridgeRecords, calls: Calls): Hono<BridgeEnv> {
  const routes = new Hono<BridgeEnv>();
  const { state } = store;
  const workspace = `/Workspaces/${state.account.workspaceSid}`;

  routes.get(`${workspace}/Activities`, (c) =>
    c.json(list([...state.activities.values()].map((activity) => records.activity(activity)))),
  );
  routes.get(`${workspace}/TaskQueues`, (c) =>
    c.json(list([...state.taskQueues.values()].map((queue) => records.taskQueue(queue)))),
  );
  routes.route(`${workspace}/Workers`, workerRequests(store, records, calls));
  routes.route(`${workspace}/Tasks`, taskRequests(store, records));
  routes.route("/v1/Interactions", interactionRequests(store, calls));
  routes.notFound((c) => refused(notFound(new URL(c.req.url).pathname)));
  routes.onError((error) => {
    if (error instanceof Refusal) return refused(error);
    throw error;
  });

  return routes;
}

/** Flex shows `message`. Unverified: that the rest looks like an error of REST. */
function refused(refusal: Refusal): Response {
  return refusal.toResponse();
}
