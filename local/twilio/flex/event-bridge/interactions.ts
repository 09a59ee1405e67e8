import { Hono } from "hono";
import { notFound } from "../../refusal.ts";
import type { Task } from "../../taskrouter/store/model.ts";
import type { Store } from "../../taskrouter/store/store.ts";
import type { Calls } from "../../telephony/calls.ts";
import { conferenceOf } from "../../telephony/conference.ts";
import type { BridgeEnv } from "./envelope.ts";
import { interactionIds, participantsOf } from "./participants.ts";

/** The people in a call. Flex treats the conference as the voice channel of an interaction. */
export function interactionRequests(store: Store, calls: Calls): Hono<BridgeEnv> {
  const routes = new Hono<BridgeEnv>();

  routes.get("/:interaction/Channels", (c) => {
    const task = taskOfInteraction(store, c.req.param("interaction"));
    const conference = task && conferenceOf(task);
    if (!conference) return c.json({ channels: [] });

    const { channel_sid: sid, interaction_sid } = interactionIds(task);
    const status = task.assignmentStatus === "assigned" ? "active" : "closed";

    return c.json({
      channels: [{ sid, interaction_sid, type: "voice", status, media_sid: conference.sid }],
    });
  });

  routes.get("/:interaction/Channels/:channel/Participants", (c) => {
    const task = taskOfInteraction(store, c.req.param("interaction"));
    if (!task) throw notFound(`/Interactions/${c.req.param("interaction")}`);

    return c.json({
      channel_type: "voice",
      participants: participantsOf(store, task, calls.isOnHold(task.sid)),
    });
  });

  return routes;
}

function taskOfInteraction(store: Store, interactionSid: string): Task | undefined {
  return store.state.tasks.get(`WT${interactionSid.slice(2)}`);
}
