import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { type Apis, apisOver } from "../../../src/adapters/setup/apis.ts";
import { DeployNotesFile } from "../../../src/adapters/setup/deploy-notes-file.ts";
import { ServerlessHosting } from "../../../src/adapters/setup/file-hosting.ts";
import { FlexPluginRegistry } from "../../../src/adapters/setup/plugin-registry.ts";
import {
  environments,
  functionServices,
  functions,
  variables,
} from "../../../src/adapters/setup/resources/serverless.ts";
import { studioFlows } from "../../../src/adapters/setup/resources/studio.ts";
import { syncServices } from "../../../src/adapters/setup/resources/sync.ts";
import { taskQueues, workflows } from "../../../src/adapters/setup/resources/task-router.ts";
import { FLOW_TEMPLATES, flowDefinition } from "../../../src/adapters/setup/studio-flows.ts";
import { uploadOver } from "../../../src/adapters/setup/upload.ts";
import { workflowConfiguration } from "../../../src/adapters/setup/workflow-configuration.ts";
import type { JsonObject } from "../../../src/domain/json.ts";
import type { Resource } from "../../../src/domain/setup/provisioning.ts";
import { queueFilters } from "../../../src/domain/setup/queue-filters.ts";
import type { Resources } from "../../../src/ports/setup/resources.ts";
import { describeDeployNotes } from "../../contracts/setup/deploy-notes.contract.ts";
import { describeFileHosting } from "../../contracts/setup/file-hosting.contract.ts";
import { describePluginRegistry } from "../../contracts/setup/plugin-registry.contract.ts";
import { describeResources } from "../../contracts/setup/resources.contract.ts";
import { withLocalTwilio } from "../../support/local-twilio.ts";

const local = withLocalTwilio();
const { twilio } = local;
const NOTHING = [{}, {}] as const;

function apis(): Apis {
  return apisOver(local.connect({ timeLeft: () => 8_000, tries: 2 }));
}

function configurationOf(delays: readonly number[]): JsonObject {
  const sid = twilio.account.taskQueueSid;

  return workflowConfiguration(queueFilters({ maxAttempts: 3 }, { byAttempt: delays }), {
    live: sid,
    hold: sid,
    ownerWaitSeconds: 900,
  });
}

function cutOff(): void {
  twilio.faults.add({ reset: "before", times: 1_000 });
}

function world(resources: Resources, content: readonly [JsonObject, JsonObject] = NOTHING) {
  return { resources, content, letASecondPass: () => twilio.clock.advance(1_000), cutOff };
}

function idOf(created: Resource | undefined): string {
  if (!created) throw new Error("Another one has the name");

  return created.id;
}

async function aService(): Promise<string> {
  return idOf(await functionServices(apis()).create("a-service", {}));
}

describeResources("taskQueues", () => world(taskQueues(apis(), twilio.account.workspaceSid)));
describeResources("syncServices", () => world(syncServices(apis())));
describeResources("functionServices", () => world(functionServices(apis())));
describeResources("environments", async () => world(environments(apis(), await aService())));
describeResources("variables", async () => {
  const serviceSid = await aService();
  const environmentSid = idOf(await environments(apis(), serviceSid).create("production", {}));

  return world(variables(apis(), serviceSid, environmentSid, () => "a value"));
});
describeResources("functions", async () => world(functions(apis(), await aService())));
describeResources("workflows", () =>
  world(workflows(apis(), twilio.account.workspaceSid), [
    { configuration: configurationOf([600]) },
    { configuration: configurationOf([60]) },
  ]),
);
describeResources("studioFlows", () => {
  const address = {
    domain: "a.twil.io",
    serviceSid: "ZS1",
    environmentSid: "ZE1",
    createCallbackSid: "ZH1",
    workflowSid: `WW${"0".repeat(32)}`,
    voiceChannelSid: `TC${"0".repeat(32)}`,
  };
  const [one, two] = FLOW_TEMPLATES.map((template) => ({ definition: flowDefinition(template, address) }));
  if (!one || !two) throw new Error("There are flow templates");

  return world(studioFlows(apis()), [one, two]);
});

const folders: string[] = [];

describeDeployNotes("DeployNotesFile", () => {
  const folder = mkdtempSync(join(tmpdir(), "notes-"));
  folders.push(folder);

  return { open: () => new DeployNotesFile(join(folder, "cache", "notes.json")) };
});

describePluginRegistry("FlexPluginRegistry", () => ({
  registry: new FlexPluginRegistry(apis()),
  theirs: async () => {
    const { pluginService } = twilio;
    const plugin = pluginService.createPlugin("theirs", "Theirs", "");
    const version = pluginService.createVersion(plugin, {
      version: "1.0.0",
      plugin_url: "https://theirs.example.com/bundle.js",
      changelog: "",
      private: false,
    });
    return { pluginId: plugin.sid, versionId: version.sid };
  },
  cutOff,
}));

describeFileHosting("ServerlessHosting", async () => {
  const serviceSid = await aService();
  const environmentSid = idOf(await environments(apis(), serviceSid).create("production", {}));
  const { accountSid, authToken } = twilio.account;
  const settings = { accountSid, username: accountSid, password: authToken, origin: local.origin };
  const impatient = { now: () => twilio.clock.now(), after: () => () => {}, pause: async () => {} };

  return {
    hosting: new ServerlessHosting(apis(), { serviceSid, environmentSid }, uploadOver(settings, impatient)),
    letBuildsFinish: () => twilio.clock.advance(10_000),
    unknownBuildId: `ZB${"9".repeat(32)}`,
    variables: () => {
      const environment = twilio.serverless.environments.get(environmentSid);
      const set = environment ? twilio.serverless.variablesOf(environment) : [];
      return Object.fromEntries(set.map(({ key, value }) => [key, value]));
    },
    cutOff,
  };
});

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
