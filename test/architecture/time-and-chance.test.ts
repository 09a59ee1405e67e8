import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const source = fileURLToPath(new URL("../../src/", import.meta.url));

/** The only home of real time and real chance. */
const HOME = "adapters/system/";

/** Who else may use them, and why. */
const EXCUSED: Readonly<Record<string, { readonly uses: readonly string[]; readonly because: string }>> = {
  "entrypoints/cli/desired-resources.ts": {
    uses: ["randomBytes"],
    because: "makes the ledger's key, which nobody may guess",
  },
  "adapters/memory/manual-clock.ts": {
    uses: ["setTimeout"],
    because: "lets everybody who was woken go on; no time passes by it",
  },
  "adapters/setup/account-facts.ts": {
    uses: ["AbortSignal.timeout"],
    because: "only in the command line tool, which ends its own request",
  },
  "adapters/setup/upload.ts": {
    uses: ["AbortSignal.timeout"],
    because: "only in the command line tool, which ends its own request",
  },
};

describe("Time and chance in src", () => {
  const used = new Map(
    readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && !path.startsWith(HOME))
      .map((path) => [path, usesIn(readFileSync(source + path, "utf8"))] as const)
      .filter(([, uses]) => uses.length > 0),
  );

  it("come from the ports Clock and Chance alone", () => {
    const excused = Object.entries(EXCUSED).map(([path, { uses }]) => [path, uses] as const);

    expect(Object.fromEntries(used)).toStrictEqual(Object.fromEntries(excused));
  });

  it.each([
    ["Date.now()", ["Date.now"]],
    ["new Date()", ["new Date()"]],
    ["new Date", ["new Date()"]],
    ["const later = globalThis.setTimeout(run, 5)", ["setTimeout"]],
    ["import { setTimeout as wait } from 'node:timers/promises'", ["setTimeout"]],
    ["import { randomUUID } from 'node:crypto'; randomUUID()", ["randomUUID"]],
    ["crypto.randomUUID()", ["randomUUID"]],
    ["crypto.getRandomValues(bytes)", ["getRandomValues"]],
    ["Math.random()", ["Math.random"]],
    ["performance.now()", ["performance.now"]],
    ["AbortSignal.timeout(5)", ["AbortSignal.timeout"]],
    ["new Date(0); clock.now(); clock.after(5, run)", []],
    ["// Date.now() and setTimeout\nconst text = 'Math.random()'", []],
  ])("are seen in %s", (text, uses) => {
    expect(usesIn(text)).toStrictEqual(uses);
  });
});

const NAMES = ["setTimeout", "setInterval", "setImmediate", "randomUUID", "randomBytes", "getRandomValues"];
const MEMBERS = ["Date.now", "Math.random", "performance.now", "AbortSignal.timeout"];

/** Each once, in the order in which they stand there. */
function usesIn(text: string): readonly string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const use = useOf(node);
    if (use !== undefined) found.add(use);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("file.tsx", text, ts.ScriptTarget.Latest));

  return [...found];
}

function useOf(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) return NAMES.find((name) => node.text === name);
  if (ts.isNewExpression(node)) {
    return isNamed(node.expression, "Date") && !node.arguments?.length ? "new Date()" : undefined;
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;

  return MEMBERS.find((member) => {
    const [object = "", property] = member.split(".");
    return node.name.text === property && isNamed(node.expression, object);
  });
}

function isNamed(node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}
