import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Files beside the ports that hold no port of their own, and why. */
const NO_PORTS: Readonly<Record<string, string>> = {
  "faults.ts": "what every port may throw",
  "setup/credentials-refused.ts": "what the ports of account setup may throw",
};

const files = readdirSync(join(root, "src/ports"), { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);
const ports = files.filter((file) => !(file in NO_PORTS)).map((file) => ({ file, port: inPascalCase(file) }));
const runs = runsOfContracts();

describe("the contracts", () => {
  it("are of ports that were found", () => {
    expect(ports.map(({ port }) => port)).toContain("CallbackTasks");
    expect(Object.keys(NO_PORTS).filter((file) => !files.includes(file))).toStrictEqual([]);
  });

  it.each(ports)("$port stands in a file of its name", ({ file, port }) => {
    expect(textOf(`src/ports/${file}`)).toContain(`export interface ${port} {`);
  });

  it.each(ports)("$port has one", ({ file, port }) => {
    expect(textOf(`test/contracts/${file.replace(/\.ts$/, ".contract.ts")}`)).toContain(
      `export function describe${port}(`,
    );
  });

  it.each(ports)("of $port is kept in memory and by at least one other adapter", ({ port }) => {
    const folders = runs.filter((run) => run.port === port).map(({ adapter }) => folderOf(adapter));

    expect(folders).toContain("memory");
    expect(folders.some((folder) => folder !== undefined && folder !== "memory")).toBe(true);
  });

  it("are run under the names of adapters that there are", () => {
    const places = ["src/adapters", "src/entrypoints", "local", "examples"];
    const unknown = runs.filter(
      ({ adapter }) => !places.some((place) => exporterOf(adapter, place) !== undefined),
    );

    expect(unknown).toStrictEqual([]);
  });

  it("are run on every adapter in memory", () => {
    const fakes = sources("src/adapters/memory").flatMap((path) =>
      [...textOf(path).matchAll(/export class (\w+) implements \w+/g)].map(([, name]) => name),
    );

    expect(fakes.length).toBeGreaterThan(0);
    expect(fakes.filter((name) => !runs.some(({ adapter }) => adapter === name))).toStrictEqual([]);
  });
});

interface Run {
  readonly port: string;
  readonly adapter: string;
}

/** Each call of a contract's suite in a test: the first word that it is given is the adapter's name. */
function runsOfContracts(): readonly Run[] {
  const tests = sources("test").filter((path) => /\.test\.tsx?$/.test(path));

  return tests.flatMap((path) =>
    [...textOf(path).matchAll(/\bdescribe([A-Z]\w*)\(\s*["'`](\w+)/g)].map(([, port = "", adapter = ""]) => ({
      port,
      adapter,
    })),
  );
}

function folderOf(adapter: string): string | undefined {
  return exporterOf(adapter, "src/adapters")?.split("/")[2];
}

function exporterOf(name: string, place: string): string | undefined {
  return sources(place).find((path) =>
    new RegExp(`export (class|function|const) ${name}\\b`).test(textOf(path)),
  );
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes("node_modules"))
    .map((path) => `${folder}/${path}`);
}

function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function inPascalCase(file: string): string {
  return basename(file, ".ts").replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
