import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ATTRIBUTES, EXAMPLES } from "../../scripts/docs/http-attributes.ts";
import { ENVIRONMENT } from "../../scripts/docs/http-common-answers.ts";
import { EVENTS, exampleOf, FLEX, STUDIO } from "../../scripts/docs/http-functions.ts";
import { httpPage } from "../../scripts/docs/http-page.ts";
import { PARAMETERS } from "../../src/adapters/functions/create-callback-parameters.ts";
import { type FunctionEvent, readParameters } from "../../src/adapters/functions/parameters.ts";
import { CollectedLog } from "../../src/adapters/memory/collected-log.ts";
import { MemoryCallbackTasks } from "../../src/adapters/memory/memory-callback-tasks.ts";
import { NoLedger } from "../../src/adapters/system/no-ledger.ts";
import { SystemChance } from "../../src/adapters/system/system-chance.ts";
import { EVENT_FUNCTIONS, eventPath, flexPath, studioPath } from "../../src/adapters/twilio-wire/paths.ts";
import { isJsonObject, type Json } from "../../src/domain/json.ts";
import { EVENT_HANDLERS, FLEX_HANDLERS, STUDIO_HANDLERS } from "../../src/entrypoints/functions/list.ts";
import type { FunctionHandler } from "../../src/entrypoints/functions/serve.ts";
import type { Bindings } from "../../src/entrypoints/functions/tokens.ts";

const page = await httpPage();

const FUNCTIONS = [
  ...Object.entries(STUDIO).map(([name, described]) => {
    const known = name as keyof typeof STUDIO;
    return { path: studioPath(known), handler: STUDIO_HANDLERS[known], described };
  }),
  ...Object.entries(FLEX).map(([name, described]) => {
    const known = name as keyof typeof FLEX;
    return { path: flexPath(known), handler: FLEX_HANDLERS[known], described };
  }),
].map(({ described, ...rest }) => ({
  ...rest,
  parameters: described.takesRequests ? { ...described.parameters, ...PARAMETERS } : described.parameters,
}));

describe("docs/http.md", () => {
  test("has a part for every path that the functions serve", () => {
    expect(Object.keys(STUDIO).sort()).toStrictEqual(Object.keys(STUDIO_HANDLERS).sort());
    expect(Object.keys(EVENTS).sort()).toStrictEqual(Object.keys(EVENT_HANDLERS).sort());
    for (const name of EVENT_FUNCTIONS) expect(page).toContain(`### \`${eventPath(name)}\``);
    expect(Object.keys(FLEX).sort()).toStrictEqual(Object.keys(FLEX_HANDLERS).sort());
    for (const { path } of FUNCTIONS) expect(page).toContain(`### \`${path}\``);
  });

  test.each(FUNCTIONS)("$path: names every parameter that the function reads, and no other", async (each) => {
    const read = await parametersRead(each.handler, exampleOf(each.parameters));

    expect(read).toStrictEqual(Object.keys(each.parameters).sort());
    for (const name of read) expect(tableFor(each.path)).toContain(`\`${name}\``);
  });

  test.each(FUNCTIONS)("$path: every example is one that the function can read", ({ parameters }) => {
    const { sentences, ...texts } = exampleOf(parameters);
    const event = sentences === undefined ? texts : { ...texts, sentences: JSON.parse(String(sentences)) };

    expect(readParameters(event, parameters).faults).toStrictEqual({});
  });

  test("has every code that an answer can carry", () => {
    const codes = sourceFiles().flatMap((text) =>
      [...text.matchAll(/refusal\(\s*\d{3},\s*"([a-z-]+)"/g)].map(([, code]) => code),
    );

    expect(codes.length).toBeGreaterThan(10);
    for (const code of codes) expect(page).toContain(`| \`${code}\` |`);
  });

  test("explains every attribute of its examples", () => {
    const written = Object.values(EXAMPLES).flatMap((attributes) => pathsIn(attributes));
    const ofTheDeployer = ["skills"];

    expect(written.filter((path) => !(path in ATTRIBUTES) && !ofTheDeployer.includes(path))).toStrictEqual(
      [],
    );
    for (const path of Object.keys(ATTRIBUTES)) expect(page).toContain(`| \`${path}\` |`);
  });

  test.each(["README.md", "docs/studio.md", "docs/embedding.md"])("%s leads to it", (file) => {
    expect(textOf(`../../${file}`)).toMatch(/\]\((docs\/)?http\.md\)/);
  });
});

/** The names that the function looks for in a request, beside the headers. */
async function parametersRead(handler: FunctionHandler, example: FunctionEvent): Promise<readonly string[]> {
  const read = new Set<string>();
  const note = (name: string | symbol) => {
    if (typeof name === "string" && name !== "request") read.add(name);
  };
  const event = new Proxy(example, {
    get: (target, name, receiver) => {
      note(name);
      return Reflect.get(target, name, receiver);
    },
    getOwnPropertyDescriptor: (target, name) => {
      note(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
  });
  const agent = { name: "Agent One", roles: ["agent"] };
  const bindings: Bindings = {
    Agents: { identify: async () => ({ kind: "agent", agent }) },
    CallbackTasks: new MemoryCallbackTasks(),
    Ledger: new NoLedger(new SystemChance()),
    Log: new CollectedLog(),
    Transcriptions: {
      request: async () => undefined,
      read: async () => ({ kind: "gone" }),
      removeAll: async () => undefined,
    },
  };
  await handler.servedIn(ENVIRONMENT, bindings).answer(event);

  return [...read].sort();
}

/** The function's part of the page, with the part that it refers to. */
function tableFor(path: string): string {
  const part = (of: string) => page.split("\n### ").find((text) => text.startsWith(`\`${of}\``)) ?? "";
  const shared = studioPath("create-callback");
  const own = part(path);

  return own.includes(`all parameters of \`${shared}\``) ? own + part(shared) : own;
}

/** Paths of the values, such as `callBackData.end.how`. Entries of a list have one path together. */
function pathsIn(value: Json, path = ""): readonly string[] {
  if (Array.isArray(value)) {
    return value.some(isJsonObject) ? value.flatMap((entry) => pathsIn(entry, `${path}[]`)) : [path];
  }
  if (!isJsonObject(value)) return [path];

  return Object.entries(value).flatMap(([key, each]) => pathsIn(each, path === "" ? key : `${path}.${key}`));
}

function sourceFiles(): readonly string[] {
  const folder = "../../src/adapters/functions/";
  const functions = readdirSync(fileURLToPath(new URL(folder, import.meta.url)), {
    recursive: true,
    encoding: "utf8",
  }).filter((file) => file.endsWith(".ts"));
  const servers = ["fetch-handler.ts", "node-handler.ts"].map((file) => `../../src/entrypoints/${file}`);

  return [...functions.map((file) => folder + file), ...servers].map(textOf);
}

function textOf(file: string): string {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}
