/** Logs a person in and starts Flex, with the same calls as Twilio's page for plugin developers. */
import type {} from "@twilio/flex-ui";
import { type Login, type PageSettings, SETTINGS_ELEMENT } from "../settings.ts";
import { type Asked, askedFor } from "./address.ts";

/** The key under which Flex finds its session. We use sessionStorage, so that two tabs can be two agents. */
const FLEX_SESSION = "TWILIO_FLEX_SSO";
const ASKED = "PAGE_ASKED_FOR";

start();

function start(): void {
  const settings: PageSettings = JSON.parse(document.getElementById(SETTINGS_ELEMENT)?.textContent ?? "");
  const asked = askedFor(location, remembered());
  sessionStorage.setItem(ASKED, JSON.stringify(asked));
  logIn(settings, settings.logins[asked.login]);

  window.Twilio.Flex.runDefault(
    {
      logLevel: "error",
      sso: { accountSid: settings.accountSid },
      pluginService: { enabled: true },
      disableBrowserVoice: true,
      language: asked.language,
      theme: { isLight: asked.theme === "light" },
      componentProps: { CRMContainer: { uriCallback: () => besideFlex(settings, asked) } },
    },
    "#container",
  ).catch((fault: unknown) => {
    console.error("Flex could not start.", fault);
  });
}

/** What the CRM panel shows, in the theme and language of Flex. */
function besideFlex({ besideFlex: page }: PageSettings, { theme, language }: Asked): string | undefined {
  return page === undefined ? undefined : `${page}?${new URLSearchParams({ theme, language })}`;
}

function logIn(settings: PageSettings, login: Login): void {
  sessionStorage.setItem(FLEX_SESSION, JSON.stringify({ ...login, accountSid: settings.accountSid }));
}

/** What the tab was opened with. Flex changes the address, and a reload there must keep the agent, language and theme. */
function remembered(): Asked | undefined {
  const text = sessionStorage.getItem(ASKED);

  return text === null ? undefined : JSON.parse(text);
}
