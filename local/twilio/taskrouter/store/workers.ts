import { badRequest } from "../../refusal.ts";
import { checkAttributes } from "./attributes.ts";
import type { Worker, WorkerChannel } from "./model.ts";
import type { WorkspaceState } from "./state.ts";

/** The properties of a worker that a request may change: https://www.twilio.com/docs/taskrouter/api/worker */
export interface WorkerChanges {
  readonly activitySid?: string | undefined;
  readonly attributes?: string | undefined;
  readonly friendlyName?: string | undefined;
}

export interface WorkerChannelChanges {
  readonly capacity?: number | undefined;
  readonly available?: boolean | undefined;
}

const LONGEST_FRIENDLY_NAME = 64;

export function changeWorker(state: WorkspaceState, worker: Worker, changes: WorkerChanges): Worker {
  if (changes.activitySid !== undefined) requireActivity(state, changes.activitySid);
  const attributes = changes.attributes === undefined ? undefined : checkAttributes(changes.attributes);
  const moves = changes.activitySid !== undefined && changes.activitySid !== worker.activitySid;
  const changed = state.changeWorker(worker, {
    ...(changes.friendlyName === undefined
      ? {}
      : { friendlyName: freeName(state, worker, changes.friendlyName) }),
    ...(attributes === undefined ? {} : { attributes }),
    ...(moves ? { activitySid: changes.activitySid, dateStatusChanged: state.clock.time() } : {}),
  });
  if (moves) state.events.publish({ kind: "worker.activity.update", worker: changed });
  if (attributes !== undefined) state.events.publish({ kind: "worker.attributes.update", worker: changed });

  return changed;
}

export function requireActivity(state: WorkspaceState, sid: string): void {
  if (!state.activities.has(sid)) throw badRequest(`ActivitySid ${sid} is not an activity of this workspace`);
}

export function changeWorkerChannel(
  state: WorkspaceState,
  channel: WorkerChannel,
  worker: Worker,
  changes: WorkerChannelChanges,
): WorkerChannel {
  const capacity = changes.capacity ?? channel.capacity;
  if (!Number.isInteger(capacity) || capacity < 0) throw badRequest("Capacity is not valid");
  const available = changes.available ?? channel.available;
  const changed = { ...channel, capacity, available, dateUpdated: state.clock.time() };
  state.workerChannels.set(channel.sid, changed);
  if (capacity !== channel.capacity) {
    state.events.publish({ kind: "worker.capacity.update", worker, channel: changed });
  }
  if (available !== channel.available) {
    state.events.publish({ kind: "worker.channel.availability.update", worker, channel: changed });
  }

  return changed;
}

/** Names are unique without regard to case. The words were seen in Twilio's answer. */
function freeName(state: WorkspaceState, worker: Worker, name: string): string {
  if (name === "" || name.length > LONGEST_FRIENDLY_NAME) throw badRequest("FriendlyName is not valid");
  for (const other of state.workers.values()) {
    if (other.sid !== worker.sid && other.friendlyName.toLowerCase() === name.toLowerCase()) {
      throw badRequest("Worker with the same friendly name already exists");
    }
  }

  return name;
}
