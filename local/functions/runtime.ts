import type { IncomingMessage, RequestListener } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fsHelpers } from "@twilio-labs/serverless-api";

const require = createRequire(import.meta.url);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface FunctionsRuntime {
  /** Whether the path is a function or asset of the service. */
  serves(path: string): boolean;
  /** Whether only Twilio may call the path: its file's name ends in `.protected`. */
  isProtected(path: string): boolean;
  readonly handle: RequestListener;
}

/**
 * The built functions on Twilio's own runtime, in this process.
 *
 * A second runtime in the same process replaces the first, because the runtime uses globals and loads each module once.
 *
 * @param url the address of the functions, which the runtime passes on in `context.DOMAIN_NAME`
 * @param root the folder that contains `dist/functions`
 */
export async function createFunctionsRuntime(
  environment: Readonly<Record<string, string>>,
  url: string,
  root = ROOT,
): Promise<FunctionsRuntime> {
  // Loaded late, because it takes a third of a second: a port that is in use should be reported at once.
  const { LocalDevelopmentServer } = await import("@twilio/runtime-handler/dev");
  const routes = await fsHelpers.getListOfFunctionsAndAssets(root, {
    functionsFolderNames: ["dist/functions"],
    assetsFolderNames: ["dist/assets"],
  });
  const access = new Map([...routes.functions, ...routes.assets].map((route) => [route.path, route.access]));
  forgetLoadedFunctions(root);

  // The runtime replaces the global Response by its own. Everything else in this process needs the Web's.
  const { Response } = globalThis;
  const server = new LocalDevelopmentServer(0, {
    baseDir: root,
    env: environment,
    url,
    port: 0,
    logs: false,
    live: false,
    forkProcess: false,
    legacyMode: false,
    detailedLogs: false,
    appName: "flex-callback-voicemail",
    routes,
    logger: console,
    enableDebugLogs: false,
  } as unknown as ConstructorParameters<typeof LocalDevelopmentServer>[1]);
  globalThis.Response = Response;

  return {
    serves: (path) => access.has(path),
    isProtected: (path) => access.get(path) === "protected",
    handle: server.getApp() as unknown as (request: IncomingMessage) => void,
  };
}

/** Removes the loaded bundles, so that a new runtime starts cold like a new deployment. A bundle keeps its first wiring. */
function forgetLoadedFunctions(root: string): void {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(join(root, "dist", "functions"))) delete require.cache[file];
  }
}
