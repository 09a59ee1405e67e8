import { fileURLToPath } from "node:url";

/** A function to measure, and the environment it runs in. */
export interface Subject {
  readonly name: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

const SID = "0123456789abcdef0123456789abcdef";
const ACCOUNT = {
  ACCOUNT_SID: `AC${SID}`,
  AUTH_TOKEN: SID,
  TWILIO_FLEX_WORKSPACE_SID: `WS${SID}`,
  TWILIO_FLEX_CALLBACK_WORKFLOW_SID: `WW${SID}`,
  CALLBACK_TIME_ZONE: "America/New_York",
};
const CREATE_CALLBACK = fileURLToPath(
  new URL("../dist/functions/callback/studio/create-callback.protected.js", import.meta.url),
);

export const BARE: Subject = {
  name: "bare handler",
  file: fileURLToPath(new URL("bare-handler.cjs", import.meta.url)),
  environment: ACCOUNT,
};

export const WITHOUT_LEDGER: Subject = {
  name: "create-callback",
  file: CREATE_CALLBACK,
  environment: { ...ACCOUNT, CALLBACK_LEDGER: "off" },
};

export const WITH_LEDGER: Subject = {
  name: "create-callback with a ledger",
  file: CREATE_CALLBACK,
  environment: ACCOUNT,
};
