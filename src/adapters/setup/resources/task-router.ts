import { TaskChannelListInstance } from "twilio/lib/rest/taskrouter/v1/workspace/taskChannel.js";
import { TaskQueueListInstance } from "twilio/lib/rest/taskrouter/v1/workspace/taskQueue.js";
import { WorkflowListInstance } from "twilio/lib/rest/taskrouter/v1/workspace/workflow.js";
import type { JsonObject } from "../../../domain/json.ts";
import type { Resources } from "../../../ports/setup/resources.ts";
import { ALL, type Apis, asking } from "../apis.ts";
import { resourcesOf } from "./resource-kind.ts";

/** https://www.twilio.com/docs/taskrouter/api/task-queue. The deployer decides which agents it has. */
export function taskQueues(
  { taskRouter }: Apis,
  workspaceSid: string,
  /** An expression over the agents of a new queue. `1==1`: all of them. */
  targetWorkers = "1==1",
): Resources {
  const queues = TaskQueueListInstance(taskRouter, workspaceSid);

  return resourcesOf({
    what: "the task queue",
    list: (name) => queues.list({ friendlyName: name, ...ALL }),
    nameOf: ({ friendlyName }) => friendlyName,
    create: (name) => queues.create({ friendlyName: name, targetWorkers }),
    remove: (sid) => queues(sid).remove(),
  });
}

/** https://www.twilio.com/docs/taskrouter/api/workflow. Content: `configuration`. */
export function workflows({ taskRouter }: Apis, workspaceSid: string): Resources {
  const all = WorkflowListInstance(taskRouter, workspaceSid);
  const textOf = ({ configuration }: JsonObject) => JSON.stringify(configuration);

  return resourcesOf({
    what: "the workflow",
    list: (name) => all.list({ friendlyName: name, ...ALL }),
    nameOf: ({ friendlyName }) => friendlyName,
    create: (name, content) => all.create({ friendlyName: name, configuration: textOf(content) }),
    update: (sid, content) => all(sid).update({ configuration: textOf(content) }),
    remove: (sid) => all(sid).remove(),
    contentOf: ({ configuration }) => ({ content: { configuration: parsed(configuration) } }),
  });
}

/** https://www.twilio.com/docs/taskrouter/api/task-channel, by their unique names. */
export function taskChannels({ taskRouter }: Apis, workspaceSid: string): Resources {
  const channels = TaskChannelListInstance(taskRouter, workspaceSid);

  return resourcesOf({
    what: "the task channel",
    list: () => channels.list({ ...ALL }),
    nameOf: ({ uniqueName }) => uniqueName,
    create: (name) => channels.create({ friendlyName: name, uniqueName: name }),
    remove: (sid) => channels(sid).remove(),
  });
}

/** The configuration of any workflow, as its JSON text. */
export async function workflowText({ taskRouter }: Apis, workspaceSid: string, sid: string): Promise<string> {
  const workflow = WorkflowListInstance(taskRouter, workspaceSid)(sid);

  return (await asking("Reading the workflow", workflow.fetch())).configuration;
}

function parsed(json: string): JsonObject | null {
  try {
    return JSON.parse(json) as JsonObject;
  } catch {
    return null;
  }
}
