import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { startTwilio } from "../../local/start-twilio.ts";
import { blocksOf, type CodeBlock, commandsOf, isProgram, linksOf, PAGES } from "./code-blocks.ts";
import { ON_THE_BUILT_PACKAGE, root } from "./examples.ts";

const run = promisify(execFile);
const folder = join(root, ".cache/docs");

const blocks = PAGES.flatMap(blocksOf);
const programs = blocks.filter(isProgram);
/** Blocks of `bash` in the README and in docs/ are run word for word in test/library/commands.test.ts. */
const commands = blocks
  .filter(
    ({ language, page }) =>
      ["console", "sh"].includes(language) || (language === "bash" && page === "CONTRIBUTING.md"),
  )
  .flatMap(({ page, code }) => commandsOf(code).map((command) => [page, command] as const));

/** Programs that are only type-checked, by page and by what they contain, and why. */
const NOT_RUN: readonly (readonly [page: string, contains: string, reason: string])[] = [
  [
    "docs/embedding.md",
    "serve({ fetch",
    "serves until it is stopped; examples/hono-server runs in its own test",
  ],
  [
    "docs/embedding.md",
    "extends FlexPlugin",
    "runs in Flex only; the plugin, made in the same way, runs in test/e2e",
  ],
];

/** Commands that no test runs word for word, and where what they start is run instead. */
const RUN_ELSEWHERE: readonly (readonly [command: RegExp, where: string])[] = [
  [/^npm test$/, "package.json"],
  [/^npx vitest run --project rules test\/domain$/, "package.json"],
  [/^npx tsc -p \. --noEmit$/, "package.json"],
  [/^npx biome check --write \.$/, "package.json"],
  // Takes an hour. What it starts is Stryker.
  [/^npm run mutation -- -m src\/domain\/once\/look\.ts$/, "package.json"],
  // What it starts runs in `npm test` too, there by a scheduler of its own.
  [
    /^DEBIAN_CRON=.* npx vitest run --project functions test\/entrypoints\/cli\/scheduled\.test\.ts$/,
    "test/entrypoints/cli/scheduled.test.ts",
  ],
  [/^npm run docs:architecture$/, "test/library/architecture-page.test.ts"],
  // Twilio's own CLI is not run; what it uploads and checks is.
  [/^(cp|cd|twilio) .*/, "test/entrypoints/cli/official-tools.test.ts"],
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const { file, code } of programs) writeFileSync(join(folder, file), code);

describe("Code in the documentation", () => {
  it("is there at all, each block under a name of its own", () => {
    expect(programs.length).toBeGreaterThan(8);
    expect(new Set(programs.map(({ file }) => file)).size).toBe(programs.length);
  });

  it("that is not run is listed with a reason, and the list is not longer than it must be", () => {
    for (const [page, contains] of NOT_RUN) {
      expect(programs.filter((block) => block.page === page && block.code.includes(contains))).toHaveLength(
        1,
      );
    }
  });

  describe("runs:", async () => {
    const twilio = await startTwilio();
    afterAll(() => twilio.close());

    it.each(
      programs.filter((block) => !isSuite(block) && !isListed(block)).map(({ page, file }) => [page, file]),
    )(
      "%s, %s",
      async (_, file) => {
        const environment = { ...process.env, ...ON_THE_BUILT_PACKAGE, ...twilio.environment };
        const { stderr } = await run(process.execPath, ["--import", "tsx", join(folder, file)], {
          env: environment,
        });

        expect(stderr).toBe("");
      },
      60_000,
    );
  });
});

// Suites bring their own tests.
for (const { file } of programs.filter(isSuite)) await import(join(folder, file));

describe("Commands in the documentation", () => {
  it.each(commands)("%s: %s", (_, command) => {
    const [, where] = RUN_ELSEWHERE.find(([known]) => known.test(command)) ?? [];

    expect(where, "is run nowhere: list where, or run it").toBeDefined();
    expect(existsSync(join(root, where ?? ""))).toBe(true);
  });
});

describe("Links in the documentation", () => {
  it.each(PAGES)("lead somewhere: %s", (page) => {
    expect(linksOf(page).filter((target) => !existsSync(join(root, target)))).toStrictEqual([]);
  });
});

function isSuite({ code }: CodeBlock): boolean {
  return /from "vitest"|describe\w+\(/.test(code);
}

function isListed({ page, code }: CodeBlock): boolean {
  return NOT_RUN.some(([listed, contains]) => listed === page && code.includes(contains));
}
