/** Id of the element that has the server's settings for the page, as JSON. */
export const SETTINGS_ELEMENT = "page-settings";

export interface PageSettings {
  readonly accountSid: string;
  readonly logins: Readonly<Record<LoginName, Login>>;
}

export type LoginName = "agent" | "agent2" | "supervisor" | "admin";

/** What Flex stores about the person who has logged in. */
export interface Login {
  readonly token: string;
  readonly identity: string;
  readonly roles: readonly string[];
  readonly flexUserSid: string;
  /** ISO time. */
  readonly expiration: string;
}
