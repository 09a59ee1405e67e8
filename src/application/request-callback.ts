import type { CallbackRequest } from "../domain/callback-request.ts";
import type { CallbackTask } from "../domain/callback-task.ts";
import { type DuplicatePolicy, identityOf } from "../domain/duplicates.ts";
import { joinedRequest } from "../domain/once/joined-request.ts";
import {
  type CallbackInput,
  type FieldFaults,
  type InputField,
  type ParseRequestPolicy,
  parseRequest,
} from "../domain/parse-request.ts";
import { DEFAULT_CHANNEL } from "../domain/routing.ts";
import { withTranscript } from "../domain/voicemail.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import { Rejected } from "../ports/faults.ts";
import type { Log } from "../ports/log.ts";
import { latestToWriteOn } from "./latest-task.ts";
import type { CreateOnce } from "./once/create-once.ts";
import type { CreatedOnce } from "./once/make-task.ts";
import type { WriteToRequest } from "./once/write-to-request.ts";

export type RequestCallbackOutcome =
  | { readonly kind: "created"; readonly taskId: string; readonly ignored?: readonly InputField[] }
  /** The same request was made before: `taskId` is its task. */
  | {
      readonly kind: "joined";
      readonly taskId: string;
      readonly transcript: JoinedTranscript;
      /** Wrong fields that were left out. Absent: none. */
      readonly ignored?: readonly InputField[];
    }
  | { readonly kind: "refused"; readonly faults: FieldFaults };

/** What became of a transcript that came with a repeated request. */
export type JoinedTranscript = "none" | "written" | "task-gone";

/** Takes a request for a callback, or a voicemail, and puts it to the agents once. */
export type RequestCallback = (asked: CallbackInput) => Promise<RequestCallbackOutcome>;

export type RequestCallbackPolicy = ParseRequestPolicy & DuplicatePolicy;

/**
 * Makes the use case that takes requests.
 *
 * @param createOnce makes each request once, with a ledger: `makeCreateOnce`
 * @param tasks the queue
 */
export const makeRequestCallback =
  (
    createOnce: CreateOnce,
    tasks: Pick<CallbackTasks, "look">,
    write: WriteToRequest,
    clock: Clock,
    log: Log,
    policy: RequestCallbackPolicy,
  ): RequestCallback =>
  async (asked) => {
    const fresh = parseRequest(asked, policy, clock.now());
    if (fresh.kind === "refused") return fresh;

    const { request } = fresh;
    const identity = identityOf(request, asked, policy);
    const { kind, taskId, key, leftOut } = await createdWithout([]);
    const wrong = [...new Set([...fresh.ignored, ...leftOut])];
    const ignored = wrong.length > 0 ? { ignored: wrong } : {};
    switch (kind) {
      case "created":
        return { kind, taskId, ...ignored };
      case "repeated":
        return { kind: "joined", taskId, transcript: "none", ...ignored };
      case "joined":
        return { kind, taskId, transcript: await joined(taskId, key, request), ...ignored };
    }

    /** A message was left, and nobody sends it again: without what the queue refuses it is still a message. */
    async function createdWithout(
      leftOut: readonly InputField[],
      next = request.voicemail ? LEFT_OUT_AT_NEED : [],
    ): Promise<CreatedOnce & { readonly leftOut: readonly InputField[] }> {
      try {
        return { ...(await createOnce(identity, without(leftOut, request), asked.deliveryId)), leftOut };
      } catch (fault) {
        const [more, ...rest] = next;
        if (!(fault instanceof Rejected) || !more) throw fault;

        return createdWithout(more, rest);
      }
    }

    /** Whoever joins adds what they said, on the task that an agent will see. */
    async function joined(taskId: string, key: string, request: CallbackRequest): Promise<JoinedTranscript> {
      const heard = request.voicemail?.transcript;
      if (request.voicemail && !heard) return "none";

      const add = (id: string) => write(id, (open) => withWhatWasSaid(open, request));
      const written = (await add(taskId)) ?? (await addToLatest(key, tasks, add));
      if (!heard) return "none";
      if (!written?.request.voicemail) log.warn("transcript.too-late", { taskId });

      return written?.request.voicemail ? "written" : "task-gone";
    }
  };

/** What may be why the queue refuses a request, one after the other: the routing, the size, or both. */
const LEFT_OUT_AT_NEED: readonly (readonly InputField[])[] = [
  ["channel", "workflowId"],
  ["attributes"],
  ["channel", "workflowId", "attributes"],
];

function without(fields: readonly InputField[], request: CallbackRequest): CallbackRequest {
  const { workflowId, channel, ...routing } = request.routing;
  const isKept = (field: InputField): boolean => !fields.includes(field);

  return {
    ...request,
    attributes: isKept("attributes") ? request.attributes : {},
    routing: {
      ...routing,
      channel: isKept("channel") ? channel : DEFAULT_CHANNEL,
      ...(workflowId !== undefined && isKept("workflowId") && { workflowId }),
    },
  };
}

/** The first task has left the queue, and another one may have taken its place. */
async function addToLatest(
  key: string,
  tasks: Pick<CallbackTasks, "look">,
  add: (taskId: string) => Promise<CallbackTask | undefined>,
): Promise<CallbackTask | undefined> {
  const latest = latestToWriteOn((await tasks.look({ key }, "all")).tasks);

  return latest && add(latest.id);
}

function withWhatWasSaid(open: CallbackRequest, asked: CallbackRequest): CallbackRequest | undefined {
  const transcript = asked.voicemail?.transcript;
  if (asked.voicemail) {
    return open.voicemail && transcript
      ? { ...open, voicemail: withTranscript(open.voicemail, transcript) }
      : undefined;
  }
  const joined = joinedRequest(open, asked);

  return joined === open ? undefined : joined;
}
