import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface PageScript {
  readonly name: string;
  readonly version: string;
  readonly content: string;
}

/** Bundles the page's own scripts. They are small, so this happens at every start. */
export async function pageScripts(): Promise<{ readonly shim: PageScript; readonly boot: PageScript }> {
  const [shim, boot] = await Promise.all([pageScript("shims"), pageScript("boot")]);

  return { shim, boot };
}

async function pageScript(name: string): Promise<PageScript> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`page/${name}.ts`, import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  const content = outputFiles[0]?.text ?? "";

  return { name, content, version: createHash("sha256").update(content).digest("hex").slice(0, 16) };
}
