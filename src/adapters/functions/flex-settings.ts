import type { RequeuePolicy } from "../../domain/requeue.ts";
import { success } from "./answer.ts";
import type { AnswerToAgent } from "./flex-request.ts";

/** `settings`: the rules that the panel shows, from the one place where they are enforced. */
export const makeFlexSettingsAnswer =
  (policy: RequeuePolicy): AnswerToAgent =>
  async () =>
    success({ maxAttempts: policy.maxAttempts });
