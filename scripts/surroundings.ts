// `npm run test:surroundings`: the packed package in projects of other people, with the packages that they have. Needs
// the network. Each line of its output is a cell of the compatibility table in README.md.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildLibrary } from "../build/library.ts";
import { startTwilio } from "../local/start-twilio.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

/** Asks for a callback, by ES modules or CommonJS. */
const life = (form: "import" | "require") => `
  ${form === "import" ? 'import { twilioCallbacks } from "flex-callback-voicemail/twilio"; import { fetchHandler } from "flex-callback-voicemail/functions";' : 'const { twilioCallbacks } = require("flex-callback-voicemail/twilio"); const { fetchHandler } = require("flex-callback-voicemail/functions");'}
  fetchHandler(process.env);
  twilioCallbacks(process.env)
    .requestCallback({ contactNumber: "+1415555" + process.env.LAST_FOUR, callerId: "+14155550199" })
    .then(({ kind }) => console.log(kind), (error) => { console.error(error); process.exitCode = 1; });
`;

interface Surrounding {
  readonly name: string;
  readonly packages: readonly string[];
  /** What only has to be installed beside the package. */
  readonly installedOnly?: true;
  /** Makes what is run, in place of the source; returns command and arguments. */
  readonly commands?: readonly (readonly string[])[];
  /** What is said at import where something is too old. */
  readonly refused?: RegExp;
}

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
  ...[
    ["react@16", "react-dom@16"],
    ["react@19", "react-dom@19"],
    ["twilio@4"],
    ["twilio@3"],
    ["@twilio/flex-ui@2.0.0", "react@17", "react-dom@17"],
    ["vitest@2"],
  ].map((packages) => ({ name: `beside ${packages[0]}`, packages, installedOnly: true as const })),
];

await buildLibrary();
const twilio = await startTwilio();
const folder = mkdtempSync(join(tmpdir(), "surroundings-"));
const [packed] = JSON.parse(
  (await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: root }))
    .stdout,
) as { filename: string }[];
let failures = 0;
try {
  for (const [index, surrounding] of SURROUNDINGS.entries()) {
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
  { packages, installedOnly, commands = BOTH_FORMS, refused }: Surrounding,
  index: number,
): Promise<string | undefined> {
  const project = join(folder, `${index}`);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "somebody-elses", private: true }));
  writeFileSync(join(project, "use.mjs"), life("import"));
  writeFileSync(join(project, "use.cjs"), life("require"));
  writeFileSync(
    join(project, "vite.config.mjs"),
    'export default { ssr: { noExternal: true }, build: { rollupOptions: { output: { entryFileNames: "[name].mjs" } } } };',
  );
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
    const env = { ...process.env, ...twilio.environment, LAST_FOUR: `${1000 + index * 10 + place}` };
    const ended = await run(command, args, { cwd: project, env }).catch(
      (error: Error & { stderr: string }) => error,
    );
    const said = ended instanceof Error ? ended.stderr : ended.stdout.trim();
    if (refused) {
      if (!refused.test(said)) return said;
    } else if (ended instanceof Error) throw ended;
    else if (place === commands.length - 1 && said !== "created") return `said ${said}`;
  }

  return undefined;
}
