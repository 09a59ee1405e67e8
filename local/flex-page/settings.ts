/** What the server tells the page, as JSON in the element of this id. */
export const SETTINGS_ELEMENT = "page-settings";

export interface PageSettings {
  readonly accountSid: string;
  readonly logins: Readonly<Record<LoginName, Login>>;
}

export type LoginName = "agent" | "agent2" | "supervisor" | "admin";

/** What Flex keeps of somebody who has logged in. */
export interface Login {
  readonly token: string;
  readonly identity: string;
  readonly roles: readonly string[];
  readonly flexUserSid: string;
  /** ISO time. */
  readonly expiration: string;
}
