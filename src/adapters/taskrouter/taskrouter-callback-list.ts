import {
  type TaskInstance,
  TaskListInstance,
  type TaskListInstance as TaskResource,
} from "twilio/lib/rest/taskrouter/v1/workspace/task.js";
import { isJsonObject, parseJson } from "../../domain/json.ts";
import type { ListedTask, TaskHolder } from "../../domain/supervisor/listed-task.ts";
import { isWithAgent } from "../../domain/task-state.ts";
import type { CallbackList, CallbackPage } from "../../ports/callback-list.ts";
import type { ApiVersion } from "../twilio-rest/api-version.ts";
import { asPortFault, twilioFault } from "../twilio-rest/twilio-fault.ts";
import { readTask } from "./read-task.ts";
import { reservationsOf } from "./reservations.ts";
import { pageTokenOf, serverTime } from "./task-listing.ts";

export interface CallbackListSettings {
  readonly workspaceSid: string;
  /** The workflows whose callbacks are listed, one after the other. */
  readonly workflowSids: readonly string[];
  readonly pageSize?: number;
}

const PAGE_SIZE = 100;
const OPEN = ["pending", "reserved", "assigned", "wrapping"];

/** Where a page begins. */
interface Cursor {
  readonly workflow: number;
  readonly page: number;
  readonly token?: string;
}

/**
 * The plain list of tasks, which TaskRouter allows as often as everything else. A search by attributes it allows three
 * times a second: https://www.twilio.com/docs/taskrouter/limits
 */
export class TaskRouterCallbackList implements CallbackList {
  readonly #version: ApiVersion;
  readonly #workspaceSid: string;
  readonly #tasks: TaskResource;
  readonly #workflowSids: readonly string[];
  readonly #pageSize: number;

  /** @param version TaskRouter's v1: our own, or `twilio(…).taskrouter.v1` */
  constructor(
    version: ApiVersion,
    { workspaceSid, workflowSids, pageSize = PAGE_SIZE }: CallbackListSettings,
  ) {
    this.#version = version;
    this.#workspaceSid = workspaceSid;
    this.#tasks = TaskListInstance(
      version as unknown as Parameters<typeof TaskListInstance>[0],
      workspaceSid,
    );
    this.#workflowSids = workflowSids;
    this.#pageSize = pageSize;
  }

  async page(cursor?: string): Promise<CallbackPage> {
    const from = cursor === undefined ? { workflow: 0, page: 0 } : readCursor(cursor);
    const workflowSid = from && this.#workflowSids[from.workflow];
    if (!from || workflowSid === undefined) return { kind: "unknown-cursor" };

    const listed = await this.#list(workflowSid, from);
    if (!listed) return { kind: "unknown-cursor" };
    const next = this.#after(from, listed.nextToken);

    return {
      kind: "page",
      callbacks: await Promise.all(listed.instances.map((instance) => this.#listed(instance))).then((all) =>
        all.filter((each) => each !== undefined),
      ),
      at: listed.at,
      ...(next && { next: written(next) }),
    };
  }

  /** `undefined`: TaskRouter does not know the page. */
  async #list(workflowSid: string, { page, token }: Cursor) {
    try {
      const { body, headers } = await this.#tasks.pageWithHttpInfo({
        workflowSid,
        assignmentStatus: OPEN,
        ordering: "DateCreated:asc",
        pageSize: this.#pageSize,
        ...(token !== undefined && { pageNumber: page, pageToken: token }),
      });

      return {
        instances: body.instances,
        at: serverTime(headers),
        nextToken: pageTokenOf(body.nextPageUrl),
      };
    } catch (error) {
      const fault = twilioFault(error);
      if (token !== undefined && (fault?.kind === "refused" || fault?.kind === "not-found")) return undefined;
      throw asPortFault(error, "Listing the open callbacks");
    }
  }

  #after({ workflow, page }: Cursor, token: string | undefined): Cursor | undefined {
    if (token !== undefined) return { workflow, page: page + 1, token };

    return workflow + 1 < this.#workflowSids.length ? { workflow: workflow + 1, page: 0 } : undefined;
  }

  async #listed(instance: TaskInstance): Promise<ListedTask | undefined> {
    const task = readTask(instance);
    if (!task) return undefined;
    const holder = isWithAgent(task.state) ? await this.#holderOf(task.id) : undefined;

    return { task, ...(holder && { holder }) };
  }

  /** The list is worth showing without it. */
  async #holderOf(taskSid: string): Promise<TaskHolder | undefined> {
    const of = { workspaceSid: this.#workspaceSid, taskSid };
    const reservations = await reservationsOf(this.#version, of, { PageSize: 50 }).catch(() => []);
    const held = reservations.find(({ reservation_status }) =>
      ["accepted", "wrapping"].includes(reservation_status),
    );

    return held && { workerId: held.worker_sid, name: held.worker_name };
  }
}

function written(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

function readCursor(text: string): Cursor | undefined {
  const cursor = parseJson(Buffer.from(text, "base64url").toString());
  if (!isJsonObject(cursor)) return undefined;
  const { workflow, page, token } = cursor;
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
  if (!isCount(workflow) || !isCount(page) || (token !== undefined && typeof token !== "string"))
    return undefined;

  return { workflow, page, ...(token !== undefined && { token }) };
}
