import type { LocalAccount } from "../account.ts";
import type { AdvanceableClock } from "../clock.ts";
import { notFound, Refusal } from "../refusal.ts";
import { newSid } from "../sids.ts";
import { isoTime } from "../wire/http/dates.ts";
import { definitionFaults } from "./definition.ts";

/** A flow in the form of Twilio's answers: https://www.twilio.com/docs/studio/rest-api/v2/flow */
export interface Flow {
  readonly sid: string;
  readonly account_sid: string;
  readonly friendly_name: string;
  readonly definition: unknown;
  readonly status: "draft" | "published";
  readonly revision: number;
  readonly commit_message: string | null;
  readonly valid: boolean;
  readonly errors: readonly unknown[];
  readonly warnings: readonly unknown[];
  readonly date_created: string;
  readonly date_updated: string | null;
  readonly webhook_url: string;
  readonly url: string;
  readonly links: Readonly<Record<string, string>>;
}

export interface FlowFields {
  readonly friendlyName?: string | undefined;
  readonly status: "draft" | "published";
  readonly definition?: string | undefined;
  readonly commitMessage?: string | undefined;
}

export class StudioFlows {
  readonly #flows = new Map<string, Flow>();
  readonly #account: LocalAccount;
  readonly #clock: AdvanceableClock;

  constructor(account: LocalAccount, clock: AdvanceableClock) {
    this.#account = account;
    this.#clock = clock;
  }

  clear(): void {
    this.#flows.clear();
  }

  list(): readonly Flow[] {
    return [...this.#flows.values()];
  }

  flow(sid: string): Flow {
    const found = this.#flows.get(sid);
    if (!found) throw notFound(`/Flows/${sid}`);

    return found;
  }

  create(fields: FlowFields & { readonly friendlyName: string; readonly definition: string }): Flow {
    const sid = newSid("FW");
    const url = `https://studio.twilio.com/v2/Flows/${sid}`;

    return this.#keep({
      sid,
      account_sid: this.#account.accountSid,
      friendly_name: fields.friendlyName,
      definition: validDefinition(fields.definition),
      status: fields.status,
      revision: 1,
      commit_message: fields.commitMessage ?? null,
      valid: true,
      errors: [],
      warnings: [],
      date_created: isoTime(this.#clock.time()),
      date_updated: null,
      webhook_url: `https://webhooks.twilio.com/v1/Accounts/${this.#account.accountSid}/Flows/${sid}`,
      url,
      links: {
        executions: `${url}/Executions`,
        revisions: `${url}/Revisions`,
        test_users: `${url}/TestUsers`,
      },
    });
  }

  /** Every change is a new revision. */
  update(sid: string, fields: FlowFields): Flow {
    const flow = this.flow(sid);

    return this.#keep({
      ...flow,
      friendly_name: fields.friendlyName ?? flow.friendly_name,
      definition: fields.definition === undefined ? flow.definition : validDefinition(fields.definition),
      status: fields.status,
      commit_message: fields.commitMessage ?? null,
      revision: flow.revision + 1,
      date_updated: isoTime(this.#clock.time()),
    });
  }

  remove(sid: string): void {
    this.flow(sid);
    this.#flows.delete(sid);
  }

  #keep(flow: Flow): Flow {
    this.#flows.set(flow.sid, flow);

    return flow;
  }
}

export function validDefinition(text: string): unknown {
  const definition = parsed(text);
  const faults = definitionFaults(definition);
  if (faults.length > 0) {
    const told = faults.map(({ message, property_path }) => `${property_path} ${message}`).join("; ");
    throw new Refusal(400, 81022, `Flow definition validation failed: ${told}`);
  }

  return definition;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 81022, "Flow definition validation failed: it is not JSON");
  }
}
