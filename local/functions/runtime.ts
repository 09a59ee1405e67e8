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
  /** Whether only Twilio may call it: the file's name ends in `.protected`. */
  isProtected(path: string): boolean;
  readonly handle: RequestListener;
}

/**
 * The built functions on Twilio's own runtime, in this process.
 *
 * The runtime keeps one set of globals, and modules are loaded once: a second runtime in one process takes over
 * from the first.
 *
 * @param url where the functions are reached, as the runtime tells them in `context.DOMAIN_NAME`
 * @param root where `dist/functions` is
 */
export async function createFunctionsRuntime(
  environment: Readonly<Record<string, string>>,
  url: string,
  root = ROOT,
): Promise<FunctionsRuntime> {
  // Loaded late: the runtime takes a third of a second, and a busy port should be told at once.
  const { LocalDevelopmentServer } = await import("@twilio/runtime-handler/dev");
  const routes = await fsHelpers.getListOfFunctionsAndAssets(root, {
    functionsFolderNames: ["dist/functions"],
    assetsFolderNames: ["dist/assets"],
  });
  const access = new Map([...routes.functions, ...routes.assets].map((route) => [route.path, route.access]));
  forgetLoadedFunctions(root);

  // The runtime puts its own Response in place of the Web's, which everything else in this process works with.
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

/** Each bundle keeps what it was wired up with; a new runtime starts cold, as a new deployment does. */
function forgetLoadedFunctions(root: string): void {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(join(root, "dist", "functions"))) delete require.cache[file];
  }
}
