import { syncServices, workflows } from "../../../adapters/setup/resources.ts";
import {
  type Made,
  type PlannedChange,
  type Provisioned,
  provision,
  type Resources,
} from "../../../application/setup/provision.ts";
import { PRODUCT } from "../../../domain/setup/provisioning.ts";
import { columns, EXIT } from "../console.ts";
import type { CommandNeeds } from "../needs.ts";
import { type DeployersOwn, QUEUE_NAME, wantedResources } from "../wanted.ts";

/** `provision`: shows the plan, carries it out, and writes what the functions need to know into `.env`. */
export async function provisionCommand(needs: CommandNeeds): Promise<number> {
  const { apis, flex, settings, envFile, options, surroundings } = needs;
  const { out, err } = surroundings;
  const { workspaceSid } = await flex.read();
  const wanted = wantedResources(apis, workspaceSid, settings, await deployersOwn(needs, workspaceSid));

  const plan = await provision(wanted, { dryRun: true });
  err(`Plan for account ${settings.connection.accountSid}:\n${planText(plan.changes)}\n`);
  if (options.dryRun) {
    out(
      options.json
        ? JSON.stringify({ dryRun: true, changes: plan.changes }, null, 2)
        : "Nothing was changed.",
    );
    return EXIT.done;
  }

  const done = await provision(wanted, { dryRun: false, onChange: (change) => tell(change, err) });
  const variables = variablesFrom(done.made, workspaceSid, settings.ledger);
  const written = envFile.set(variables);
  out(
    options.json ? JSON.stringify({ ...resultOf(done), variables }, null, 2) : summary(envFile.path, written),
  );

  return EXIT.done;
}

/** What the environment names and is not what we made: it is used, and never changed. */
async function deployersOwn({ apis, settings }: CommandNeeds, workspaceSid: string): Promise<DeployersOwn> {
  const { workflowSid, syncServiceSid } = settings;
  const isYours = async (sid: string, resources: Resources, name: string) =>
    (await resources.find(name))?.id !== sid;

  return {
    ...(workflowSid &&
      (await isYours(workflowSid, workflows(apis, workspaceSid), QUEUE_NAME)) && { workflowSid }),
    ...(syncServiceSid && (await isYours(syncServiceSid, syncServices(apis), PRODUCT)) && { syncServiceSid }),
  };
}

function variablesFrom(made: Made, workspaceSid: string, ledger: "on" | "off"): Record<string, string> {
  return {
    TWILIO_FLEX_WORKSPACE_SID: workspaceSid,
    TWILIO_FLEX_CALLBACK_WORKFLOW_SID: made.id("workflow"),
    ...(ledger === "on" && { TWILIO_SYNC_SERVICE_SID: made.id("syncService") }),
  };
}

const WORDS = { create: "make", update: "change", keep: "keep", yours: "yours" } as const;

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
    case "yours":
      return `${change.id}: used as it is`;
  }
}

function tell({ title, name, change }: PlannedChange, err: (text: string) => void): void {
  if (change.kind === "create") err(`Made: ${title} ${name}`);
  if (change.kind === "update") err(`Changed: ${title} ${name}`);
}

function resultOf({ changes }: Provisioned): object {
  return { dryRun: false, changes };
}

function summary(path: string, written: readonly string[]): string {
  const file = written.length > 0 ? `${path} now has ${written.join(", ")}.` : `${path} is as it should be.`;

  return `The account is ready. ${file}\nNext: npx flex-callback-voicemail deploy`;
}
