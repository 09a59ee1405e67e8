// `npm run test:surroundings`: the packed package in projects of other people, with the packages that they have. Needs
// the network. Each line of its output is a cell of the compatibility table in README.md.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildLibrary } from "../build/library.ts";
import { startTwilio } from "../local/start-twilio.ts";
import { readArguments } from "./arguments.ts";
import { EXPRESS, FASTIFY, type Files, FLEX_PLUGIN, LIBRARY, NEXT } from "./surroundings/projects.ts";

const USAGE = `npm run test:surroundings -- [Next]: the packed package in projects of other people; needs the network

  Next   only those projects whose name has that in it`;

const {
  words: [only = ""],
} = readArguments({ command: "npm run test:surroundings", usage: USAGE, takes: () => true });
const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

interface Surrounding {
  readonly name: string;
  readonly packages: readonly string[];
  /** What only has to be installed beside the package. */
  readonly installedOnly?: true;
  /** By default a program that uses the library. */
  readonly files?: Files;
  /** Makes what is run, in place of the source, and runs it: commands and arguments. */
  readonly commands?: readonly (readonly string[])[];
  /** What the last command says. By default `created`. */
  readonly says?: RegExp;
  /** What is said at import where something is too old. */
  readonly refused?: RegExp;
}

await buildLibrary();
const twilio = await startTwilio();

const NODE = process.execPath;
const BOTH_FORMS = [
  [NODE, "use.mjs"],
  [NODE, "use.cjs"],
] as const;

const SURROUNDINGS: readonly Surrounding[] = [
  { name: "twilio 5.12", packages: ["twilio@5.12.0"] },
  { name: "twilio 6", packages: ["twilio@6"] },
  {
    name: "twilio 5.11, which is too old",
    packages: ["twilio@5.11.2"],
    refused: /needs the package twilio in version 5\.12 or newer/,
  },
  { name: "Bun", packages: ["twilio@6", "bun"], commands: [["node_modules/.bin/bun", "use.mjs"]] },
  {
    name: "Rollup",
    packages: [
      "twilio@6",
      "rollup",
      "@rollup/plugin-node-resolve",
      "@rollup/plugin-commonjs",
      "@rollup/plugin-json",
    ],
    commands: [
      [
        "node_modules/.bin/rollup",
        ...["use.mjs", "-f", "es", "-o", "out/rolled.mjs", "--silent"],
        ...[
          "-p",
          "node-resolve={preferBuiltins:true,exportConditions:['node']}",
          "-p",
          "commonjs",
          "-p",
          "json",
        ],
      ],
      [NODE, "out/rolled.mjs"],
    ],
  },
  {
    name: "Vite SSR",
    packages: ["twilio@6", "vite"],
    commands: [
      ["node_modules/.bin/vite", "build", "--ssr", "use.mjs", "--outDir", "out", "--logLevel", "error"],
      [NODE, "out/use.mjs"],
    ],
  },
  {
    name: "Express",
    packages: ["twilio@6", "express"],
    files: EXPRESS,
    commands: [[NODE, "serve.mjs"]],
  },
  {
    name: "Fastify",
    packages: ["twilio@6", "fastify"],
    files: FASTIFY,
    commands: [[NODE, "serve.mjs"]],
  },
  {
    name: "Next",
    packages: ["twilio@6", "next", "react@19", "react-dom@19"],
    files: NEXT,
    commands: [
      [NODE, "node_modules/next/dist/bin/next", "build"],
      [NODE, "serve.mjs"],
    ],
  },
  {
    name: "twilio-cli, unchanged, with the local Twilio's hook",
    packages: ["twilio-cli@6"],
    files: {},
    commands: [
      [
        NODE,
        ...["--require", "flex-callback-voicemail/local/redirect", "node_modules/.bin/twilio"],
        ...["api:taskrouter:v1:workspaces:tasks:create", "-o", "json"],
        ...["--workspace-sid", twilio.environment.TWILIO_FLEX_WORKSPACE_SID ?? ""],
        ...["--attributes", '{"taskType":"callback","callBackData":{"numberToCall":"+14155550123"}}'],
      ],
    ],
    says: /"assignmentStatus": "pending"/,
  },
  {
    name: "the types of @twilio/flex-ui 2.0",
    packages: ["@twilio/flex-ui@2.0.0", "react@17.0.2", "react-dom@17.0.2", "typescript@5.9"],
    files: FLEX_PLUGIN,
    commands: [[NODE, "node_modules/typescript/bin/tsc", "-p", "."]],
    says: /^$/,
  },
  ...[
    ["react@16", "react-dom@16"],
    ["react@19", "react-dom@19"],
    ["twilio@4"],
    ["twilio@3"],
    ["vitest@2"],
  ].map((packages) => ({ name: `beside ${packages[0]}`, packages, installedOnly: true as const })),
];

const folder = mkdtempSync(join(tmpdir(), "surroundings-"));
const [packed] = JSON.parse(
  (await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: root }))
    .stdout,
) as { filename: string }[];
let failures = 0;
try {
  for (const [index, surrounding] of SURROUNDINGS.entries()) {
    if (!surrounding.name.includes(only)) continue;
    const began = performance.now();
    const fault = await tried(surrounding, index).catch((error: Error & { stderr?: string }) =>
      `${error.stderr || error.message}`.trim().split("\n").slice(0, 12).join("\n    "),
    );
    if (fault) failures++;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    console.log(`${fault ? "✗" : "✓"} ${surrounding.name} (${seconds} s)${fault ? `\n    ${fault}` : ""}`);
  }
} finally {
  await twilio.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);

/** @returns what is wrong, if anything is */
async function tried(
  {
    packages,
    installedOnly,
    files = LIBRARY,
    commands = BOTH_FORMS,
    says = /^created$/,
    refused,
  }: Surrounding,
  index: number,
): Promise<string | undefined> {
  const project = join(folder, `${index}`);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "somebody-elses", private: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), content);
  }
  await run(
    "npm",
    [
      ...[
        "install",
        "--no-audit",
        "--no-fund",
        "--silent",
        ...(installedOnly ? ["--package-lock-only"] : []),
      ],
      ...[join(folder, packed?.filename ?? ""), ...packages],
    ],
    { cwd: project },
  );
  if (installedOnly) return undefined;

  for (const [place, [command = "", ...args]] of commands.entries()) {
    const { ACCOUNT_SID, AUTH_TOKEN } = twilio.environment;
    const env = {
      ...process.env,
      ...twilio.environment,
      TWILIO_ACCOUNT_SID: ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      LOCAL_TWILIO: twilio.url,
      HOME: project,
      LAST_FOUR: `${1000 + index * 10 + place}`,
    };
    const ended = await run(command, args, { cwd: project, env }).catch(
      (error: Error & { stderr: string }) => error,
    );
    const said = ended instanceof Error ? ended.stderr : ended.stdout.trim();
    if (refused) {
      if (!refused.test(said)) return said;
    } else if (ended instanceof Error) throw ended;
    else if (place === commands.length - 1 && !says.test(said)) return `said ${said}`;
  }

  return undefined;
}
