import type { Task } from "../../taskrouter/store/model.ts";
import type { Store } from "../../taskrouter/store/store.ts";
import { type Conference, conferenceOf } from "../../telephony/conference.ts";
import type { BridgeRecord } from "./records.ts";

/**
 * For Flex, a voice task is an interaction of its own, whose SID is the task's SID with another prefix. This stand-in makes
 * the SIDs of the channel and the participants in the same way, which is unverified.
 */
export function interactionIds(task: Task): {
  readonly interaction_sid: string;
  readonly channel_sid: string;
} {
  return { interaction_sid: `KD${task.sid.slice(2)}`, channel_sid: `UO${task.sid.slice(2)}` };
}

/** The agent and the person at the other end, as the interactions API lists them. */
export function participantsOf(store: Store, task: Task, onHold: boolean): readonly BridgeRecord[] {
  const conference = conferenceOf(task);
  if (!conference) return [];
  const [reservation] = store.state.reservationsOf(task.sid).filter(({ status }) => status === "accepted");
  const routing = {
    task_sid: task.sid,
    worker_sid: reservation?.workerSid ?? null,
    reservation_sid: reservation?.sid ?? null,
  };
  const { worker, customer } = conference.participants;
  const participant = (callSid: string, type: string, hold: boolean) => ({
    ...interactionIds(task),
    sid: `UT${callSid.slice(2)}`,
    type,
    media_properties: mediaOf(store, task, { conference, callSid, hold }),
  });

  return [
    { ...participant(worker, "agent", false), routing_properties: routing },
    { ...participant(customer, "customer", onHold), routing_properties: null },
  ];
}

/** What Flex hears when the agent puts the other person on hold, or takes them off it. */
export function customerModified(store: Store, task: Task, onHold: boolean): BridgeRecord | undefined {
  const [, customer] = participantsOf(store, task, onHold);
  if (!customer) return undefined;
  const { sid, ...rest } = customer;

  return { ...rest, participant_sid: sid, channel_type: "voice", routing_properties: { task_sid: task.sid } };
}

/** The API has each value in a list. */
function mediaOf(
  store: Store,
  task: Task,
  call: { readonly conference: Conference; readonly callSid: string; readonly hold: boolean },
): Readonly<Record<string, readonly string[]>> {
  const { account, clock } = store.state;

  return {
    AccountSid: [account.accountSid],
    CallSid: [call.callSid],
    ConferenceSid: [call.conference.sid],
    FriendlyName: [task.sid],
    Hold: [String(call.hold)],
    Muted: ["false"],
    EndConferenceOnExit: ["true"],
    SequenceNumber: [String(task.version)],
    StatusCallbackEvent: [call.hold ? "participant-hold" : "participant-join"],
    Timestamp: [clock.now().toUTCString()],
  };
}
