// Serves the built functions with the settings given as JSON, and tells its port to the process that started it.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createFunctionsRuntime } from "../../local/functions/runtime.ts";

const environment = JSON.parse(process.argv[2] ?? "{}") as Record<string, string>;
const functions = await createFunctionsRuntime(environment, "http://localhost");
const server = createServer(functions.handle);

server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
