import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CONTRACTS } from "./kept-contracts.ts";
import * as testing from "./testing.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Files beside the ports that hold no port of their own, and why. */
const NO_PORTS: Readonly<Record<string, string>> = {
  "faults.ts": "what every port may throw",
  "setup/credentials-refused.ts": "what the ports of account setup may throw",
};

const contracts = Object.entries(CONTRACTS).map(([file, contract]) => ({
  ...contract,
  file,
  port: inPascalCase(file),
}));
const runs = contracts.flatMap(({ port, suite, inMemory, beside }) =>
  [inMemory, ...beside].map(([adapter, test]) => ({ port, suite, adapter, test })),
);

describe("the contracts", () => {
  it("are of all ports that there are", () => {
    const files = readdirSync(join(root, "src/ports"), { recursive: true, encoding: "utf8" });

    expect(files.filter((file) => file.endsWith(".ts")).sort()).toStrictEqual(
      [...Object.keys(CONTRACTS), ...Object.keys(NO_PORTS)].sort(),
    );
  });

  it.each(contracts)("of $port is a suite of its name, and the port stands in a file of its name", (of) => {
    expect(of.suite.name).toBe(`describe${of.port}`);
    expect(readFileSync(join(root, "src/ports", of.file), "utf8")).toContain(`export interface ${of.port} {`);
  });

  it.each(runs)("of $port is run on $adapter.name in test/$test", ({ suite, adapter, test }) => {
    const text = readFileSync(join(root, "test", test), "utf8").replaceAll("`", '"');

    expect(text).toContain(`${suite.name}("${adapter.name}`);
  });

  it("are there for those who write adapters, but those of account setup", () => {
    const suites = contracts.filter(({ file }) => !file.startsWith("setup/")).map(({ suite }) => suite);

    expect(suites.filter((suite) => !Object.values<unknown>(testing).includes(suite))).toStrictEqual([]);
  });
});

function inPascalCase(file: string): string {
  return basename(file, ".ts").replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
