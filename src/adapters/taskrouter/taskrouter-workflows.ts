import { parseJson } from "../../domain/json.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { Workflows } from "../../ports/workflows.ts";
import type { TwilioConnection } from "../twilio-rest/connection.ts";
import { asPortFault, refusalOf } from "../twilio-rest/twilio-fault.ts";
import { heedsDelays } from "../twilio-wire/held-delays.ts";
import { fields, text } from "../twilio-wire/shape.ts";

/** https://www.twilio.com/docs/taskrouter/api/workflow */
export class TaskRouterWorkflows implements Workflows {
  readonly #connection: Pick<TwilioConnection, "request">;
  readonly #workspaceSid: string;

  constructor(connection: Pick<TwilioConnection, "request">, workspaceSid: string) {
    this.#connection = connection;
    this.#workspaceSid = workspaceSid;
  }

  async heedsDelays(workflowId: string): Promise<boolean> {
    const workflow = await this.#read(workflowId);

    return workflow !== undefined && heedsDelays(workflow.configuration);
  }

  async nameOf(workflowId: string): Promise<string | undefined> {
    return (await this.#read(workflowId))?.friendly_name;
  }

  async #read(workflowId: string): Promise<ReturnType<typeof readWorkflow>> {
    const what = "Reading the workflow";
    const uri = `https://taskrouter.twilio.com/v1/Workspaces/${this.#workspaceSid}/Workflows/${workflowId}`;
    const response = await this.#connection.request({ method: "get", uri }).catch((error: unknown) => {
      throw asPortFault(error, what);
    });
    if (response.statusCode === 404) return undefined;
    if (response.statusCode >= 300) {
      const cause = asPortFault(refusalOf(response), what);
      throw cause instanceof Unavailable ? cause : new Unavailable(what, { cause });
    }
    const workflow = readWorkflow(parseJson(response.body));
    if (!workflow) throw new Unavailable(`${what}: the answer has an unknown form`);

    return workflow;
  }
}

const readWorkflow = fields({ configuration: text, friendly_name: text });
