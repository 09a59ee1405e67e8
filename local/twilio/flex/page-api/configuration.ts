import type { Twilio } from "../../index.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * The account's Flex configuration as Flex itself gets it. A deployment would have written the plugin's settings
 * into `ui_attributes`; here they point at this machine, wherever nobody has set them otherwise.
 */
export function configurationFor(
  { flexConfiguration }: Pick<Twilio, "flexConfiguration">,
  functionsDomain: string,
): Json {
  const configuration = flexConfiguration.read();
  const uiAttributes = objectIn(configuration, "ui_attributes");

  return {
    ...configuration,
    ui_attributes: {
      ...uiAttributes,
      flex_callback_voicemail: {
        functions_domain: functionsDomain,
        allow_requeue: true,
        auto_select_task: true,
        ...objectIn(uiAttributes, "flex_callback_voicemail"),
      },
    },
  };
}

function objectIn(parent: Json, name: string): Json {
  const value = parent[name];

  return typeof value === "object" && value !== null ? (value as Json) : {};
}
