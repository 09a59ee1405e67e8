import type { Apis } from "../../adapters/setup/apis.ts";
import {
  environments,
  functionServices,
  functions,
  studioFlows,
  syncServices,
  taskQueues,
  workflows,
} from "../../adapters/setup/resources.ts";
import {
  CREATE_CALLBACK_PATH,
  FLOW_TEMPLATES,
  type FlowTemplate,
  flowDefinition,
} from "../../adapters/setup/studio-flows.ts";
import { workflowConfiguration } from "../../adapters/setup/workflow-configuration.ts";
import type { Made, Wanted } from "../../application/setup/provision.ts";
import { retrySteps } from "../../domain/retry/retry-delays.ts";
import { PRODUCT } from "../../domain/setup/provisioning.ts";
import type { CliSettings } from "./settings.ts";

/** Names as they stand in the account. */
export const QUEUE_NAME = `Callbacks and voicemails (${PRODUCT})`;
export const ENVIRONMENT_NAME = "production";
export const PLUGIN_SERVICE_NAME = `${PRODUCT}-plugin`;

export interface DeployersOwn {
  /** The workflow named in the environment, when it is not the one we made. */
  readonly workflowSid?: string;
  readonly syncServiceSid?: string;
}

/** Everything that `provision` sees to, in the order in which it is made. */
export function wantedResources(
  apis: Apis,
  workspaceSid: string,
  settings: CliSettings,
  yours: DeployersOwn,
): readonly Wanted[] {
  return [
    ...(yours.workflowSid === undefined ? [taskQueue(apis, workspaceSid)] : []),
    workflow(apis, workspaceSid, settings, yours.workflowSid),
    ...(settings.ledger === "on" ? [syncService(apis, yours.syncServiceSid)] : []),
    ...functionsHome(apis),
    {
      key: "createCallback",
      title: "Function",
      name: CREATE_CALLBACK_PATH.slice(1),
      resources: (made) => (made.has("service") ? functions(apis, made.id("service")) : undefined),
      content: () => ({}),
    },
    ...FLOW_TEMPLATES.map((template) => studioFlow(apis, template)),
  ];
}

/** Where the functions run: all that `deploy` needs of it. */
export function functionsHome(apis: Apis): readonly Wanted[] {
  return home(apis, PRODUCT);
}

/** Where the plugin is served from. A service of its own: going back with one does not touch the other. */
export function pluginHome(apis: Apis): readonly Wanted[] {
  return home(apis, PLUGIN_SERVICE_NAME);
}

function home(apis: Apis, name: string): readonly Wanted[] {
  return [
    {
      key: "service",
      title: "Functions service",
      name,
      resources: () => functionServices(apis),
      content: () => ({}),
    },
    {
      key: "environment",
      title: "Environment",
      name: ENVIRONMENT_NAME,
      resources: (made) => (made.has("service") ? environments(apis, made.id("service")) : undefined),
      content: () => ({}),
    },
  ];
}

function taskQueue(apis: Apis, workspaceSid: string): Wanted {
  return {
    key: "taskQueue",
    title: "Task queue",
    name: QUEUE_NAME,
    resources: () => taskQueues(apis, workspaceSid),
    content: () => ({}),
  };
}

function workflow(
  apis: Apis,
  workspaceSid: string,
  { maxAttempts, retryDelays }: CliSettings,
  yours: string | undefined,
): Wanted {
  return {
    key: "workflow",
    title: "Workflow",
    name: QUEUE_NAME,
    resources: () => workflows(apis, workspaceSid),
    content: (made) => ({
      configuration: workflowConfiguration(retrySteps({ maxAttempts }, retryDelays), made.id("taskQueue")),
    }),
    ...(yours !== undefined && { yours }),
  };
}

function syncService(apis: Apis, yours: string | undefined): Wanted {
  return {
    key: "syncService",
    title: "Sync service",
    name: PRODUCT,
    resources: () => syncServices(apis),
    content: () => ({}),
    ...(yours !== undefined && { yours }),
  };
}

function studioFlow(apis: Apis, template: FlowTemplate): Wanted {
  return {
    key: template.key,
    title: "Studio flow",
    name: `${template.title} (${PRODUCT})`,
    resources: () => studioFlows(apis),
    content: (made) => ({ definition: flowDefinition(template, functionsAddress(made)) }),
  };
}

function functionsAddress(made: Made) {
  return {
    domain: made.detail("environment", "domain"),
    serviceSid: made.id("service"),
    environmentSid: made.id("environment"),
    createCallbackSid: made.id("createCallback"),
  };
}
