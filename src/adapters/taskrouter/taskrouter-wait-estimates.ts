import { parseJson } from "../../domain/json.ts";
import type { QueueFigures } from "../../domain/waiting/expected-wait.ts";
import type { Clock } from "../../ports/clock.ts";
import { Unavailable } from "../../ports/faults.ts";
import { FIGURES_LAST_MS, type WaitEstimates } from "../../ports/wait-estimates.ts";
import type { TwilioConnection } from "../twilio-rest/connection.ts";
import { asPortFault, refusalOf } from "../twilio-rest/twilio-fault.ts";
import { fields, number } from "../twilio-wire/shape.ts";

/** How far back TaskRouter counts what agents took. */
const WINDOW_MINUTES = 15;

interface Known {
  readonly at: number;
  readonly figures: Promise<QueueFigures>;
}

/** From the statistics of workflows: https://www.twilio.com/docs/taskrouter/api/workflow-statistics */
export class TaskRouterWaitEstimates implements WaitEstimates {
  readonly #connection: Pick<TwilioConnection, "request">;
  readonly #workspaceSid: string;
  readonly #clock: Clock;
  readonly #known = new Map<string, Known>();

  constructor(connection: Pick<TwilioConnection, "request">, workspaceSid: string, clock: Clock) {
    this.#connection = connection;
    this.#workspaceSid = workspaceSid;
    this.#clock = clock;
  }

  /** Those who ask while an answer is on its way get the same one. */
  async figures(workflowId: string): Promise<QueueFigures> {
    const now = this.#clock.now().getTime();
    const known = this.#known.get(workflowId);
    if (known && now - known.at < FIGURES_LAST_MS) return known.figures;

    const figures = this.#ask(workflowId);
    this.#known.set(workflowId, { at: now, figures });
    try {
      return await figures;
    } catch (cause) {
      this.#known.delete(workflowId);
      throw cause;
    }
  }

  async #ask(workflowId: string): Promise<QueueFigures> {
    const what = "Asking how long one waits";
    const uri = `https://taskrouter.twilio.com/v1/Workspaces/${this.#workspaceSid}/Workflows/${workflowId}/Statistics`;
    const response = await this.#connection
      .request({ method: "get", uri, params: { Minutes: WINDOW_MINUTES } })
      .catch((error: unknown) => {
        throw asPortFault(error, what);
      });
    if (response.statusCode >= 300) {
      const cause = asPortFault(refusalOf(response), what);
      throw cause instanceof Unavailable ? cause : new Unavailable(what, { cause });
    }

    const read = statistics(parseJson(response.body));
    if (!read) throw new Unavailable(`${what}: Twilio answered in an unknown form`);
    const { cumulative, realtime } = read;
    const { pending, reserved } = realtime.tasks_by_status;

    return {
      waiting: pending + reserved,
      accepted: cumulative.reservations_accepted,
      windowSeconds: WINDOW_MINUTES * 60,
    };
  }
}

const statistics = fields({
  cumulative: fields({ reservations_accepted: number }),
  realtime: fields({ tasks_by_status: fields({ pending: number, reserved: number }) }),
});
