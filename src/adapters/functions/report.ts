import type { ReportRequests } from "../../application/supervisor/report-requests.ts";
import { looksAfterAll } from "../../domain/agent.ts";
import { startOfDay } from "../../domain/supervisor/start-of-day.ts";
import type { Clock } from "../../ports/clock.ts";
import { invalidRequest, success } from "./answer.ts";
import { type AnswerToAgent, notAllowed, WHO_LOOKS_AFTER_ALL } from "./flex-request.ts";
import { REPORT_PARAMETERS } from "./parameter-catalogue.ts";
import { readParameters } from "./parameters.ts";

/** A longer report takes longer than a function may: the command has it. */
const LONGEST_MS = 7 * 86_400_000;

/** `report`: what became of the requests since then, by default of today. */
export const makeReportAnswer =
  (report: ReportRequests, clock: Clock, timeZone: string): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, REPORT_PARAMETERS);
    if (Object.keys(faults).length > 0) return invalidRequest(faults);
    if (!looksAfterAll(agent)) return notAllowed(WHO_LOOKS_AFTER_ALL);
    const now = clock.now();
    const { since = startOfDay(now, timeZone), by } = values;
    if (since > now || now.getTime() - since.getTime() > LONGEST_MS)
      return invalidRequest({ since: "must be within the last 7 days; the command `report` has more" });

    return success({ ...(await report(since, by)) });
  };
