import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createFunctionsRuntime } from "../../../local/functions/runtime.ts";
import type { Twilio } from "../../../local/twilio/index.ts";

export interface DeployedFunctions {
  readonly url: string;
  close(): void;
}

/** What was deployed, byte for byte and with the variables that were set, on Twilio's own runtime. */
export async function runDeployed(
  { serverless, account }: Twilio,
  apiOrigin: string,
): Promise<DeployedFunctions> {
  const environment = [...serverless.environments.values()].find(
    ({ domain_name }) => !domain_name.includes("plugin"),
  );
  const build = serverless.builds.get(environment?.build_sid ?? "");
  if (!environment || !build) throw new Error("Nothing is deployed");

  const folder = mkdtempSync(join(tmpdir(), "deployed-"));
  for (const { path, visibility, content } of build.function_versions) {
    const file = join(
      folder,
      "dist/functions",
      `${path}${visibility === "protected" ? ".protected" : ""}.js`,
    );
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const variables = serverless.variablesOf(environment).map(({ key, value }) => [key, value]);
  // The cloud adds the credentials. The origin stands for its network.
  const given = {
    ACCOUNT_SID: account.accountSid,
    AUTH_TOKEN: account.authToken,
    TWILIO_API_ORIGIN: apiOrigin,
  };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const runtime = await createFunctionsRuntime({ ...Object.fromEntries(variables), ...given }, url, folder);
  server.on("request", runtime.handle);

  return {
    url,
    close: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}
