import { randomBytes } from "node:crypto";
import type { Apis } from "../../adapters/setup/apis.ts";
import { eventSinks, eventSubscriptions } from "../../adapters/setup/resources/event-streams.ts";
import {
  environments,
  functionServices,
  functions,
  variables,
} from "../../adapters/setup/resources/serverless.ts";
import { studioFlows } from "../../adapters/setup/resources/studio.ts";
import { syncServices } from "../../adapters/setup/resources/sync.ts";
import { taskChannels, taskQueues, workflows } from "../../adapters/setup/resources/task-router.ts";
import { FLOW_TEMPLATES, type FlowTemplate, flowDefinition } from "../../adapters/setup/studio-flows.ts";
import { workflowConfiguration } from "../../adapters/setup/workflow-configuration.ts";
import { eventPath, studioPath } from "../../adapters/twilio-wire/paths.ts";
import { TASK_EVENTS } from "../../adapters/twilio-wire/task-event.ts";
import type { DesiredResource, Provisioned } from "../../application/setup/provision.ts";
import type { JsonObject } from "../../domain/json.ts";
import { PRODUCT } from "../../domain/setup/provisioning.ts";
import { queueFilters } from "../../domain/setup/queue-filters.ts";
import type { Resources } from "../../ports/setup/resources.ts";
import type { CliSettings } from "./settings.ts";

/** Names as they stand in the account. */
export const QUEUE_NAME = `Callbacks and voicemails (${PRODUCT})`;
const HOLD_QUEUE_NAME = `Callbacks and voicemails, held until they are due (${PRODUCT})`;
const ENVIRONMENT_NAME = "production";
const PLUGIN_SERVICE_NAME = `${PRODUCT}-plugin`;

export interface ExternalResources {
  /** The workflow named in the environment, when it is not the one we made. */
  readonly workflowSid?: string;
  readonly syncServiceSid?: string;
}

/** Everything that `provision` sees to, in the order in which it is provisioned. */
export function desiredResources(
  apis: Apis,
  workspaceSid: string,
  settings: CliSettings,
  external: ExternalResources,
): readonly DesiredResource[] {
  return [
    ...(external.workflowSid === undefined ? queues(apis, workspaceSid) : []),
    workflow(apis, workspaceSid, settings, external.workflowSid),
    ...(settings.ledger === "on" ? [syncService(apis, external.syncServiceSid)] : []),
    ...functionsHome(apis),
    {
      key: "createCallback",
      title: "Function",
      name: studioPath("create-callback").slice(1),
      resources: (provisioned) =>
        provisioned.has("service") ? functions(apis, provisioned.id("service")) : undefined,
      content: () => ({}),
    },
    ledgerKey(apis, settings.ledgerKey),
    ...eventStream(apis),
    {
      key: "voiceChannel",
      title: "Task channel",
      name: "voice",
      resources: () => taskChannels(apis, workspaceSid),
      content: () => ({}),
    },
    ...FLOW_TEMPLATES.map((template) => studioFlow(apis, template)),
  ];
}

/** Where the functions run: all that `deploy` needs of it. */
export function functionsHome(apis: Apis): readonly DesiredResource[] {
  return home(apis, PRODUCT);
}

/** Where the plugin is served from. A service of its own: going back with one does not touch the other. */
export function pluginHome(apis: Apis): readonly DesiredResource[] {
  return home(apis, PLUGIN_SERVICE_NAME);
}

function home(apis: Apis, name: string): readonly DesiredResource[] {
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
      resources: (provisioned) =>
        provisioned.has("service") ? environments(apis, provisioned.id("service")) : undefined,
      content: () => ({}),
    },
  ];
}

/** The queues of our workflow. */
export function queues(apis: Apis, workspaceSid: string): readonly DesiredResource[] {
  const title = "Task queue";
  const content = () => ({});

  return [
    {
      key: "taskQueue",
      title,
      name: QUEUE_NAME,
      resources: () => taskQueues(apis, workspaceSid),
      content,
    },
    {
      key: "holdQueue",
      title,
      name: HOLD_QUEUE_NAME,
      // Nobody is offered what is held.
      resources: () => taskQueues(apis, workspaceSid, "1==0"),
      content,
    },
  ];
}

/** The configuration of our workflow over these queues. */
export function ourConfiguration(
  { maxAttempts, retryDelays, ownerWaitSeconds }: CliSettings,
  provisioned: Provisioned,
): JsonObject {
  return workflowConfiguration(queueFilters({ maxAttempts }, retryDelays), {
    live: provisioned.id("taskQueue"),
    hold: provisioned.id("holdQueue"),
    ownerWaitSeconds,
  });
}

function workflow(
  apis: Apis,
  workspaceSid: string,
  settings: CliSettings,
  external: string | undefined,
): DesiredResource {
  return {
    key: "workflow",
    title: "Workflow",
    name: QUEUE_NAME,
    resources: () => workflows(apis, workspaceSid),
    content: (provisioned) => ({ configuration: ourConfiguration(settings, provisioned) }),
    ...(external !== undefined && { external }),
  };
}

function syncService(apis: Apis, external: string | undefined): DesiredResource {
  return {
    key: "syncService",
    title: "Sync service",
    name: PRODUCT,
    resources: () => syncServices(apis),
    content: () => ({}),
    ...(external !== undefined && { external }),
  };
}

/**
 * The key under which the ledger writes what makes two requests the same. It stands in the account, where everybody who
 * sets it up finds the same one, and has nothing to do with the auth token, which may change.
 */
export function ledgerKey(apis: Apis, existing: string | undefined): DesiredResource {
  return {
    key: "ledgerKey",
    title: "Variable",
    name: "CALLBACK_LEDGER_KEY",
    resources: (provisioned) =>
      provisioned.has("environment")
        ? variables(
            apis,
            provisioned.id("service"),
            provisioned.id("environment"),
            () => existing ?? randomBytes(32).toString("base64url"),
          )
        : undefined,
    content: () => ({}),
  };
}

/** By which the functions hear what becomes of tasks. Sinks and subscriptions of others stay as they are. */
export function eventStream(apis: Apis): readonly DesiredResource[] {
  const types = TASK_EVENTS.map((kind) => `com.twilio.taskrouter.${kind}`);
  const whenThereIsADomain = (provisioned: Provisioned, resources: Resources) =>
    provisioned.has("environment") ? resources : undefined;

  return [
    {
      key: "eventSink",
      title: "Event sink",
      name: QUEUE_NAME,
      resources: (provisioned) => whenThereIsADomain(provisioned, eventSinks(apis)),
      content: (provisioned) => ({
        destination: `https://${provisioned.detail("environment", "domain")}${eventPath("taskrouter")}`,
      }),
    },
    {
      key: "eventSubscription",
      title: "Event subscription",
      name: QUEUE_NAME,
      resources: (provisioned) => whenThereIsADomain(provisioned, eventSubscriptions(apis, types)),
      content: () => ({ types }),
    },
  ];
}

function studioFlow(apis: Apis, template: FlowTemplate): DesiredResource {
  return {
    key: template.key,
    title: "Studio flow",
    name: `${template.title} (${PRODUCT})`,
    resources: () => studioFlows(apis),
    content: (provisioned) => ({
      definition: flowDefinition(template, {
        ...functionsAddress(provisioned),
        workflowSid: provisioned.id("workflow"),
        voiceChannelSid: provisioned.id("voiceChannel"),
      }),
    }),
  };
}

function functionsAddress(provisioned: Provisioned) {
  return {
    domain: provisioned.detail("environment", "domain"),
    serviceSid: provisioned.id("service"),
    environmentSid: provisioned.id("environment"),
    createCallbackSid: provisioned.id("createCallback"),
  };
}
