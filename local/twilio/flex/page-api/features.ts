/** Flags that an account has switched on, by the identifiers in flex-ui 2.17.1. */
const ENABLED = [
  // Lets `language` choose the locale that plugins read.
  "localization-beta",
  // A token per tab, which is how two agents fit into one browser.
  "sso-token-session-storage",
  // The tab that places a call is the one that takes it.
  "flex-multi-tab-support",
];

export function session(): Readonly<Record<string, unknown>> {
  return {
    insights_active: false,
    features: ENABLED.map((id) => ({
      id,
      name: id,
      description: "",
      enabled: true,
      stage: "ga",
    })),
  };
}
