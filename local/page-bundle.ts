import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A script for a page of the local stack, in one file that a browser runs. */
export async function pageBundle(source: URL): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(source)],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });

  return outputFiles[0]?.text ?? "";
}
