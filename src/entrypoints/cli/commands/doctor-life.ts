import type { FlexAccount } from "../../../adapters/setup/flex-account.ts";
import { sendTestEvent } from "../../../adapters/setup/resources/event-streams.ts";
import { SyncLedger } from "../../../adapters/sync/sync-ledger.ts";
import { TaskRouterTaskHistory } from "../../../adapters/taskrouter/taskrouter-task-history.ts";
import { lastEvents } from "../../../application/events-came.ts";
import type { Examination } from "../../../application/setup/examine-account.ts";
import { planProvisioning } from "../../../application/setup/provision.ts";
import { lastSweep } from "../../../application/swept.ts";
import { type QueueEnds, queueEndsOf } from "../../../domain/setup/queue-ends.ts";
import { advice, type Finding, judgeQueueEnds, judgeSweep, ready } from "../../../domain/setup/readiness.ts";
import type { TaskEvent } from "../../../domain/task-event.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import type { CommandContext } from "../command-context.ts";
import { eventStream, functionsHome } from "../desired-resources.ts";
import { SILENT } from "../silent.ts";

/** A test event comes within two seconds, unless the receiver starts cold. */
const WAITED_FOR_MS = 20_000;
const LOOKED_AGAIN_AFTER_MS = 1_000;

/** As far back as a long weekend, and the week before it. */
const LOOKED_BACK_MS = 7 * 86_400_000;

/** Whether what becomes of requests is heard of: events, sweeps, and what TaskRouter's log tells. */
export function lifeExaminations(
  context: CommandContext,
  account: () => Promise<FlexAccount>,
): readonly Examination[] {
  return [
    { point: "Events", examine: () => eventsFinding(context) },
    { point: "Sweep", examine: () => sweepFinding(context) },
    {
      point: "Ends of tasks",
      examine: async () => judgeQueueEnds(await queueEnds(context, (await account()).workspaceSid)),
    },
  ];
}

/** Twilio's own validation says of every sink that it is valid: only what the functions note tells. */
async function eventsFinding(context: CommandContext): Promise<Finding> {
  const { apis, host, settings } = context;
  const { provisioned, changes } = await planProvisioning([...functionsHome(apis), ...eventStream(apis)]);
  const wanting = changes.filter(({ change }) => change.kind !== "keep");
  if (wanting.length > 0) return advice({ code: "events-not-set-up" });
  if (settings.ledger === "off") return { kind: "ready", note: "events-not-noted" };

  const ledger = ledgerOf(context);
  const before = await lastEvents(ledger);
  await sendTestEvent(apis, provisioned.id("eventSink"));
  for (let waited = 0; waited < WAITED_FOR_MS; waited += LOOKED_AGAIN_AFTER_MS) {
    await host.clock.pause(LOOKED_AGAIN_AFTER_MS);
    const latest = await lastEvents(ledger);
    if (latest && latest.test !== before?.test)
      return ready(`a test event came at ${latest.at.toISOString()}`);
  }

  return advice({ code: "events-do-not-come", ...(before && { last: before.at }) });
}

async function sweepFinding(context: CommandContext): Promise<Finding> {
  if (context.settings.ledger === "off") return { kind: "ready", note: "sweeps-not-noted" };

  return judgeSweep(await lastSweep(ledgerOf(context)), context.host.clock.now());
}

async function queueEnds({ apis, host, settings }: CommandContext, workspaceSid: string): Promise<QueueEnds> {
  const history = new TaskRouterTaskHistory(apis.taskRouter, { workspaceSid });
  const since = new Date(host.clock.now().getTime() - LOOKED_BACK_MS);
  const events: TaskEvent[] = [];
  for await (const page of history.read({ since, kinds: ["created", "ended"] })) events.push(...page.events);

  return queueEndsOf(events, settings);
}

/** Reads entries by their names: no key is needed for that. */
function ledgerOf({ apis, settings }: CommandContext): Pick<Ledger, "read"> {
  return new SyncLedger(apis.sync, { serviceSid: settings.syncServiceSid ?? "default", secret: "" }, SILENT);
}
