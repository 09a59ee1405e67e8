import { syncServices, workflows } from "../../../adapters/setup/resources.ts";
import {
  type PlannedChange,
  type Provisioned,
  type ProvisionReport,
  provision,
} from "../../../application/setup/provision.ts";
import { PRODUCT } from "../../../domain/setup/provisioning.ts";
import type { Resources } from "../../../ports/setup/resources.ts";
import { columns } from "../columns.ts";
import type { CommandContext } from "../command-context.ts";
import { desiredResources, type ExternalResources, QUEUE_NAME } from "../desired-resources.ts";
import { EXIT } from "../exit-codes.ts";

/** `provision`: shows the plan, carries it out, and writes the settings that the functions need into `.env`. */
export async function provisionCommand(context: CommandContext): Promise<number> {
  const { apis, flex, settings, envFile, options, host } = context;
  const { out, err } = host;
  const { workspaceSid } = await flex.read();
  const desired = desiredResources(
    apis,
    workspaceSid,
    settings,
    await externalResources(context, workspaceSid),
  );

  const plan = await provision(desired, { dryRun: true });
  err(`Plan for account ${settings.connection.accountSid}:\n${planText(plan.changes)}\n`);
  if (options.dryRun) {
    out(
      options.json
        ? JSON.stringify({ dryRun: true, changes: plan.changes }, null, 2)
        : "Nothing was changed.",
    );
    return EXIT.done;
  }

  const done = await provision(desired, { dryRun: false, onChange: (change) => tell(change, err) });
  const variables = variablesFrom(done.provisioned, workspaceSid, settings.ledger);
  const written = envFile.set(variables);
  out(
    options.json ? JSON.stringify({ ...resultOf(done), variables }, null, 2) : summary(envFile.path, written),
  );

  return EXIT.done;
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
  };
}

const WORDS = { create: "make", update: "change", keep: "keep", external: "yours" } as const;

function planText(changes: readonly PlannedChange[]): string {
  return columns(
    changes.map((each) => [`  ${WORDS[each.change.kind]}`, each.title, each.name, detailOf(each)]),
  );
}

function detailOf({ change }: PlannedChange): string {
  switch (change.kind) {
    case "create":
      return "";
    case "update":
      return `${change.id}: ${change.differences.join(", ")}`;
    case "keep":
      return change.id;
    case "external":
      return `${change.id}: used as it is`;
  }
}

function tell({ title, name, change }: PlannedChange, err: (text: string) => void): void {
  if (change.kind === "create") err(`Made: ${title} ${name}`);
  if (change.kind === "update") err(`Changed: ${title} ${name}`);
}

function resultOf({ changes }: ProvisionReport): object {
  return { dryRun: false, changes };
}

function summary(path: string, written: readonly string[]): string {
  const file = written.length > 0 ? `${path} now has ${written.join(", ")}.` : `${path} is as it should be.`;

  return `The account is ready. ${file}\nNext: npx flex-callback-voicemail deploy`;
}
