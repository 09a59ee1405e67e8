/** Id of the element that has the server's settings for the page, as JSON. */
export const SETTINGS_ELEMENT = "page-settings";

/** Where open pages hear of a reset and of the clock, by a websocket. */
export const FOLLOW_PATH = "/__page/follow";

/** What changes under an open page. */
export interface LocalState {
  /** Another after every reset, and after every start. */
  readonly account: string;
  /** How far the local Twilio's clock is ahead of the machine's. */
  readonly clockAheadMs: number;
}

export interface PageSettings {
  readonly state: LocalState;
  readonly accountSid: string;
  readonly logins: Readonly<Record<LoginName, Login>>;
  /** The page that Flex shows beside its own, in the CRM panel. */
  readonly besideFlex?: string;
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
