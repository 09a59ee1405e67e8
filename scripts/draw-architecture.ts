// Draws the imports between the parts of src/ into docs/architecture.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { readArguments } from "./arguments.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = join(root, "docs/architecture.md");

/** Layers with one box each. The other layers have a box for each folder. */
const WHOLE_LAYERS = ["domain", "ports", "application"];
const LAYERS = [...WHOLE_LAYERS, "adapters", "entrypoints"];

const START = "<!-- drawn by scripts/draw-architecture.ts -->";
const END = "<!-- end of the drawing -->";

type Edge = `${string} --> ${string}`;

/** The page with a picture of the current code. */
export async function drawnPage(): Promise<string> {
  const text = readFileSync(page, "utf8");
  const [before, rest = ""] = text.split(START);
  const [, after] = rest.split(END);

  return `${before}${START}\n\n\`\`\`mermaid\n${await drawing()}\n\`\`\`\n\n${END}${after}`;
}

async function drawing(): Promise<string> {
  const { output } = await cruise(
    ["src"],
    { baseDir: root, tsPreCompilationDeps: true, doNotFollow: { path: "node_modules" } },
    {},
    { tsConfig: extractTSConfig(join(root, "tsconfig.json")) },
  );
  const { modules } = output as ICruiseResult;
  const parts = new Set<string>();
  const edges = new Set<Edge>();
  for (const { source, dependencies } of modules) {
    const from = partOf(source);
    if (!from) continue;
    parts.add(from);
    for (const { resolved } of dependencies) {
      const to = partOf(resolved);
      if (to && to !== from) edges.add(edgeBetween(from, to));
    }
  }

  return mermaid([...parts].sort(), [...edges].sort());
}

/** `src/adapters/sync/sync-ledger.ts` is part of `adapters/sync`; every file of the domain is part of `domain`. */
function partOf(file: string): string | undefined {
  const [src, layer = "", folderOrFile = ""] = file.split("/");
  if (src !== "src" || !LAYERS.includes(layer)) return undefined;

  return WHOLE_LAYERS.includes(layer) ? layer : `${layer}/${folderOrFile.replace(/\.tsx?$/, "")}`;
}

/** One arrow stands for all imports between two layers. Inside a layer, arrows connect folders. */
function edgeBetween(from: string, to: string): Edge {
  const [fromLayer = "", toLayer = ""] = [from, to].map((part) => part.split("/")[0]);

  return fromLayer === toLayer ? `${id(from)} --> ${id(to)}` : `${fromLayer} --> ${toLayer}`;
}

function mermaid(parts: readonly string[], edges: readonly Edge[]): string {
  const boxes = LAYERS.flatMap((layer) => {
    const folders = parts.filter((part) => part.startsWith(`${layer}/`));
    if (folders.length === 0) return [`  ${layer}`];

    return [
      `  subgraph ${layer}`,
      ...folders.map((part) => `    ${id(part)}["${part.split("/")[1]}"]`),
      "  end",
    ];
  });

  return ["flowchart TD", ...boxes, ...edges.map((edge) => `  ${edge}`)].join("\n");
}

function id(part: string): string {
  return part.replace(/\W/g, "_");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  readArguments({
    command: "npm run docs:architecture",
    usage: "npm run docs:architecture: draws the imports between the parts of src/ into docs/architecture.md",
  });
  writeFileSync(page, await drawnPage());
}
