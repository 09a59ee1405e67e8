import { join } from "node:path";
import { DeployNotesFile } from "../../../adapters/setup/deploy-notes-file.ts";
import { ServerlessHosting } from "../../../adapters/setup/file-hosting.ts";
import { FlexPluginRegistry } from "../../../adapters/setup/plugin-registry.ts";
import { uploadOver } from "../../../adapters/setup/upload.ts";
import {
  type Deployed,
  type DeployProgress,
  deployFiles,
  type RolledBack,
  rollBackFiles,
} from "../../../application/setup/deploy-files.ts";
import {
  type DesiredResource,
  type Provisioned,
  planProvisioning,
  provision,
} from "../../../application/setup/provision.ts";
import {
  type PluginRolledBack,
  releasePlugin,
  rollBackPlugin,
} from "../../../application/setup/release-plugin.ts";
import type { DeployedFile, FileHosting } from "../../../ports/setup/file-hosting.ts";
import { type BuiltPlugin, builtFunctions, builtPlugin, menuFile } from "../built-files.ts";
import type { CliHost } from "../cli-host.ts";
import { type CommandContext, tellDone } from "../command-context.ts";
import { functionsHome, pluginHome } from "../desired-resources.ts";
import { EXIT } from "../exit-codes.ts";
import { functionVariables } from "../function-settings.ts";
import { LAST_STEP } from "../words/plan.ts";

/** `deploy`: the functions, then the plugin that calls them. */
export async function deployCommand(context: CommandContext): Promise<number> {
  const { options, host } = context;
  const built = options.functions ? builtFunctions(host.packageDirectory) : undefined;
  const visibility = options.publicPlugin ? "public" : "protected";
  const plugin = options.plugin ? builtPlugin(host.packageDirectory, visibility) : undefined;
  const variables = built ? functionVariables(context) : {};
  const { CALLBACK_MENU: menu = "" } = variables;
  const functions = built && [...built, ...(menu.startsWith("/") ? [menuFile(host.directory, menu)] : [])];
  if (options.dryRun) return tellPlan(context, functions ?? [], plugin, variables);

  const report = {
    ...(functions && { functions: await deployFunctions(context, functions, variables) }),
    ...(plugin && { plugin: await deployPlugin(context, plugin) }),
  };
  host.out(options.json ? JSON.stringify(report, null, 2) : summary(report));

  return EXIT.done;
}

/** `deploy rollback`: each goes back by itself. */
export async function rollbackCommand(context: CommandContext): Promise<number> {
  const { apis, options, host } = context;
  const { json, dryRun } = options;
  const home = options.functions ? await existingHome(functionsHome(apis)) : undefined;
  const report = {
    ...(options.functions && {
      functions: home ? await rollBackFiles(hostingIn(context, home), dryRun) : NOTHING,
    }),
    ...(options.plugin && { plugin: await rollBackPlugin(new FlexPluginRegistry(apis), dryRun) }),
  };
  const outcomes = Object.entries(report);
  const lines = [...outcomes.map(rollbackLine), ...(dryRun ? ["Nothing was changed."] : [])];
  host.out(json ? JSON.stringify({ dryRun, ...report }, null, 2) : lines.join("\n"));

  return outcomes.some(([, { kind }]) => kind === "rolled-back") ? EXIT.done : EXIT.failed;
}

/** Cache folder, safe to delete. */
const CACHE = ["node_modules", ".cache", "flex-callback-voicemail"];

const NOTHING = { kind: "nothing-before" } as const;

interface DeployedFunctions extends Deployed {
  readonly domain: string;
  readonly urls: readonly string[];
}

interface DeployedPlugin {
  readonly version: string;
  readonly url: string;
  readonly unchanged: boolean;
}

interface DeployReport {
  readonly functions?: DeployedFunctions;
  readonly plugin?: DeployedPlugin;
}

async function deployFunctions(
  context: CommandContext,
  files: readonly DeployedFile[],
  variables: Readonly<Record<string, string>>,
): Promise<DeployedFunctions> {
  const home = await provisionedHome(context.host, functionsHome(context.apis));
  const deployed = await deployFiles({ files, variables }, toolsFor(context, home, "functions"));
  const domain = home.detail("environment", "domain");
  await context.flex.announceFunctions(domain);
  context.done.push(`The functions run at ${domain}`);

  const functions = files.filter(({ kind }) => kind === "function");

  return { ...deployed, domain, urls: functions.map(({ path }) => `https://${domain}${path}`) };
}

async function deployPlugin(context: CommandContext, plugin: BuiltPlugin): Promise<DeployedPlugin> {
  const { apis, flex, options, host } = context;
  const home = await provisionedHome(host, pluginHome(apis));
  // Agents whose Flex is open still load the version before, and so does a rollback.
  const deployment = { files: plugin.files, variables: {}, keepOthers: true };
  await deployFiles(deployment, toolsFor(context, home, "plugin"));
  await flex.admitService(home.id("service"));

  host.err(`Releasing the plugin ${plugin.version}`);
  const url = `https://${home.detail("environment", "domain")}${plugin.bundlePath}`;
  const desired = { version: plugin.version, url, isPrivate: !options.publicPlugin };

  return { ...(await releasePlugin(new FlexPluginRegistry(apis), desired)), url };
}

async function provisionedHome(
  { clock }: CliHost,
  desired: readonly DesiredResource[],
): Promise<Provisioned> {
  return (await provision(desired, { clock })).provisioned;
}

async function existingHome(desired: readonly DesiredResource[]): Promise<Provisioned | undefined> {
  const { provisioned } = await planProvisioning(desired);

  return provisioned.has("environment") ? provisioned : undefined;
}

function hostingIn({ apis, settings, host }: CommandContext, home: Provisioned): FileHosting {
  const place = { serviceSid: home.id("service"), environmentSid: home.id("environment") };

  return new ServerlessHosting(apis, place, uploadOver(settings.connection, host.clock));
}

function toolsFor(context: CommandContext, home: Provisioned, what: string) {
  const { settings, host } = context;
  const notes = `deploy-${settings.connection.accountSid}-${what}.json`;

  return {
    hosting: hostingIn(context, home),
    notes: new DeployNotesFile(join(host.directory, ...CACHE, notes)),
    clock: host.clock,
    onProgress: (progress: DeployProgress) => tell(progress, context),
  };
}

/** A line now and then, not one a second. */
const SECONDS_BETWEEN_LINES = 5;

function tell(progress: DeployProgress, context: CommandContext): void {
  const { err } = context.host;
  switch (progress.kind) {
    case "uploaded-before":
      err(`Uploaded before: ${progress.path}`);
      break;
    case "uploading":
      err(`Uploading ${progress.number} of ${progress.of}: ${progress.path}`);
      break;
    case "building":
      if (progress.seconds % SECONDS_BETWEEN_LINES === 0)
        err(`Twilio is building, ${progress.seconds} seconds so far`);
      break;
    case "variables":
      if (progress.names.length > 0) tellDone(context, `Set ${progress.names.join(", ")}`);
      break;
    case "starting":
      err("Starting the new build");
      break;
  }
}

function tellPlan(
  { options, host }: CommandContext,
  functions: readonly DeployedFile[],
  plugin: BuiltPlugin | undefined,
  variables: Readonly<Record<string, string>>,
): number {
  const files = [...functions, ...(plugin?.files ?? [])].map(({ path, visibility, content }) => ({
    path,
    visibility,
    bytes: content.length,
  }));
  const names = Object.keys(variables);
  const plan = { dryRun: true, files, variables: names, ...(plugin && { pluginVersion: plugin.version }) };
  const lines = [
    ...files.map(
      ({ path, visibility, bytes }) => `  upload  ${path} (${visibility}, ${Math.ceil(bytes / 1000)} kB)`,
    ),
    ...names.map((name) => `  set     ${name}`),
    ...(plugin ? [`  release plugin version ${plugin.version}`] : []),
    "Nothing was changed.",
  ];
  host.out(options.json ? JSON.stringify(plan, null, 2) : lines.join("\n"));

  return EXIT.done;
}

function summary({ functions, plugin }: DeployReport): string {
  return [
    ...(functions
      ? [
          `The functions ${functions.unchanged ? "ran already" : "run"} at:`,
          ...functions.urls.map((url) => `  ${url}`),
        ]
      : []),
    ...(plugin
      ? [
          `The plugin ${plugin.version} ${plugin.unchanged ? "was released already" : "is released: agents have it when they reload Flex"}.`,
          `  ${plugin.url}`,
        ]
      : []),
    "To go back: npx flex-callback-voicemail deploy rollback",
    ...(functions ? [LAST_STEP] : []),
  ].join("\n");
}

function rollbackLine([what, outcome]: readonly [string, RolledBack | PluginRolledBack]): string {
  switch (outcome.kind) {
    case "rolled-back":
      return `${what}: back to ${outcome.to}`;
    case "gone":
      return `${what}: the build before, ${outcome.to}, is gone. Twilio deletes builds that do not run after some days. Deploy that version again from its source.`;
    case "nothing-before":
      return `${what}: there is nothing before what is there now`;
  }
}
