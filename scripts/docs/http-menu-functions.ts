import {
  CONTACT_PARAMETERS,
  makeCancelCallbackAnswer,
  makeFindCallbackAnswer,
} from "../../src/adapters/functions/find-callback.ts";
import { makeAfterQueue } from "../../src/adapters/functions/twiml/after-queue.ts";
import { waitFallback } from "../../src/adapters/functions/twiml/fallback.ts";
import { DEFAULT_MENU } from "../../src/adapters/functions/twiml/menu-options.ts";
import {
  AFTER_QUEUE_PARAMETERS,
  WAIT_PARAMETERS,
} from "../../src/adapters/functions/twiml/wait-parameters.ts";
import { CollectedLog } from "../../src/adapters/memory/collected-log.ts";
import type { StudioFunction } from "../../src/adapters/twilio-wire/paths.ts";
import type { CancelCallbackOutcome } from "../../src/application/cancel-callback.ts";
import type { FindCallbackOutcome } from "../../src/application/find-callback.ts";
import type { CallbackTask } from "../../src/domain/callback-task.ts";
import { knownNumber } from "../../src/domain/phone-number.ts";
import type { DescribedFunction, Examples } from "./http-functions.ts";

type MenuFunction = Extract<
  StudioFunction,
  "after-queue" | "cancel-callback" | "find-callback" | "wait-experience"
>;

const TASK = `WT${"0".repeat(32)}`;
const AT = new Date("2026-03-04T15:30:00Z");

/** What serves a caller who waits. */
export const MENU_FUNCTIONS: Readonly<Record<MenuFunction, DescribedFunction>> = {
  "wait-experience": {
    purpose:
      "Says what a caller hears who waits, and does what they choose: see [the wait menu](waiting.md). Set it as the Hold Music URL of Send to Flex, or as the `waitUrl` of `<Enqueue>`. It answers with TwiML, 200, whatever happens: the answer below is what a caller in the queue hears if nothing else can be said.",
    parameters: WAIT_PARAMETERS,
    answers: async () => [waitFallback({})],
  },
  "after-queue": {
    purpose:
      "The `action` of `<Enqueue>`. A caller whom the queue did not take (`queue-full`, `error`, `system-error`) gets the menu all the same, one who left it (`leave`) hears goodbye, and nothing more happens otherwise. It answers with TwiML.",
    parameters: AFTER_QUEUE_PARAMETERS,
    answers: () =>
      Promise.all(
        ["queue-full", "leave", "bridged"].map((QueueResult) =>
          makeAfterQueue(DEFAULT_MENU)({ QueueResult }),
        ),
      ),
  },
  "find-callback": {
    purpose:
      "Whether a contact has a callback open: the one that the same request would join. Without a ledger none is found.",
    parameters: CONTACT_PARAMETERS,
    answers: () => {
      const examples: Examples<FindCallbackOutcome> = {
        found: [{ kind: "found", reading: { task: aTask(), revision: "0", at: AT } }],
        none: [{ kind: "none" }],
        refused: [{ kind: "refused", faults: { contactNumber: "too-short" } }],
      };

      return Promise.all(
        Object.values(examples)
          .flat()
          .map((outcome) => makeFindCallbackAnswer(async () => outcome, new CollectedLog())({})),
      );
    },
  },
  "cancel-callback": {
    purpose:
      "Calls off what a contact has asked for. `canceled`: whether there is none any more that was there; `repeated`: it had been canceled before. What an agent has, or is being offered, is not canceled.",
    parameters: CONTACT_PARAMETERS,
    answers: () => {
      const examples: Examples<CancelCallbackOutcome> = {
        canceled: [
          { kind: "canceled", taskId: TASK, repeated: false },
          { kind: "canceled", taskId: TASK, repeated: true },
        ],
        none: [{ kind: "none" }],
        "with-agent": [{ kind: "with-agent", taskId: TASK }],
        refused: [{ kind: "refused", faults: { contactNumber: "too-short" } }],
      };

      return Promise.all(
        Object.values(examples)
          .flat()
          .map((outcome) => makeCancelCallbackAnswer(async () => outcome, new CollectedLog())({})),
      );
    },
  },
};

function aTask(): CallbackTask {
  const number = knownNumber("+14155550100");
  if (!number) throw new Error("The example must be a number.");

  return {
    id: TASK,
    state: "waiting",
    createdAt: AT,
    request: {
      contact: { kind: "number", number },
      receivedAt: AT,
      timeZone: "UTC",
      attemptsMade: 1,
      attempts: [],
      routing: { channel: "voice", priority: 0, timeoutSeconds: 86_400 },
      attributes: {},
      callAttributes: {},
    },
  };
}
