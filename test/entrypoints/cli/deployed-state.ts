import type { Twilio } from "../../../local/twilio/index.ts";

/** What is deployed in the account. */
export function deployedIn({ serverless, pluginService }: Twilio) {
  function functions() {
    return environmentOf("flex-callback-voicemail");
  }

  function pluginHome() {
    return environmentOf("flex-callback-voicemail-plugin");
  }

  function environmentOf(uniqueName: string) {
    const service = [...serverless.services.values()].find((each) => each.unique_name === uniqueName);

    return [...serverless.environments.values()].find((each) => each.service_sid === service?.sid);
  }

  function running(environment: ReturnType<typeof functions>) {
    const build = serverless.builds.get(environment?.build_sid ?? "");

    return [...(build?.function_versions ?? []), ...(build?.asset_versions ?? [])];
  }

  function variables(): Record<string, string> {
    const environment = functions();

    return Object.fromEntries(
      (environment ? serverless.variablesOf(environment) : []).map(({ key, value }) => [key, value]),
    );
  }

  function active() {
    return pluginService.configuration(pluginService.active()?.configuration_sid ?? "").plugins;
  }

  /** Versions of our plugin that Flex loads. */
  function loaded(): readonly (string | undefined)[] {
    return active().map(({ plugin_version }) => pluginService.versions.get(plugin_version)?.version);
  }

  return { functions, pluginHome, running, variables, active, loaded };
}
