import type { FlexConfiguration } from "./configuration.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * The account's Flex configuration as the Flex UI gets it. A deployment would have written the plugin's settings
 * into `ui_attributes`; here they point at this machine, unless somebody set them otherwise.
 */
export function configurationForFlex(stored: FlexConfiguration, functionsDomain: string): Json {
  const configuration = stored.read();
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
