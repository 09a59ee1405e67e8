import type { Note, Problem } from "../../../domain/setup/readiness.ts";

export interface Words {
  readonly problem: string;
  readonly remedy: string;
}

const PROVISION = "npx flex-callback-voicemail provision";
const DEPLOY = "npx flex-callback-voicemail deploy";
const DEPLOY_FUNCTIONS = "Deploy again: npx flex-callback-voicemail deploy --functions-only";

const COST_OF_A_NEW_KEY =
  "makes the ledger forget who has asked: a contact who asks again before being called may get a second callback";

/** What is wrong, and what to do about it. */
export function wordsFor(problem: Problem): Words {
  switch (problem.code) {
    case "credentials-unknown":
      return {
        problem: "Twilio does not accept the credentials",
        remedy:
          "Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN as the Console shows them, in .env or in the shell.",
      };
    case "credentials-not-permitted":
      return {
        problem: `the ${problem.api} API does not accept this key`,
        remedy:
          "Use the account's auth token, or a Main or Standard API key: restricted keys do not cover Flex, Serverless and Sync.",
      };
    case "no-flex":
      return {
        problem: "This account has no Flex",
        remedy:
          "Make a Flex account, and set its TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN: https://www.twilio.com/docs/flex/quickstart",
      };
    case "refused":
      return { problem: problem.message, remedy: PROVISION };
    case "workflow-not-set":
      return { problem: "TWILIO_FLEX_CALLBACK_WORKFLOW_SID is not set", remedy: PROVISION };
    case "workflow-differs":
      return {
        problem: "its retry delays are not those of CALLBACK_RETRY_DELAYS and CALLBACK_MAX_ATTEMPTS",
        remedy: PROVISION,
      };
    case "workflow-ignores-delays":
      return {
        problem:
          "your workflow has no filter for callBackData.retryDelay, so nobody waits between two attempts",
        remedy: `Put these filters before yours, in this order:\n${problem.missingFilters.map((filter) => JSON.stringify(filter)).join(",\n")}`,
      };
    case "no-available-activity":
      return {
        problem: "no activity makes agents available, so no task is ever offered to one",
        remedy: "Make one in the Console: TaskRouter, Workspaces, Flex Task Assignment, Activities.",
      };
    case "outbound-dialling-off":
      return {
        problem: "agents cannot call anybody back: Flex's default outbound call flow is not enabled",
        remedy:
          "Switch on the dialpad in the Console: Flex, Manage, Voice. It must be the flow named default.",
      };
    case "recordings-open":
      return {
        problem: "anybody who knows a recording's address can listen to it",
        remedy:
          "Switch on Enforce HTTP Auth on Media URLs in the Console: Voice, Settings. Agents still hear voicemails.",
      };
    case "sync-service-missing":
      return { problem: `there is no Sync service ${problem.id}`, remedy: PROVISION };
    case "ledger-key-missing":
      return {
        problem: `the ledger is keyed with the auth token, so a new token ${COST_OF_A_NEW_KEY}`,
        remedy: PROVISION,
      };
    case "ledger-key-differs":
      return {
        problem: `CALLBACK_LEDGER_KEY is not the key that the functions run with; deploying it ${COST_OF_A_NEW_KEY}`,
        remedy:
          "Take CALLBACK_LEDGER_KEY out of .env and run npx flex-callback-voicemail provision: it writes the key that runs.",
      };
    case "region-ignored":
      return {
        problem: "TWILIO_REGION and TWILIO_EDGE are ignored: every request goes to the US region",
        remedy: "Take them out, or use the account's credentials for the US region (us1).",
      };
    case "public-plugin-loaded":
      return {
        problem: `Flex loads ${problem.name} as well, and agents see the panel of whichever loads last`,
        remedy: "Take that plugin out in Flex: Admin, Plugins.",
      };
    case "token-service-failed":
      return {
        problem: `the service that knows agents' tokens answered ${problem.answer}`,
        remedy: "Agents cannot use the functions until it answers. Run doctor again later.",
      };
    case "functions-not-deployed":
      return { problem: "they are not deployed", remedy: DEPLOY };
    case "create-callback-open":
      return {
        problem: "anybody can ask for callbacks: create-callback is not protected",
        remedy: DEPLOY_FUNCTIONS,
      };
    case "agent-functions-open":
      return { problem: "the functions for agents answer without a Flex token", remedy: DEPLOY_FUNCTIONS };
    case "agent-functions-failed":
      return {
        problem: `a function for agents answered ${problem.answer} where it should ask for a token`,
        remedy: `${DEPLOY_FUNCTIONS}; its log in the Console says more`,
      };
    case "plugin-not-loaded":
      return { problem: "Flex does not load it", remedy: DEPLOY };
    case "events-not-set-up":
      return {
        problem:
          "the functions do not hear what becomes of tasks: what the queue drops waits for the next sweep",
        remedy: PROVISION,
      };
    case "events-do-not-come":
      return {
        problem: `a test event did not reach the functions${problem.last ? `; the last event came at ${problem.last.toISOString()}` : ""}`,
        remedy: `${DEPLOY_FUNCTIONS}; the Console's error log says what Event Streams was answered. Until then sweeps do its work.`,
      };
    case "never-swept":
      return {
        problem: "nobody has swept: what happens while events are missed is put back by nobody",
        remedy: "Run npx flex-callback-voicemail sweep every hour: docs/deploy.md has a line for cron.",
      };
    case "swept-long-ago":
      return {
        problem: `the last sweep was at ${problem.at.toISOString()}`,
        remedy: "Run npx flex-callback-voicemail sweep every hour.",
      };
    case "workflow-drops":
      return {
        problem: `workflows cancel callbacks within ten minutes, so that they are put back once an hour only: ${[
          ...problem.dropped,
        ]
          .map(([id, count]) => `${id} (${count} in a week)`)
          .join(", ")}`,
        remedy:
          "Look at its filters: the last target for callbacks needs no time-out, and no filter may leave them out.",
      };
    case "given-up-soon":
      return {
        problem: `${problem.count} of ${problem.of} callbacks of the last week are given up within four days: a long weekend is longer`,
        remedy: "Take timeout out of the flow's parameters, and set CALLBACK_LIFETIME_DAYS to 4 or more.",
      };
    case "unknown-reasons":
      return {
        problem: `somebody cancels callbacks with these texts, and nobody is called then: ${problem.reasons.map((reason) => `"${reason}"`).join(", ")}`,
        remedy: "If a text is TaskRouter's own, please report it.",
      };
  }
}

/** Why a point is ready although there was nothing to see. */
export function wordsForNote(note: Note): string {
  switch (note) {
    case "no-recording-yet":
      return "there is no recording yet to see whether it is protected";
    case "workflow-is-external":
      return "yours: it looks at callBackData.retryDelay";
    case "keep-ledger-key":
      return `keep it, a new one ${COST_OF_A_NEW_KEY}`;
    case "events-not-noted":
      return "without a ledger nobody notes whether they come";
    case "sweeps-not-noted":
      return "without a ledger nobody notes when it was";
    case "ledger-off":
      return "not used: CALLBACK_LEDGER is off";
  }
}
