import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Bundles the page's script, when somebody opens the page for the first time. */
export async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("page/phone.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });

  return outputFiles[0]?.text ?? "";
}
