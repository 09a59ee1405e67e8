import { ContainerModule } from "inversify";
import type { AnswerToAgent } from "../../../adapters/functions/flex-request.ts";
import { makeReportAnswer } from "../../../adapters/functions/report.ts";
import { makeReportRequests, type ReportRequests } from "../../../application/supervisor/report-requests.ts";
import type { CallbackList } from "../../../ports/callback-list.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { TaskHistory } from "../../../ports/task-history.ts";
import type { Workflows } from "../../../ports/workflows.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** What became of requests. Stands on the history, the list of callbacks and the workflows. */
export const reportModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.ReportRequests).toResolvedValue(reportRequests, [
    TOKENS.TaskHistory,
    TOKENS.CallbackList,
    TOKENS.Workflows,
    TOKENS.Settings,
  ]);
  bind(TOKENS.ReportAnswer).toResolvedValue(reportAnswer, [
    TOKENS.ReportRequests,
    TOKENS.Clock,
    TOKENS.Settings,
  ]);
});

function reportRequests(
  history: TaskHistory,
  list: CallbackList,
  workflows: Workflows,
  settings: Settings,
): ReportRequests {
  return makeReportRequests(history, list, workflows, {
    targetMinutes: settings.CALLBACK_TARGET_MINUTES,
    timeZone: settings.CALLBACK_TIME_ZONE,
    lifetimeDays: settings.CALLBACK_LIFETIME_DAYS,
  });
}

function reportAnswer(report: ReportRequests, clock: Clock, { CALLBACK_TIME_ZONE }: Settings): AnswerToAgent {
  return makeReportAnswer(report, clock, CALLBACK_TIME_ZONE);
}
