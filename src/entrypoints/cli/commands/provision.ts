import { syncServices } from "../../../adapters/setup/resources/sync.ts";
import { workflows } from "../../../adapters/setup/resources/task-router.ts";
import {
  type PlannedChange,
  type Provisioned,
  planProvisioning,
  provision,
} from "../../../application/setup/provision.ts";
import { PRODUCT } from "../../../domain/setup/provisioning.ts";
import type { Resources } from "../../../ports/setup/resources.ts";
import { type CommandContext, tellDone } from "../command-context.ts";
import { desiredResources, type ExternalResources, QUEUE_NAME } from "../desired-resources.ts";
import { EXIT } from "../exit-codes.ts";
import { Failure } from "../failure.ts";
import { wordsForFailure } from "../words/failures.ts";
import { editsText, LAST_STEP, planText } from "../words/plan.ts";

/** `provision`: shows the plan, carries it out, and writes the settings that the functions need into `.env`. */
export async function provisionCommand(context: CommandContext): Promise<number> {
  const { apis, flex, settings, envFile, options, host } = context;
  const { dryRun, force, json } = options;
  if (!dryRun) envFile.checkWritable();
  const { workspaceSid } = await flex.read();
  const external = await externalResources(context, workspaceSid);
  const desired = desiredResources(apis, workspaceSid, settings, external);

  const { changes } = await planProvisioning(desired, { force });
  host.err(`Plan for account ${settings.connection.accountSid}:\n${planText(changes)}\n`);
  if (dryRun) {
    host.out(json ? JSON.stringify({ dryRun, changes }, null, 2) : "Nothing was changed.");
    return EXIT.done;
  }
  refuseEdited(changes);

  const onChange = (change: PlannedChange) => tellChange(change, context);
  const done = await provision(desired, { force, clock: host.clock, onChange });
  const variables = variablesFrom(done.provisioned, workspaceSid, settings.ledger);
  const written = writtenTo(context, variables);
  const { CALLBACK_LEDGER_KEY: _, ...shown } = variables;
  host.out(
    json
      ? JSON.stringify({ dryRun, changes: done.changes, variables: shown }, null, 2)
      : summary(envFile.path, written),
  );

  return EXIT.done;
}

/** Edits are kept unless our own template changed too: then only the deployer can say which of the two should stay. */
function refuseEdited(changes: readonly PlannedChange[]): void {
  const refused = changes.filter(({ change }) => change.kind === "edited" && change.isOutdated);
  if (refused.length > 0) {
    throw new Failure("edited", `Somebody has edited what would be overwritten:\n${editsText(refused)}`, {
      remedy:
        "Nothing was changed. Run provision with --force to overwrite it; keep a copy under another name first, if you need it.",
    });
  }
}

/** Resources that the environment names and that we did not make: they are used, and never changed. */
async function externalResources(
  { apis, settings }: CommandContext,
  workspaceSid: string,
): Promise<ExternalResources> {
  const { workflowSid, syncServiceSid } = settings;
  const isExternal = async (sid: string, resources: Resources, name: string) =>
    (await resources.find(name))?.id !== sid;

  return {
    ...(workflowSid &&
      (await isExternal(workflowSid, workflows(apis, workspaceSid), QUEUE_NAME)) && { workflowSid }),
    ...(syncServiceSid &&
      (await isExternal(syncServiceSid, syncServices(apis), PRODUCT)) && { syncServiceSid }),
  };
}

function variablesFrom(
  provisioned: Provisioned,
  workspaceSid: string,
  ledger: "on" | "off",
): Record<string, string> {
  return {
    TWILIO_FLEX_WORKSPACE_SID: workspaceSid,
    TWILIO_FLEX_CALLBACK_WORKFLOW_SID: provisioned.id("workflow"),
    ...(ledger === "on" && { TWILIO_SYNC_SERVICE_SID: provisioned.id("syncService") }),
    CALLBACK_LEDGER_KEY: provisioned.detail("ledgerKey", "value"),
  };
}

/** The ledger's key is not shown: it stands in the account, where the next `provision` finds it. */
function writtenTo({ envFile }: CommandContext, variables: Record<string, string>): readonly string[] {
  try {
    return envFile.set(variables);
  } catch (cause) {
    const lines = Object.entries(variables)
      .filter(([name]) => name !== "CALLBACK_LEDGER_KEY")
      .map(([name, value]) => `${name}=${value}`);
    throw new Failure(
      "env-file",
      `The account is ready, but ${envFile.path} could not be written. ${wordsForFailure(cause).message}`,
      { remedy: `Add these lines to it, or run provision again:\n${lines.join("\n")}`, cause },
    );
  }
}

function tellChange({ title, name, change }: PlannedChange, context: CommandContext): void {
  if (change.kind === "create") tellDone(context, `Made: ${title} ${name}`);
  if (change.kind === "update") tellDone(context, `Changed: ${title} ${name}`);
}

function summary(path: string, written: readonly string[]): string {
  const file = written.length > 0 ? `${path} now has ${written.join(", ")}.` : `${path} is as it should be.`;

  return `The account is ready. ${file}\nNext: npx flex-callback-voicemail deploy\n${LAST_STEP}`;
}
