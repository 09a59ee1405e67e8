import {
  type WorkerInstance,
  WorkerListInstance,
  type WorkerListInstance as WorkerResource,
} from "twilio/lib/rest/taskrouter/v1/workspace/worker.js";
import type { AgentRoster, RosterAgent } from "../../ports/agent-roster.ts";
import type { ApiVersion } from "../twilio-rest/api-version.ts";
import { asPortFault, twilioFault } from "../twilio-rest/twilio-fault.ts";
import { asSid } from "../twilio-wire/sids.ts";

/** As many as TaskRouter gives at once: https://www.twilio.com/docs/taskrouter/api/worker */
const PAGE_SIZE = 1_000;

/** The workers of the workspace. */
export class TaskRouterAgentRoster implements AgentRoster {
  readonly #workers: WorkerResource;

  /** @param version TaskRouter's v1: our own, or `twilio(…).taskrouter.v1` */
  constructor(version: ApiVersion, { workspaceSid }: { readonly workspaceSid: string }) {
    this.#workers = WorkerListInstance(
      version as unknown as Parameters<typeof WorkerListInstance>[0],
      workspaceSid,
    );
  }

  async list(): Promise<readonly RosterAgent[]> {
    try {
      const workers = await this.#workers.list({ pageSize: PAGE_SIZE });

      return workers.map(asAgent).sort((one, other) => (one.name < other.name ? -1 : 1));
    } catch (error) {
      throw asPortFault(error, "Listing the agents");
    }
  }

  async find(workerId: string): Promise<RosterAgent | undefined> {
    const sid = asSid(workerId, "WK");
    if (sid === undefined) return undefined;
    try {
      return asAgent(await this.#workers(sid).fetch());
    } catch (error) {
      if (twilioFault(error)?.kind === "not-found") return undefined;
      throw asPortFault(error, "Looking for an agent");
    }
  }
}

function asAgent({ sid, friendlyName, available }: WorkerInstance): RosterAgent {
  return { workerId: sid, name: friendlyName, isAvailable: available };
}
