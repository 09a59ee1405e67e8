import { ContainerModule } from "inversify";
import { SyncLedger } from "../../../adapters/sync/sync-ledger.ts";
import { NoLedger } from "../../../adapters/system/no-ledger.ts";
import { TaskRouterAgentRoster } from "../../../adapters/taskrouter/taskrouter-agent-roster.ts";
import { apiVersion } from "../../../adapters/twilio-rest/api-version.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import type { OnceNeeds } from "../../../application/once/needs.ts";
import type { Pace } from "../../../domain/once/pace.ts";
import type { CallbackTasks } from "../../../ports/callback-tasks.ts";
import type { Chance } from "../../../ports/chance.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import type { Log } from "../../../ports/log.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** What keeps a request from becoming two tasks. Stands on the queue. */
export const ledgerModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.Ledger).toResolvedValue(ledger, [
    TOKENS.Connection,
    TOKENS.Settings,
    TOKENS.Log,
    TOKENS.Chance,
  ]);
  bind(TOKENS.OnceNeeds).toResolvedValue(onceNeeds, [
    TOKENS.CallbackTasks,
    TOKENS.Ledger,
    TOKENS.Clock,
    TOKENS.Chance,
    TOKENS.Log,
    TOKENS.Pace,
    TOKENS.Settings,
    TOKENS.Connection,
  ]);
});

function onceNeeds(
  tasks: CallbackTasks,
  ledger: Ledger,
  clock: Clock,
  chance: Chance,
  log: Log,
  pace: Pace,
  { CALLBACK_LIFETIME_DAYS: lifetimeDays, TWILIO_FLEX_WORKSPACE_SID: workspaceSid }: Settings,
  connection: TwilioConnection,
): OnceNeeds {
  const roster = new TaskRouterAgentRoster(connection.lessPatient(ROSTER_PATIENCE), { workspaceSid });

  return { tasks, ledger, clock, chance, log, pace, lifetime: { lifetimeDays }, roster };
}

/** A request would rather wait for an agent who has left than not be made in time. */
const ROSTER_PATIENCE = { longestTry: 1_000, tries: 1 };

/**
 * Twice the time that Sync usually takes: a request would rather go without a ledger than wait for it. Who is turned away
 * is told so at once, and asks again for a second: without a ledger, two who ask at once may both be taken.
 */
const LEDGER_PATIENCE = { longestTry: 2_000, tries: 5, tryWithin: 1_000 };

function ledger(connection: TwilioConnection, settings: Settings, log: Log, chance: Chance): Ledger {
  if (settings.CALLBACK_LEDGER === "off") return new NoLedger(chance);

  const version = apiVersion(connection.lessPatient(LEDGER_PATIENCE), "https://sync.twilio.com", "v1");
  return new SyncLedger(
    version,
    {
      serviceSid: settings.TWILIO_SYNC_SERVICE_SID,
      secret: settings.CALLBACK_LEDGER_KEY ?? settings.credentials.password,
    },
    log,
  );
}
