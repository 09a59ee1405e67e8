import { Hono } from "hono";
import { z } from "zod";
import { notFound } from "../refusal.ts";
import { readAttributes } from "../store/attributes.ts";
import type { Task } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import type { BridgeEnv } from "./envelope.ts";
import type { BridgeRecord } from "./records.ts";

const call = z.object({
  outbound_to: z.string().optional(),
  from: z.string().optional(),
  conference: z.object({
    sid: z.string(),
    participants: z.object({ worker: z.string(), customer: z.string() }),
  }),
});

/**
 * Who is in a call. Flex takes a voice task for an interaction whose SID is the task's with another prefix, and
 * its conference for the interaction's voice channel.
 */
export function interactionRequests(store: Store): Hono<BridgeEnv> {
  const routes = new Hono<BridgeEnv>();

  routes.get("/:interaction/Channels", (c) => {
    const task = taskOfInteraction(store, c.req.param("interaction"));
    const channel = task && voiceChannel(task);

    return c.json({ channels: channel ? [channel] : [] });
  });

  routes.get("/:interaction/Channels/:channel/Participants", (c) => {
    const task = taskOfInteraction(store, c.req.param("interaction"));
    if (!task) throw notFound(`/Interactions/${c.req.param("interaction")}`);

    return c.json({ channel_type: "voice", participants: participantsOf(store, task) });
  });

  return routes;
}

function taskOfInteraction(store: Store, interactionSid: string): Task | undefined {
  return store.state.tasks.get(`WT${interactionSid.slice(2)}`);
}

function voiceChannel(task: Task): BridgeRecord | undefined {
  const { success, data } = call.safeParse(readAttributes(task.attributes));
  if (!success) return undefined;

  return {
    ...idsOf(task),
    sid: idsOf(task).channel_sid,
    type: "voice",
    status: task.assignmentStatus === "assigned" ? "active" : "closed",
    media_sid: data.conference.sid,
  };
}

function participantsOf(store: Store, task: Task): readonly BridgeRecord[] {
  const { success, data } = call.safeParse(readAttributes(task.attributes));
  if (!success) return [];
  const [reservation] = store.state.reservationsOf(task.sid).filter(({ status }) => status === "accepted");
  const { worker, customer } = data.conference.participants;
  const media = (callSid: string) => ({
    AccountSid: [store.state.account.accountSid],
    CallSid: [callSid],
    ConferenceSid: [data.conference.sid],
    FriendlyName: [task.sid],
    Hold: ["false"],
    Muted: ["false"],
    EndConferenceOnExit: ["true"],
    SequenceNumber: ["1"],
  });
  const routing = {
    task_sid: task.sid,
    worker_sid: reservation?.workerSid ?? null,
    reservation_sid: reservation?.sid ?? null,
  };

  return [
    {
      ...idsOf(task),
      sid: participantSid(worker),
      type: "agent",
      routing_properties: routing,
      media_properties: media(worker),
    },
    {
      ...idsOf(task),
      sid: participantSid(customer),
      type: "customer",
      routing_properties: null,
      media_properties: media(customer),
    },
  ];
}

function idsOf(task: Task): { readonly interaction_sid: string; readonly channel_sid: string } {
  return { interaction_sid: `KD${task.sid.slice(2)}`, channel_sid: `UO${task.sid.slice(2)}` };
}

function participantSid(callSid: string): string {
  return `UT${callSid.slice(2)}`;
}
