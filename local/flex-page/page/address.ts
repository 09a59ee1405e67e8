import type { LoginName } from "../settings.ts";

/** Who logs in, and how Flex looks. */
export interface Asked {
  readonly login: LoginName;
  readonly language: string;
  readonly theme: "light" | "dark";
}

const NOTHING_SAID: Asked = { login: "agent", language: "en-US", theme: "light" };

/** Reads `/?agent=2&language=es-ES&theme=dark`. On Flex's own addresses, uses what the tab was opened with. */
export function askedFor(
  address: { readonly pathname: string; readonly search: string },
  before?: Asked,
): Asked {
  const query = new URLSearchParams(address.search);
  const fallback = address.pathname === "/" ? NOTHING_SAID : (before ?? NOTHING_SAID);

  return {
    login: loginIn(query) ?? fallback.login,
    language: query.get("language") ?? fallback.language,
    theme: themeIn(query) ?? fallback.theme,
  };
}

function loginIn(query: URLSearchParams): LoginName | undefined {
  if (query.has("admin")) return "admin";
  if (query.has("supervisor")) return "supervisor";
  if (query.get("agent") === "2") return "agent2";

  return query.has("agent") ? "agent" : undefined;
}

function themeIn(query: URLSearchParams): Asked["theme"] | undefined {
  const theme = query.get("theme");

  return theme === "dark" || theme === "light" ? theme : undefined;
}
