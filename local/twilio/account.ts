import { fixedSid } from "./sids.ts";

/** The made-up account. Its credentials work nowhere else. */
export interface LocalAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** An API key works wherever the auth token does. Unverified: that Twilio accepts one where it validates Flex tokens. */
  readonly apiKey: { readonly sid: string; readonly secret: string };
  readonly workspaceSid: string;
  readonly workflowSid: string;
  readonly taskQueueSid: string;
  readonly everyoneQueueSid: string;
  readonly workerSid: string;
  readonly secondWorkerSid: string;
  readonly supervisorWorkerSid: string;
  readonly adminWorkerSid: string;
  readonly syncServiceSid: string;
  readonly activitySids: {
    readonly offline: string;
    readonly available: string;
    readonly unavailable: string;
  };
  readonly tokens: FlexTokens;
}

/** The tokens that a Flex UI sends as `Token`, by the person who is logged in. */
export interface FlexTokens {
  readonly agent: string;
  readonly agent2: string;
  readonly supervisor: string;
  readonly admin: string;
  /** A genuine token of a person who is no TaskRouter worker. */
  readonly withoutWorker: string;
  readonly expired: string;
}

export function localAccount(changes: Partial<LocalAccount> = {}): LocalAccount {
  return {
    accountSid: fixedSid("AC", "account"),
    authToken: fixedSid("", "auth token"),
    apiKey: { sid: fixedSid("SK", "API key"), secret: fixedSid("", "API key's secret") },
    workspaceSid: fixedSid("WS", "Flex Task Assignment"),
    workflowSid: fixedSid("WW", "Callbacks and Voicemails"),
    taskQueueSid: fixedSid("WQ", "Callbacks"),
    everyoneQueueSid: fixedSid("WQ", "Everyone"),
    workerSid: fixedSid("WK", "agent"),
    secondWorkerSid: fixedSid("WK", "agent2"),
    supervisorWorkerSid: fixedSid("WK", "supervisor"),
    adminWorkerSid: fixedSid("WK", "admin"),
    syncServiceSid: fixedSid("IS", "default"),
    activitySids: {
      offline: fixedSid("WA", "Offline"),
      available: fixedSid("WA", "Available"),
      unavailable: fixedSid("WA", "Unavailable"),
    },
    tokens: {
      agent: "local-flex-token-of-agent",
      agent2: "local-flex-token-of-agent2",
      supervisor: "local-flex-token-of-supervisor",
      admin: "local-flex-token-of-admin",
      withoutWorker: "local-flex-token-without-worker",
      expired: "local-flex-token-expired",
    },
    ...changes,
  };
}
