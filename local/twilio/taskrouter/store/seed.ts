import { workflowConfiguration } from "../../../../src/adapters/setup/workflow-configuration.ts";
import { DEFAULT_MAX_ATTEMPTS } from "../../../../src/domain/retry/requeue.ts";
import {
  DEFAULT_OWNER_WAIT_SECONDS,
  DEFAULT_RETRY_DELAYS,
} from "../../../../src/domain/retry/retry-delays.ts";
import { queueFilters } from "../../../../src/domain/setup/queue-filters.ts";
import { fixedSid } from "../../sids.ts";
import type { WorkspaceState } from "./state.ts";

const ACTIVITIES = [
  { key: "offline", friendlyName: "Offline", available: false },
  { key: "available", friendlyName: "Available", available: true },
  { key: "unavailable", friendlyName: "Unavailable", available: false },
] as const;

/** Capacities of a new Flex account: one call, three chats. All others have Twilio's default of one. */
const CHANNELS = [
  { uniqueName: "default", friendlyName: "Default", capacity: 1 },
  { uniqueName: "voice", friendlyName: "Voice", capacity: 1 },
  { uniqueName: "chat", friendlyName: "Programmable Chat", capacity: 3 },
  { uniqueName: "sms", friendlyName: "SMS", capacity: 1 },
  { uniqueName: "video", friendlyName: "Video", capacity: 1 },
  { uniqueName: "email", friendlyName: "Email", capacity: 1 },
  { uniqueName: "callback", friendlyName: "Callback", capacity: 1 },
  { uniqueName: "voicemail", friendlyName: "Voicemail", capacity: 1 },
];

/** Fills an empty workspace like that of a Flex account with callbacks. All workers start Offline. */
export function seed(state: WorkspaceState): void {
  const { account } = state;
  const now = state.clock.time();
  state.workspace = {
    sid: account.workspaceSid,
    friendlyName: "Flex Task Assignment",
    defaultActivitySid: account.activitySids.offline,
    timeoutActivitySid: account.activitySids.offline,
    dateCreated: now,
  };
  for (const { key, friendlyName, available } of ACTIVITIES) {
    const sid = account.activitySids[key];
    state.activities.set(sid, { sid, friendlyName, available, dateCreated: now });
  }
  for (const { uniqueName, friendlyName } of CHANNELS) {
    const sid = fixedSid("TC", uniqueName);
    state.taskChannels.set(sid, { sid, friendlyName, uniqueName, dateCreated: now });
  }
  addQueue(state, account.everyoneQueueSid, "Everyone", "1==1");
  addQueue(state, account.taskQueueSid, "Callbacks", "1==1");
  state.workflows.set(account.workflowSid, {
    sid: account.workflowSid,
    friendlyName: "Callbacks and Voicemails",
    configuration: JSON.stringify(callbackRouting(account.taskQueueSid, account.everyoneQueueSid)),
    taskReservationTimeout: 120,
    assignmentCallbackUrl: "",
    fallbackAssignmentCallbackUrl: "",
    dateCreated: now,
    dateUpdated: now,
  });
  addWorkers(state);
}

/** As `provision` writes it, with one queue for what waits and what is held back. */
function callbackRouting(callbacksQueueSid: string, everyoneQueueSid: string): unknown {
  const { task_routing: ours } = workflowConfiguration(
    queueFilters({ maxAttempts: DEFAULT_MAX_ATTEMPTS }, DEFAULT_RETRY_DELAYS),
    {
      live: callbacksQueueSid,
      hold: callbacksQueueSid,
      ownerWaitSeconds: DEFAULT_OWNER_WAIT_SECONDS,
    },
  );

  return { task_routing: { ...Object(ours), default_filter: { queue: everyoneQueueSid } } };
}

function addQueue(state: WorkspaceState, sid: string, friendlyName: string, targetWorkers: string): void {
  const now = state.clock.time();
  state.taskQueues.set(sid, {
    sid,
    friendlyName,
    targetWorkers,
    maxReservedWorkers: 1,
    taskOrder: "FIFO",
    dateCreated: now,
    dateUpdated: now,
  });
}

function addWorkers(state: WorkspaceState): void {
  const { account } = state;
  addWorker(state, account.workerSid, "agent", "Local Agent", "+15005550101", ["agent"]);
  addWorker(state, account.secondWorkerSid, "agent2", "Second Agent", "+15005550102", ["agent"]);
  addWorker(state, account.supervisorWorkerSid, "supervisor", "Local Supervisor", "+15005550103", [
    "supervisor",
  ]);
  addWorker(state, account.adminWorkerSid, "admin", "Local Admin", "+15005550104", ["admin"]);
}

/** The worker's contact address is a telephone number, so that Flex needs no microphone to dial. */
function addWorker(
  state: WorkspaceState,
  sid: string,
  friendlyName: string,
  fullName: string,
  contactUri: string,
  roles: readonly string[],
): void {
  const now = state.clock.time();
  state.workers.set(sid, {
    sid,
    friendlyName,
    attributes: JSON.stringify({ full_name: fullName, contact_uri: contactUri, roles, image_url: "" }),
    activitySid: state.workspace.defaultActivitySid,
    dateCreated: now,
    dateUpdated: now,
    dateStatusChanged: now,
    lastReservedAt: 0,
    version: 0,
  });
  for (const { uniqueName, capacity } of CHANNELS) {
    const channelSid = fixedSid("WC", `${friendlyName} ${uniqueName}`);
    state.workerChannels.set(channelSid, {
      sid: channelSid,
      workerSid: sid,
      taskChannelSid: fixedSid("TC", uniqueName),
      capacity,
      available: true,
      dateCreated: now,
      dateUpdated: now,
    });
  }
}
