import {
  type EnvironmentInstance,
  EnvironmentListInstance,
} from "twilio/lib/rest/serverless/v1/service/environment.js";
import { FunctionListInstance } from "twilio/lib/rest/serverless/v1/service/function.js";
import { ServiceListInstance as ServerlessServices } from "twilio/lib/rest/serverless/v1/service.js";
import { FlowListInstance } from "twilio/lib/rest/studio/v2/flow.js";
import { ServiceListInstance as SyncServices } from "twilio/lib/rest/sync/v1/service.js";
import { TaskQueueListInstance } from "twilio/lib/rest/taskrouter/v1/workspace/taskQueue.js";
import { WorkflowListInstance } from "twilio/lib/rest/taskrouter/v1/workspace/workflow.js";
import { type Json, parseJson } from "../../domain/json.ts";
import type { Resource } from "../../domain/setup/provisioning.ts";
import type { Resources } from "../../ports/setup/resources.ts";
import { asPortFault, twilioFault } from "../twilio-rest/twilio-fault.ts";
import { ALL, type Apis, asking } from "./apis.ts";

/** https://www.twilio.com/docs/taskrouter/api/task-queue. The deployer decides which agents it has. */
export function taskQueues({ taskRouter }: Apis, workspaceSid: string): Resources {
  const queues = TaskQueueListInstance(taskRouter, workspaceSid);

  return madeOnce({
    find: async (name) => {
      const found = await asking("Looking for the task queue", queues.list({ friendlyName: name, ...ALL }));
      return found.find(({ friendlyName }) => friendlyName === name);
    },
    create: (name) =>
      asking("Making the task queue", queues.create({ friendlyName: name, targetWorkers: "1==1" })),
  });
}

/** https://www.twilio.com/docs/taskrouter/api/workflow. Content: `configuration`. */
export function workflows({ taskRouter }: Apis, workspaceSid: string): Resources {
  const all = WorkflowListInstance(taskRouter, workspaceSid);
  const resourceOf = ({ sid, configuration }: { sid: string; configuration: string }): Resource => ({
    id: sid,
    content: { configuration: parseJson(configuration) ?? null },
  });

  return {
    find: async (name) => {
      const found = await asking("Looking for the workflow", all.list({ friendlyName: name, ...ALL }));
      const ours = found.find(({ friendlyName }) => friendlyName === name);
      return ours && resourceOf(ours);
    },
    create: async (name, content) => {
      const configuration = JSON.stringify(content.configuration);
      return resourceOf(
        await asking("Making the workflow", all.create({ friendlyName: name, configuration })),
      );
    },
    update: async (sid, content) => {
      const configuration = JSON.stringify(content.configuration);
      await asking("Updating the workflow", all(sid).update({ configuration }));
    },
  };
}

/** https://www.twilio.com/docs/sync/api/service */
export function syncServices({ sync }: Apis): Resources {
  const services = SyncServices(sync);

  return madeOnce({
    find: async (name) => {
      const found = await asking("Looking for the Sync service", services.list(ALL));
      return found.find(({ friendlyName }) => friendlyName === name);
    },
    create: (name) => asking("Making the Sync service", services.create({ friendlyName: name })),
  });
}

export async function syncServiceExists({ sync }: Apis, sid: string): Promise<boolean> {
  try {
    return Boolean(await SyncServices(sync)(sid).fetch());
  } catch (error) {
    if (twilioFault(error)?.kind === "not-found") return false;
    throw asPortFault(error, "Looking for the Sync service");
  }
}

/** https://www.twilio.com/docs/serverless/api/resource/service. With the account's credentials in the environment. */
export function functionServices({ serverless }: Apis): Resources {
  const services = ServerlessServices(serverless);

  return madeOnce({
    find: async (name) => {
      const found = await asking("Looking for the Functions service", services.list(ALL));
      return found.find(({ uniqueName }) => uniqueName === name);
    },
    create: (name) => {
      const service = { uniqueName: name, friendlyName: name, includeCredentials: true, uiEditable: false };
      return asking("Making the Functions service", services.create(service));
    },
  });
}

/** https://www.twilio.com/docs/serverless/api/resource/environment. Its detail `domain` is where functions are reached. */
export function environments({ serverless }: Apis, serviceSid: string): Resources {
  const all = EnvironmentListInstance(serverless, serviceSid);
  const domainOf = ({ domainName }: EnvironmentInstance) => ({ domain: domainName });

  return madeOnce({
    find: async (name) => {
      const found = await asking("Looking for the environment", all.list(ALL));
      return found.find(({ uniqueName }) => uniqueName === name);
    },
    create: (name) => asking("Making the environment", all.create({ uniqueName: name })),
    detailsOf: domainOf,
  });
}

/** https://www.twilio.com/docs/serverless/api/resource/function: a function without content, for others to refer to. */
export function functions({ serverless }: Apis, serviceSid: string): Resources {
  const all = FunctionListInstance(serverless, serviceSid);

  return madeOnce({
    find: async (name) => {
      const found = await asking("Looking for the function", all.list(ALL));
      return found.find(({ friendlyName }) => friendlyName === name);
    },
    create: (name) => asking("Making the function", all.create({ friendlyName: name })),
  });
}

/** https://www.twilio.com/docs/studio/rest-api/v2/flow. Content: `definition`. Published as soon as made. */
export function studioFlows({ studio }: Apis): Resources {
  const flows = FlowListInstance(studio);
  const resourceOf = ({ sid, definition }: { sid: string; definition: unknown }): Resource => ({
    id: sid,
    content: { definition: definition as Json },
  });

  return {
    find: async (name) => {
      const found = await asking("Looking for the flow", flows.list(ALL));
      const ours = found.find(({ friendlyName }) => friendlyName === name);
      // The list comes without definitions.
      return ours && resourceOf(await asking("Reading the flow", flows(ours.sid).fetch()));
    },
    create: async (name, { definition }) =>
      resourceOf(
        await asking(
          "Making the flow",
          flows.create({ friendlyName: name, status: "published", definition }),
        ),
      ),
    update: async (sid, { definition }) => {
      await asking("Updating the flow", flows(sid).update({ status: "published", definition }));
    },
  };
}

interface MadeOnce<T extends { readonly sid: string }> {
  readonly find: (name: string) => Promise<T | undefined>;
  readonly create: (name: string) => Promise<T>;
  readonly detailsOf?: (found: T) => Readonly<Record<string, string>>;
}

/** Resources whose content we do not decide: they are made, and never changed. */
function madeOnce<T extends { readonly sid: string }>({ find, create, detailsOf }: MadeOnce<T>): Resources {
  const resourceOf = (found: T): Resource => ({
    id: found.sid,
    content: {},
    ...(detailsOf && { details: detailsOf(found) }),
  });

  return {
    find: async (name) => {
      const found = await find(name);
      return found && resourceOf(found);
    },
    create: async (name) => resourceOf(await create(name)),
    update: async () => undefined,
  };
}
