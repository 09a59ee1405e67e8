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
  type Examined,
  type Finding,
  isReady,
  judgeActivities,
  judgeFunctions,
  judgeOutboundDialling,
  judgeRecordingAuth,
  judgeWorkflow,
} from "../../../domain/setup/readiness.ts";
import { EXIT } from "../console.ts";
import type { CommandNeeds } from "../needs.ts";
import { functionsHome, QUEUE_NAME, wantedResources } from "../wanted.ts";

/** `doctor`: every point of the account's readiness, and what to do for each that is not as it should be. */
export async function doctorCommand(needs: CommandNeeds): Promise<number> {
  const { options, surroundings } = needs;
  const examined = await examineAccount(examinations(needs));
  const ready = isReady(examined);
  surroundings.out(options.json ? JSON.stringify({ ready, examined }, null, 2) : text(examined, ready));

  return ready ? EXIT.done : EXIT.failed;
}

function examinations(needs: CommandNeeds): readonly Examination[] {
  const { apis, connection, flex, settings } = needs;
  const facts = new AccountFacts(apis, connection, settings.connection);
  const account = once(() => flex.read());

  return [
    { point: "Credentials and Flex", examine: async () => ready((await account()).workspaceSid) },
    { point: "Workflow", examine: async () => workflowFinding(needs, await account()) },
    {
      point: "Activities",
      examine: async () => judgeActivities(await facts.activities((await account()).workspaceSid)),
    },
    {
      point: "Outbound dialling",
      examine: async () => judgeOutboundDialling((await account()).outboundDialling),
    },
    { point: "Recordings", examine: async () => judgeRecordingAuth(await facts.recordingsAreOpen()) },
    { point: "Sync service", examine: () => syncFinding(needs) },
    { point: "Token service", examine: async () => tokenServiceFinding(await facts.tokenServiceStatus()) },
    { point: "Functions", examine: () => functionsFinding(needs, facts) },
    { point: "Plugin", examine: () => pluginFinding(needs) },
  ];
}

async function workflowFinding(needs: CommandNeeds, { workspaceSid }: FlexAccount): Promise<Finding> {
  const { apis, settings } = needs;
  const { workflowSid, maxAttempts, retryDelays } = settings;
  if (workflowSid === undefined) return missing("TWILIO_FLEX_CALLBACK_WORKFLOW_SID is not set", PROVISION);

  const ours = await workflows(apis, workspaceSid).find(QUEUE_NAME);
  if (ours?.id !== workflowSid) return judgeWorkflow(undefined);
  const [queue] = wantedResources(apis, workspaceSid, settings, {});
  const { made } = await provision(queue ? [queue] : [], { dryRun: true });
  const configuration = workflowConfiguration(retrySteps({ maxAttempts }, retryDelays), made.id("taskQueue"));
  const change = decideChange(ours, { configuration });

  return judgeWorkflow(change.kind === "update" ? change.differences : []);
}

async function syncFinding({ apis, settings }: CommandNeeds): Promise<Finding> {
  if (settings.ledger === "off") return ready("not used: CALLBACK_LEDGER is off");
  const sid = settings.syncServiceSid ?? "default";

  return (await syncServiceExists(apis, sid))
    ? ready(sid)
    : missing(`there is no Sync service ${sid}`, PROVISION);
}

function tokenServiceFinding(status: number): Finding {
  return status === 401 || status >= 500
    ? missing(
        `the service that knows agents' tokens answered ${status}`,
        "Use the account's own SID and auth token.",
      )
    : ready();
}

async function functionsFinding({ apis }: CommandNeeds, facts: AccountFacts): Promise<Finding> {
  const { made } = await provision(functionsHome(apis), { dryRun: true });
  if (!made.has("environment")) return missing("they are not deployed", DEPLOY);
  const domain = made.detail("environment", "domain");
  const finding = judgeFunctions(await facts.functions(domain));

  return finding.kind === "ready" ? ready(domain) : finding;
}

async function pluginFinding({ apis }: CommandNeeds): Promise<Finding> {
  const registry = new FlexPluginRegistry(apis);
  const plugin = await registry.plugin();
  const loaded = plugin && (await registry.loaded()).find(({ pluginId }) => pluginId === plugin.pluginId);
  if (!plugin || !loaded) return missing("Flex does not load it", DEPLOY);

  return ready(plugin.versions.find(({ id }) => id === loaded.versionId)?.version);
}

const PROVISION = "npx flex-callback-voicemail provision";
const DEPLOY = "npx flex-callback-voicemail deploy";

function ready(detail?: string): Finding {
  return { kind: "ready", ...(detail && { detail }) };
}

function missing(problem: string, remedy: string): Finding {
  return { kind: "fault", problem, remedy };
}

/** Asked for by several points, and the same for all of them: an answer as well as a failure. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;

  return () => {
    asked ??= ask();
    return asked;
  };
}

function text(examined: readonly Examined[], allReady: boolean): string {
  const lines = examined.flatMap(({ point, finding }) => linesOf(point, finding));

  return [...lines, "", allReady ? "The account is ready." : "The account is not ready yet."].join("\n");
}

function linesOf(point: string, finding: Finding): readonly string[] {
  switch (finding.kind) {
    case "ready":
      return [`ready    ${point}${finding.detail ? `: ${finding.detail}` : ""}`];
    case "advice":
      return [`advice   ${point}: ${finding.problem}`, `         ${finding.remedy}`];
    case "fault":
      return [`FAULT    ${point}: ${finding.problem}`, `         ${finding.remedy}`];
    case "unknown":
      return [`unknown  ${point}: ${finding.reason}`];
  }
}
