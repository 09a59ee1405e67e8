import type { CallbackRequest } from "../domain/callback-request.ts";
import type { CallbackTask } from "../domain/callback-task.ts";
import { type DuplicatePolicy, identityOf } from "../domain/duplicates.ts";
import {
  type AskedCallback,
  type AskedField,
  type FieldFaults,
  type NewRequestPolicy,
  newRequest,
} from "../domain/new-request.ts";
import { joinedRequest } from "../domain/once/joined-request.ts";
import { withTranscript } from "../domain/voicemail.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import { latestToWriteOn } from "./latest-task.ts";
import type { CreateOnce } from "./once/create-once.ts";
import type { WriteToRequest } from "./once/write-to-request.ts";

export type RequestCallbackOutcome =
  | { readonly kind: "created"; readonly taskId: string }
  /** The same request was made before: `taskId` is its task. */
  | { readonly kind: "joined"; readonly taskId: string; readonly transcript: JoinedTranscript }
  | { readonly kind: "refused"; readonly faults: FieldFaults<AskedField> };

/** What became of a transcript that came with a repeated request. */
export type JoinedTranscript = "none" | "written" | "task-gone";

/** Takes a request for a callback, or a voicemail, and puts it to the agents once. */
export type RequestCallback = (asked: AskedCallback) => Promise<RequestCallbackOutcome>;

/** What is wrong with a request, without making it: for callers who found faults of their own and want to name all. */
export type CheckRequest = (asked: AskedCallback) => FieldFaults<AskedField>;

export type RequestCallbackPolicy = NewRequestPolicy & DuplicatePolicy;

export const makeCheckRequest =
  (clock: Clock, policy: NewRequestPolicy): CheckRequest =>
  (asked) => {
    const fresh = newRequest(asked, policy, clock.now());

    return fresh.kind === "refused" ? fresh.faults : {};
  };

/**
 * Makes the use case that takes requests.
 *
 * @param fulfilOnce makes each request once, with a ledger: `makeFulfilOnce`
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
    const fresh = newRequest(asked, policy, clock.now());
    if (fresh.kind === "refused") return fresh;

    const { request } = fresh;
    const { kind, taskId, key } = await createOnce(
      identityOf(request, asked, policy),
      request,
      asked.deliveryId,
    );
    switch (kind) {
      case "created":
        return { kind, taskId };
      case "repeated":
        return { kind: "joined", taskId, transcript: "none" };
      case "joined":
        return { kind, taskId, transcript: await joined(taskId, key, request) };
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
