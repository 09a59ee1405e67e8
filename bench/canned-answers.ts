const SID = "0123456789abcdef0123456789abcdef";
const WORKSPACE = `https://taskrouter.twilio.com/v1/Workspaces/WS${SID}`;
const TIME = "2026-03-02T09:30:00Z";

/** A task as TaskRouter answers it: https://www.twilio.com/docs/taskrouter/api/task */
export const TASK = JSON.stringify({
  sid: `WT${SID}`,
  account_sid: `AC${SID}`,
  workspace_sid: `WS${SID}`,
  workflow_sid: `WW${SID}`,
  workflow_friendly_name: "Callbacks and Voicemails",
  task_queue_sid: `WQ${SID}`,
  task_queue_friendly_name: "Callbacks",
  task_channel_sid: `TC${SID}`,
  task_channel_unique_name: "voice",
  age: 0,
  assignment_status: "pending",
  attributes: JSON.stringify({
    taskType: "callback",
    name: "Callback (+14155550100)",
    message: "m".repeat(300),
  }),
  addons: "{}",
  ignore_capacity: false,
  routing_target: null,
  priority: 0,
  reason: null,
  timeout: 86_400,
  date_created: TIME,
  date_updated: TIME,
  task_queue_entered_date: TIME,
  virtual_start_time: TIME,
  url: `${WORKSPACE}/Tasks/WT${SID}`,
  links: {
    task_queue: `${WORKSPACE}/TaskQueues/WQ${SID}`,
    workflow: `${WORKSPACE}/Workflows/WW${SID}`,
    workspace: WORKSPACE,
    reservations: `${WORKSPACE}/Tasks/WT${SID}/Reservations`,
  },
});

/** The newest tasks, of which none is of the same request. */
export const NO_TASKS = JSON.stringify({
  tasks: [],
  meta: {
    key: "tasks",
    page: 0,
    page_size: 50,
    first_page_url: `${WORKSPACE}/Tasks?PageSize=50&Page=0`,
    previous_page_url: null,
    next_page_url: null,
    url: `${WORKSPACE}/Tasks?PageSize=50&Page=0`,
  },
});

/** A document as Sync answers it: https://www.twilio.com/docs/sync/api/document-resource */
export const DOCUMENT = JSON.stringify({
  sid: `ET${SID}`,
  unique_name: "callback-claim",
  account_sid: `AC${SID}`,
  service_sid: `IS${SID}`,
  url: `https://sync.twilio.com/v1/Services/IS${SID}/Documents/ET${SID}`,
  links: { permissions: `https://sync.twilio.com/v1/Services/IS${SID}/Documents/ET${SID}/Permissions` },
  revision: "0",
  data: {},
  date_expires: null,
  date_created: TIME,
  date_updated: TIME,
  created_by: "system",
});
