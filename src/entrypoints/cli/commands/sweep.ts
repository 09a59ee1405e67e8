import type { SweepStep } from "../../../application/sweep.ts";
import { announcementsModule } from "../../functions/modules/announcements.ts";
import { historyModule } from "../../functions/modules/history.ts";
import { ledgerModule } from "../../functions/modules/ledger.ts";
import { queueModule } from "../../functions/modules/queue.ts";
import { sweepModule } from "../../functions/modules/sweep.ts";
import { buildContainer } from "../../functions/serve.ts";
import { TOKENS } from "../../functions/tokens.ts";
import type { CommandContext } from "../command-context.ts";
import { EXIT } from "../exit-codes.ts";
import { functionEnvironment } from "../function-settings.ts";
import { SILENT } from "../silent.ts";
import { purge, purgeSummary, requireRetention } from "./purge.ts";

type Counted = Exclude<SweepStep["kind"], "read">;

/** `sweep`: puts back what the queue dropped while its events were missed. May be stopped and run again. */
export async function sweepCommand(context: CommandContext): Promise<number> {
  const { options, host } = context;
  if (options.retention) requireRetention(context);
  const container = buildContainer(functionEnvironment(context), MODULES, { Log: SILENT });
  const { since, dryRun: rehearse } = options;
  const count: Record<Counted, number> = { followed: 0, ended: 0, later: 0, failed: 0, joined: 0, served: 0 };
  let until: Date | undefined;

  for await (const step of container.get(TOKENS.Sweep)({ rehearse, ...(since && { since }) })) {
    if (step.kind === "read") until = step.until;
    else count[step.kind] += 1;
    host.err(wordsFor(step, rehearse));
  }
  const voicemails = options.retention ? await purge(context) : undefined;
  host.out(
    options.json
      ? JSON.stringify({ dryRun: rehearse, ...count, until: until?.toISOString(), voicemails })
      : [summary(count, rehearse), ...(voicemails ? [purgeSummary(voicemails, rehearse)] : [])].join("\n"),
  );

  return count.failed + (voicemails?.failed ?? 0) > 0 ? EXIT.failed : EXIT.done;
}

const MODULES = [queueModule, historyModule, ledgerModule, announcementsModule, sweepModule];

function wordsFor(step: SweepStep, rehearse: boolean): string {
  switch (step.kind) {
    case "followed":
      return rehearse ? `Would put back: ${step.taskId}` : `Put back: ${step.taskId}, now ${step.nextId}`;
    case "ended":
      return `Ended: ${step.taskId}, ${[step.end.how, step.end.reason].filter(Boolean).join(": ")}`;
    case "later":
      return `Dropped at once by its workflow: ${step.taskId}, to be put back after ${step.at.toISOString()}`;
    case "failed":
      return `NOT put back: ${step.taskId}`;
    case "joined":
      return `Taken away: ${step.taskId}, for ${step.keep} is the same request`;
    case "served":
      return `Canceled: ${step.taskId}, for its contact has spoken with an agent`;
    case "read":
      return `Read up to ${step.until.toISOString()}`;
  }
}

function summary(
  { followed, ended, later, failed, joined, served }: Record<Counted, number>,
  rehearse: boolean,
): string {
  const lines = [
    rehearse
      ? `${followed} callbacks would be put back. Nothing was changed.`
      : `${followed} callbacks were put back, ${ended} had ended.`,
  ];
  if (joined > 0) lines.push(`${joined} tasks were one too many.`);
  if (served > 0) lines.push(`${served} were canceled: their contacts have spoken with an agent.`);
  if (later > 0) lines.push(`${later} were dropped by their workflow at once: a later sweep puts them back.`);
  if (failed > 0) lines.push(`${failed} were not put back: the next sweep tries them again.`);

  return lines.join("\n");
}
