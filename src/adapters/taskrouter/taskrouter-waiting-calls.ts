import {
  type TaskInstance,
  TaskListInstance,
  type TaskListInstance as TaskResource,
} from "twilio/lib/rest/taskrouter/v1/workspace/task.js";
import { defined } from "../../domain/defined.ts";
import type { WaitingCall } from "../../domain/waiting/carried.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { LeavesFor, WaitingCalls } from "../../ports/waiting-calls.ts";
import type { ApiVersion } from "../twilio-rest/api-version.ts";
import { asPortFault, twilioFault } from "../twilio-rest/twilio-fault.ts";
import { STATE_OF } from "../twilio-wire/task-status.ts";
import { readWaitingCall, withLeaveNote } from "../twilio-wire/waiting-call.ts";
import { reservationsOf } from "./reservations.ts";

/** The calls that came last: enough for all that came in while this one was being put into the queue. */
const NEWEST_PAGE = 50;

const NOTE_TRIES = 5;

/** Calls of an `<Enqueue workflowSid>`: https://www.twilio.com/docs/taskrouter/twiml-queue-calls */
export class TaskRouterWaitingCalls implements WaitingCalls {
  readonly #version: ApiVersion;
  readonly #workspaceSid: string;
  readonly #tasks: TaskResource;

  /** @param version TaskRouter's v1 */
  constructor(version: ApiVersion, { workspaceSid }: { readonly workspaceSid: string }) {
    this.#version = version;
    this.#workspaceSid = workspaceSid;
    this.#tasks = TaskListInstance(
      version as unknown as Parameters<typeof TaskListInstance>[0],
      workspaceSid,
    );
  }

  /** TaskRouter allows a search by attributes three times a second only, so that the newest are read. */
  async find(callId: string, workflowId?: string): Promise<WaitingCall | undefined> {
    try {
      const { instances } = await this.#tasks.page({
        ordering: "DateCreated:desc",
        assignmentStatus: ["pending", "reserved"],
        pageSize: NEWEST_PAGE,
        ...defined({ workflowSid: workflowId }),
      });
      const found = instances.find(({ attributes }) => readWaitingCall(attributes).callSid === callId);

      return found && (await this.#read(found));
    } catch (error) {
      throw asPortFault(error, "Looking for the call's task");
    }
  }

  async look(taskId: string): Promise<WaitingCall | undefined> {
    try {
      return await this.#read(await this.#tasks(taskId).fetch());
    } catch (error) {
      if (twilioFault(error)?.kind === "not-found") return undefined;
      throw asPortFault(error, "Fetching the call's task");
    }
  }

  async note(taskId: string, why: LeavesFor | undefined): Promise<void> {
    for (let tried = 1; ; tried++) {
      try {
        const { body, headers } = await this.#tasks(taskId).fetchWithHttpInfo();
        const attributes = withLeaveNote(body.attributes, why);
        if (attributes === body.attributes) return;
        await this.#tasks(taskId).update({ attributes, ifMatch: etagOf(headers) });

        return;
      } catch (error) {
        const kind = twilioFault(error)?.kind;
        if (kind === "not-found") return;
        // Somebody changed the task meanwhile, or the answer was lost: what stands there now tells.
        if ((kind !== "conflict" && kind !== "lost") || tried === NOTE_TRIES)
          throw asPortFault(error, "Noting why the caller leaves");
      }
    }
  }

  /** A task that reads `reserved` may have been accepted, while the conference is being set up. */
  async #read(instance: TaskInstance): Promise<WaitingCall> {
    const { sid, assignmentStatus, workflowSid, priority, dateCreated, virtualStartTime } = instance;
    const { attributes, conversationId } = readWaitingCall(instance.attributes);

    return {
      taskId: sid,
      state: STATE_OF[assignmentStatus],
      isAccepted: assignmentStatus === "reserved" && (await this.#hasAcceptedReservation(sid)),
      routing: { workflowId: workflowSid, priority, queuedSince: virtualStartTime ?? dateCreated },
      attributes,
      ...defined({ conversationId }),
    };
  }

  async #hasAcceptedReservation(taskSid: string): Promise<boolean> {
    const of = { workspaceSid: this.#workspaceSid, taskSid };
    const accepted = await reservationsOf(this.#version, of, { ReservationStatus: "accepted", PageSize: 1 });

    return accepted.length > 0;
  }
}

function etagOf(headers: unknown): string {
  const { etag } = headers as { readonly etag?: string };
  if (etag === undefined) throw new Unavailable("TaskRouter answered without an ETag");

  return etag;
}
