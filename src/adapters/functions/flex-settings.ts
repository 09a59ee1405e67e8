import type { RequeuePolicy } from "../../domain/retry/requeue.ts";
import type { DeletionPolicy } from "../../domain/voicemail-deletion.ts";
import { success } from "./answer.ts";
import type { AnswerToAgent } from "./flex-request.ts";

/** `settings` tells the panel the rules that the functions enforce. */
export const makeFlexSettingsAnswer =
  ({ maxAttempts, maxPutBacks }: RequeuePolicy, { deletion }: DeletionPolicy): AnswerToAgent =>
  async () =>
    success({ maxAttempts, maxPutBacks, voicemailDeletion: deletion });
