import { isJsonObject } from "../../domain/json.ts";
import { as, flag, type Read, text } from "../twilio-wire/shape.ts";

/** The deployer's settings, from `ui_attributes.flex_callback_voicemail` in the Flex configuration. */
export interface Settings {
  /** The functions' address, `https://…` without a path. Absent: not configured. */
  readonly functionsUrl?: string;
  /** Whether agents may put a request back. Always false if `functionsUrl` is absent. */
  readonly allowRequeue: boolean;
  /** Whether Flex selects a callback again after its call has left the task list. */
  readonly autoSelectTask: boolean;
  /** The only task channel of callbacks. Absent: any. */
  readonly taskChannel?: string;
  /** Styles for the panel's Paste elements, by their `CALLBACK_VOICEMAIL_…` names. */
  readonly elements: PasteElements;
}

/** https://paste.twilio.design/customization/creating-custom-elements */
export type PasteElements = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface SettingsRead {
  readonly settings: Settings;
  /** Wrong settings, described for the deployer. */
  readonly warnings: readonly string[];
}

export const SETTINGS_KEY = "flex_callback_voicemail";

export const SETTING_NAMES = [
  "functions_domain",
  "allow_requeue",
  "auto_select_task",
  "task_channel",
  "elements",
] as const;

/** Reads the settings. A wrong setting gets its default, and a warning. */
export function readSettings(uiAttributes: unknown, fallbackDomain: string | null | undefined): SettingsRead {
  const given = settingsIn(uiAttributes);
  const warnings: string[] = [];
  const taken = <Value>(
    name: (typeof SETTING_NAMES)[number],
    read: Read<Value>,
    wanted: string,
  ): Value | undefined => {
    if (given[name] === undefined || given[name] === null) return undefined;
    const value = read(given[name]);
    if (value === undefined)
      warnings.push(`${SETTINGS_KEY}.${name} is ${JSON.stringify(given[name])}; it should be ${wanted}`);
    return value;
  };

  const functionsUrl = taken("functions_domain", domain, "a domain, such as callbacks-1234.twil.io");
  const taskChannel = taken("task_channel", someText, "a task channel's unique name");
  const allowRequeue = taken("allow_requeue", flag, "true or false") ?? true;
  const autoSelectTask = taken("auto_select_task", flag, "true or false") ?? true;
  const elements = taken("elements", pasteElements, "an object of styles by element name") ?? {};
  const url = functionsUrl ?? domain(fallbackDomain);
  if (url === undefined) {
    warnings.push(
      `${SETTINGS_KEY}.functions_domain is not set: nothing can be put back into the queue or recorded`,
    );
  }

  return {
    settings: {
      ...(url !== undefined && { functionsUrl: url }),
      allowRequeue: allowRequeue && url !== undefined,
      autoSelectTask,
      elements,
      ...(taskChannel !== undefined && { taskChannel }),
    },
    warnings,
  };
}

/** A domain, which is reached over TLS. For a server on this machine it may be a whole origin. */
const domain = as(text, (given) =>
  /^(https?:\/\/)?[a-z0-9.-]+(:\d+)?\/?$/i.test(given)
    ? (given.includes("://") ? given : `https://${given}`).replace(/\/$/, "")
    : undefined,
);

const someText = as(text, (given) => given || undefined);

const pasteElements: Read<PasteElements> = (given) =>
  isJsonObject(given) && Object.values(given).every(isJsonObject) ? (given as PasteElements) : undefined;

function settingsIn(uiAttributes: unknown): Readonly<Record<string, unknown>> {
  const given = (uiAttributes as Readonly<Record<string, unknown>> | null | undefined)?.[SETTINGS_KEY];

  return typeof given === "object" && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
}
