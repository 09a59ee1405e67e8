import { parseJson } from "../../domain/json.ts";
import type { AgentRoster, RosterAgent } from "../../ports/agent-roster.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { TwilioConnection } from "../twilio-rest/connection.ts";
import { asPortFault, refusalOf, twilioFault } from "../twilio-rest/twilio-fault.ts";
import { fields, flag, list, type Read, text } from "../twilio-wire/shape.ts";
import { asSid } from "../twilio-wire/sids.ts";
import { pageTokenOf } from "./task-listing.ts";

/** As many as TaskRouter gives at once: https://www.twilio.com/docs/taskrouter/api/worker */
const PAGE_SIZE = 1_000;

/** The workers of the workspace. The SDK's own would make the functions larger by a fifth. */
export class TaskRouterAgentRoster implements AgentRoster {
  readonly #connection: Pick<TwilioConnection, "request">;
  readonly #workers: string;

  constructor(
    connection: Pick<TwilioConnection, "request">,
    { workspaceSid }: { readonly workspaceSid: string },
  ) {
    this.#connection = connection;
    this.#workers = `https://taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Workers`;
  }

  async list(): Promise<readonly RosterAgent[]> {
    const agents: RosterAgent[] = [];
    for (let page = 0, token: string | undefined; page === 0 || token !== undefined; page++) {
      const params = { PageSize: PAGE_SIZE, ...(token !== undefined && { Page: page, PageToken: token }) };
      const { workers, meta } = await this.#get("Listing the agents", this.#workers, readPage, params);
      agents.push(...workers.map(asAgent));
      token = pageTokenOf(meta.next_page_url);
    }

    return agents.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  async find(workerId: string): Promise<RosterAgent | undefined> {
    const sid = asSid(workerId, "WK");
    if (sid === undefined) return undefined;
    try {
      return asAgent(await this.#get("Looking for an agent", `${this.#workers}/${sid}`, readWorker));
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async #get<Value>(
    what: string,
    uri: string,
    read: Read<Value>,
    params: Readonly<Record<string, string | number>> = {},
  ): Promise<Value> {
    const response = await this.#connection
      .request({ method: "get", uri, params })
      .catch((error: unknown) => {
        throw asPortFault(error, what);
      });
    if (response.statusCode >= 300) {
      const refusal = refusalOf(response);
      throw twilioFault(refusal)?.kind === "not-found" ? new NotFound() : asPortFault(refusal, what);
    }
    const value = read(parseJson(response.body));
    if (value === undefined) throw new Unavailable(`${what}: Twilio answered in an unknown form`);

    return value;
  }
}

class NotFound extends Error {}

const readWorker = fields({ sid: text, friendly_name: text, available: flag });
const readPage = fields({ workers: list(readWorker), meta: fields({}, { next_page_url: text }) });

function asAgent({
  sid,
  friendly_name: name,
  available,
}: NonNullable<ReturnType<typeof readWorker>>): RosterAgent {
  return { workerId: sid, name, isAvailable: available };
}
