import { csvOf } from "../../../domain/supervisor/csv.ts";
import { type Report, reportRows } from "../../../domain/supervisor/report.ts";
import { HISTORY_MS } from "../../../ports/task-history.ts";
import { callbackListModule } from "../../functions/modules/callback-list.ts";
import { historyModule } from "../../functions/modules/history.ts";
import { reportModule } from "../../functions/modules/report.ts";
import { workflowsModule } from "../../functions/modules/workflows.ts";
import { buildContainer } from "../../functions/serve.ts";
import { TOKENS } from "../../functions/tokens.ts";
import { columns } from "../columns.ts";
import type { CommandContext } from "../command-context.ts";
import { EXIT } from "../exit-codes.ts";
import { Failure } from "../failure.ts";
import { functionEnvironment } from "../function-settings.ts";
import { SILENT } from "../silent.ts";

/** A week back, if nobody says. */
const WEEK_MS = 7 * 86_400_000;

/** `report`: what became of the requests. It changes nothing. */
export async function reportCommand(context: CommandContext): Promise<number> {
  const { options, host } = context;
  const now = host.clock.now().getTime();
  const since = options.since ?? new Date(now - WEEK_MS);
  if (now - since.getTime() > HISTORY_MS)
    throw new Failure("too-long-ago", "TaskRouter keeps its log for 30 days", {
      remedy: "Name a later day with --since.",
      exit: EXIT.misused,
    });

  const container = buildContainer(functionEnvironment(context), MODULES, { Log: SILENT });
  const report = await container.get(TOKENS.ReportRequests)(since, options.by);
  host.out(written(report, options));

  return EXIT.done;
}

const MODULES = [historyModule, callbackListModule, workflowsModule, reportModule];

function written(report: Report, { json, csv }: CommandContext["options"]): string {
  if (json) return JSON.stringify(report, null, 2);
  if (csv) return csvOf(reportRows(report)).trimEnd();
  const { since, until, reachedMeanwhile } = report;
  const [head = [], ...rows] = reportRows(report);
  // Figures stand below one another, because they are many and parts are few.
  const table = head.map((name, column) => [String(name), ...rows.map((row) => cellText(row[column]))]);

  return [
    `Asked for from ${since.toISOString()} to ${until.toISOString()}`,
    columns(table),
    `Reached in this time, whenever they were asked for: ${reachedMeanwhile}`,
  ].join("\n");
}

function cellText(cell: unknown): string {
  return cell === undefined ? "-" : String(cell);
}
