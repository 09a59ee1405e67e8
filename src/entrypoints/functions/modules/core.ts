import { ContainerModule } from "inversify";
import { type AnswerBudget, Deadline } from "../../../adapters/functions/deadline.ts";
import { ConsoleLog } from "../../../adapters/system/console-log.ts";
import { SystemChance } from "../../../adapters/system/system-chance.ts";
import { SystemClock } from "../../../adapters/system/system-clock.ts";
import { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { socketTransport, type Transport } from "../../../adapters/twilio-rest/transport.ts";
import type { Chance } from "../../../ports/chance.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** Twilio stops a Function, and Studio stops waiting, after 10 seconds: https://www.twilio.com/docs/serverless/functions-assets/faq */
export const FUNCTION_BUDGET: AnswerBudget = { answerWithinMs: 9_000 };

/** Binds what every function needs: settings, clock, chance, log, the deadline of each request, the connection to Twilio. */
export const coreModule = (settings: Settings): ContainerModule =>
  new ContainerModule(({ bind }) => {
    bind(TOKENS.Settings).toConstantValue(settings);
    bind(TOKENS.Clock).toResolvedValue(() => new SystemClock());
    bind(TOKENS.Chance).toResolvedValue(() => new SystemChance());
    bind(TOKENS.Log).toResolvedValue(() => new ConsoleLog());
    bind(TOKENS.AnswerBudget).toConstantValue(FUNCTION_BUDGET);
    bind(TOKENS.Deadline).toResolvedValue(deadline, [TOKENS.Clock, TOKENS.AnswerBudget]);
    bind(TOKENS.Transport).toConstantValue(socketTransport);
    bind(TOKENS.Connection).toResolvedValue(connect, [
      TOKENS.Settings,
      TOKENS.Deadline,
      TOKENS.Clock,
      TOKENS.Chance,
      TOKENS.Transport,
    ]);
    bind(TOKENS.RequeuePolicy).toConstantValue({
      maxAttempts: settings.CALLBACK_MAX_ATTEMPTS,
      maxPutBacks: settings.CALLBACK_MAX_PUT_BACKS,
      retryDelays: settings.CALLBACK_RETRY_DELAYS,
    });
    bind(TOKENS.NumberPolicy).toConstantValue({
      premiumNumbers: settings.CALLBACK_PREMIUM_NUMBERS,
      ...(settings.CALLBACK_ALLOWED_COUNTRIES && { allowedCountries: settings.CALLBACK_ALLOWED_COUNTRIES }),
    });
    bind(TOKENS.DeletionPolicy).toConstantValue({ deletion: settings.VOICEMAIL_DELETE });
    bind(TOKENS.ListPolicy).toConstantValue({
      forAgents: settings.CALLBACK_LIST_FOR_AGENTS,
      targetMinutes: settings.CALLBACK_TARGET_MINUTES,
    });
  });

function deadline(clock: Clock, budget: AnswerBudget): Deadline {
  return new Deadline(clock, budget);
}

function connect(
  { ACCOUNT_SID, TWILIO_API_ORIGIN, credentials }: Settings,
  deadline: Deadline,
  clock: Clock,
  chance: Chance,
  transport: Transport,
): TwilioConnection {
  return new TwilioConnection(
    { accountSid: ACCOUNT_SID, ...credentials, ...(TWILIO_API_ORIGIN && { origin: TWILIO_API_ORIGIN }) },
    { timeLeft: () => deadline.timeLeft() },
    { clock, chance, transport },
  );
}
