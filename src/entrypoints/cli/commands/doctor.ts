import { AccountFacts } from "../../../adapters/setup/account-facts.ts";
import { type FlexAccount, NoFlex } from "../../../adapters/setup/flex-account.ts";
import { FlexPluginRegistry } from "../../../adapters/setup/plugin-registry.ts";
import { syncServiceExists } from "../../../adapters/setup/resources/sync.ts";
import { workflows, workflowText } from "../../../adapters/setup/resources/task-router.ts";
import { missingFilters } from "../../../adapters/setup/workflow-configuration.ts";
import { type Examination, examineAccount } from "../../../application/setup/examine-account.ts";
import { planProvisioning } from "../../../application/setup/provision.ts";
import { decideChange } from "../../../domain/setup/provisioning.ts";
import { queueFilters } from "../../../domain/setup/queue-filters.ts";
import {
  type Finding,
  fault,
  isReady,
  judgeActivities,
  judgeExternalWorkflow,
  judgeFunctions,
  judgeLedgerKey,
  judgeOutboundDialling,
  judgeRecordingAuth,
  judgeWorkflow,
  ready,
} from "../../../domain/setup/readiness.ts";
import type { CommandContext } from "../command-context.ts";
import { functionsHome, ledgerKey, ourConfiguration, QUEUE_NAME, queues } from "../desired-resources.ts";
import { EXIT } from "../exit-codes.ts";
import { readinessAsJson, readinessAsText } from "../words/readiness.ts";
import { lifeExaminations } from "./doctor-life.ts";

/** `doctor`: examines every point of the account's readiness, and says what to do where it is not ready. */
export async function doctorCommand(context: CommandContext): Promise<number> {
  const { options, host } = context;
  const examined = await examineAccount(examinations(context));
  host.out(options.json ? readinessAsJson(examined) : readinessAsText(examined));

  return isReady(examined) ? EXIT.done : EXIT.failed;
}

const FLEX = "Credentials and Flex";

function examinations(context: CommandContext): readonly Examination[] {
  const { apis, connection, flex, settings } = context;
  const facts = new AccountFacts(apis, connection, settings.connection);
  const account = once(() => flex.read());
  const onceFlexIsKnown: readonly Examination[] = [
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
    { point: "Ledger key", examine: () => ledgerKeyFinding(context) },
    { point: "Token service", examine: async () => tokenServiceFinding(await facts.tokenServiceFault()) },
    { point: "Functions", examine: () => functionsFinding(context, facts) },
    { point: "Plugin", examine: () => pluginFinding(context) },
    ...lifeExaminations(context, account),
  ];

  return [
    { point: FLEX, examine: () => accountFinding(account) },
    ...onceFlexIsKnown.map((examination) => ({ ...examination, after: FLEX })),
    ...(isElsewhere(context.environment) ? [{ point: "Region", examine: async () => REGION_IGNORED }] : []),
  ];
}

async function accountFinding(account: () => Promise<FlexAccount>): Promise<Finding> {
  try {
    return ready((await account()).workspaceSid);
  } catch (error) {
    if (error instanceof NoFlex) return fault({ code: "no-flex" });
    throw error;
  }
}

const REGION_IGNORED: Finding = { kind: "advice", problem: { code: "region-ignored" } };

/** Twilio's own clients look at these: https://www.twilio.com/docs/global-infrastructure */
function isElsewhere({ TWILIO_REGION, TWILIO_EDGE }: CommandContext["environment"]): boolean {
  return Boolean(TWILIO_EDGE) || (Boolean(TWILIO_REGION) && TWILIO_REGION !== "us1");
}

/** The key in the settings, the key that the functions run with. */
async function ledgerKeyFinding({ apis, settings }: CommandContext): Promise<Finding> {
  if (settings.ledger === "off") return { kind: "ready", note: "ledger-off" };
  const { provisioned } = await planProvisioning([...functionsHome(apis), ledgerKey(apis, undefined)]);
  const deployed = provisioned.has("ledgerKey") ? provisioned.detail("ledgerKey", "value") : undefined;

  return judgeLedgerKey(settings.ledgerKey, deployed);
}

async function workflowFinding(context: CommandContext, { workspaceSid }: FlexAccount): Promise<Finding> {
  const { apis, settings } = context;
  const { workflowSid } = settings;
  if (workflowSid === undefined) return fault({ code: "workflow-not-set" });

  const ours = await workflows(apis, workspaceSid).find(QUEUE_NAME);
  if (ours?.id !== workflowSid) {
    const text = await workflowText(apis, workspaceSid, workflowSid);
    const filters = queueFilters(settings, settings.retryDelays);
    return judgeExternalWorkflow(missingFilters(text, filters, settings.ownerWaitSeconds));
  }
  const { provisioned } = await planProvisioning(queues(apis, workspaceSid));
  const change = decideChange(ours, { configuration: ourConfiguration(settings, provisioned) });

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
  const { provisioned } = await planProvisioning(functionsHome(apis));
  if (!provisioned.has("environment")) return fault({ code: "functions-not-deployed" });
  const domain = provisioned.detail("environment", "domain");
  const finding = judgeFunctions(await facts.functions(domain));

  return finding.kind === "ready" ? ready(domain) : finding;
}

/** Twilio's own callback plugin. Both put their panel in the same place. */
const PUBLIC_PLUGIN = "plibo-queued-callback-and-voicemail";

async function pluginFinding({ apis }: CommandContext): Promise<Finding> {
  const registry = new FlexPluginRegistry(apis);
  const plugin = await registry.plugin();
  const loaded = plugin && (await registry.loaded()).find(({ pluginId }) => pluginId === plugin.pluginId);
  if (!plugin || !loaded) return fault({ code: "plugin-not-loaded" });
  if (await registry.loads(PUBLIC_PLUGIN))
    return { kind: "advice", problem: { code: "public-plugin-loaded", name: PUBLIC_PLUGIN } };

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
