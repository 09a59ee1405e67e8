import { createHash } from "node:crypto";
import { pageBundle } from "../page-bundle.ts";

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
  const content = await pageBundle(new URL(`page/${name}.ts`, import.meta.url));

  return { name, content, version: createHash("sha256").update(content).digest("hex").slice(0, 16) };
}
