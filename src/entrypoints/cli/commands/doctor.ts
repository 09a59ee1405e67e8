import { AccountFacts } from "../../../adapters/setup/account-facts.ts";
import type { FlexAccount } from "../../../adapters/setup/flex-account.ts";
import { FlexPluginRegistry } from "../../../adapters/setup/plugin-registry.ts";
import { syncServiceExists, workflows } from "../../../adapters/setup/resources.ts";
import { workflowConfiguration } from "../../../adapters/setup/workflow-configuration.ts";
import { type Examination, examineAccount } from "../../../application/setup/examine-account.ts";
import { provision } from "../../../application/setup/provision.ts";
import { retrySteps } from "../../../domain/retry/retry-delays.ts";
import { decideChange } from "../../../domain/setup/provisioning.ts";
import {
  type Finding,
  fault,
  isReady,
  judgeActivities,
  judgeFunctions,
  judgeOutboundDialling,
  judgeRecordingAuth,
  judgeWorkflow,
  ready,
} from "../../../domain/setup/readiness.ts";
import type { CommandContext } from "../command-context.ts";
import { desiredResources, functionsHome, QUEUE_NAME } from "../desired-resources.ts";
import { EXIT } from "../exit-codes.ts";
import { readinessAsJson, readinessAsText } from "../words/readiness.ts";

/** `doctor`: examines every point of the account's readiness, and says what to do where it is not ready. */
export async function doctorCommand(context: CommandContext): Promise<number> {
  const { options, host } = context;
  const examined = await examineAccount(examinations(context));
  host.out(options.json ? readinessAsJson(examined) : readinessAsText(examined));

  return isReady(examined) ? EXIT.done : EXIT.failed;
}

function examinations(context: CommandContext): readonly Examination[] {
  const { apis, connection, flex, settings } = context;
  const facts = new AccountFacts(apis, connection, settings.connection);
  const account = once(() => flex.read());

  return [
    { point: "Credentials and Flex", examine: async () => ready((await account()).workspaceSid) },
    { point: "Workflow", examine: async () => workflowFinding(context, await account()) },
    {
      point: "Activities",
      examine: async () => judgeActivities(await facts.activities((await account()).workspaceSid)),
    },
    {
      point: "Outbound dialling",
      examine: async () => judgeOutboundDialling((await account()).outboundDialling),
    },
    { point: "Recordings", examine: async () => judgeRecordingAuth(await facts.recordingsAreOpen()) },
    { point: "Sync service", examine: () => syncFinding(context) },
    { point: "Token service", examine: async () => tokenServiceFinding(await facts.tokenServiceFault()) },
    { point: "Functions", examine: () => functionsFinding(context, facts) },
    { point: "Plugin", examine: () => pluginFinding(context) },
  ];
}

async function workflowFinding(context: CommandContext, { workspaceSid }: FlexAccount): Promise<Finding> {
  const { apis, settings } = context;
  const { workflowSid, maxAttempts, retryDelays } = settings;
  if (workflowSid === undefined) return fault({ code: "workflow-not-set" });

  const ours = await workflows(apis, workspaceSid).find(QUEUE_NAME);
  if (ours?.id !== workflowSid) return judgeWorkflow(undefined);
  const [queue] = desiredResources(apis, workspaceSid, settings, {});
  const { provisioned } = await provision(queue ? [queue] : [], { dryRun: true });
  const configuration = workflowConfiguration(
    retrySteps({ maxAttempts }, retryDelays),
    provisioned.id("taskQueue"),
  );
  const change = decideChange(ours, { configuration });

  return judgeWorkflow(change.kind === "update" ? change.differences : []);
}

async function syncFinding({ apis, settings }: CommandContext): Promise<Finding> {
  if (settings.ledger === "off") return { kind: "ready", note: "ledger-off" };
  const id = settings.syncServiceSid ?? "default";

  return (await syncServiceExists(apis, id)) ? ready(id) : fault({ code: "sync-service-missing", id });
}

function tokenServiceFinding(answer: string | undefined): Finding {
  return answer === undefined ? ready() : fault({ code: "token-service-failed", answer });
}

async function functionsFinding({ apis }: CommandContext, facts: AccountFacts): Promise<Finding> {
  const { provisioned } = await provision(functionsHome(apis), { dryRun: true });
  if (!provisioned.has("environment")) return fault({ code: "functions-not-deployed" });
  const domain = provisioned.detail("environment", "domain");
  const finding = judgeFunctions(await facts.functions(domain));

  return finding.kind === "ready" ? ready(domain) : finding;
}

async function pluginFinding({ apis }: CommandContext): Promise<Finding> {
  const registry = new FlexPluginRegistry(apis);
  const plugin = await registry.plugin();
  const loaded = plugin && (await registry.loaded()).find(({ pluginId }) => pluginId === plugin.pluginId);
  if (!plugin || !loaded) return fault({ code: "plugin-not-loaded" });

  return ready(plugin.versions.find(({ id }) => id === loaded.versionId)?.version);
}

/** Several points ask for it, and all get the same answer or the same failure. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;

  return () => {
    asked ??= ask();
    return asked;
  };
}
