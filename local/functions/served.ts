import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createFunctionsRuntime, type FunctionsRuntime } from "./runtime.ts";

export interface ServedFunctions {
  readonly url: string;
  close(): void;
}

/** The functions of a folder, at a port of their own. The folder contains `dist/functions`. */
export async function serveFunctions(
  environment: Readonly<Record<string, string>>,
  folder: string,
  listenerOf: (functions: FunctionsRuntime, url: string) => RequestListener = ({ handle }) => handle,
): Promise<ServedFunctions> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on("request", listenerOf(await createFunctionsRuntime(environment, url, folder), url));

  return {
    url,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
