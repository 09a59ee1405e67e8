import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ServedFunctions, serveFunctions } from "../../../local/functions/served.ts";
import type { Twilio } from "../../../local/twilio/index.ts";

/** What was deployed, byte for byte and with the variables that were set, on Twilio's own runtime. */
export async function runDeployed(
  { serverless, account }: Twilio,
  apiOrigin: string,
): Promise<ServedFunctions> {
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
  const served = await serveFunctions({ ...Object.fromEntries(variables), ...given }, folder);

  return {
    url: served.url,
    close: () => {
      served.close();
      rmSync(folder, { recursive: true });
    },
  };
}
