import type { FlexConfiguration } from "./configuration.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * The account's Flex configuration for the Flex UI. A deployment would have written the plugin's settings into
 * `ui_attributes`. Here they point to this machine, unless they were set.
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
