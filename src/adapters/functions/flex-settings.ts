import type { RequeuePolicy } from "../../domain/retry/requeue.ts";
import type { BoardPolicy } from "../../domain/supervisor/listed-task.ts";
import type { DeletionPolicy } from "../../domain/voicemail-deletion.ts";
import { success } from "./answer.ts";
import type { AnswerToAgent } from "./flex-request.ts";

/** `settings` tells the plugin the rules that the functions enforce. */
export const makeFlexSettingsAnswer =
  (
    { maxAttempts, maxPutBacks }: RequeuePolicy,
    { deletion }: DeletionPolicy,
    { forAgents, targetMinutes }: BoardPolicy,
  ): AnswerToAgent =>
  async () =>
    success({
      maxAttempts,
      maxPutBacks,
      voicemailDeletion: deletion,
      listForAgents: forAgents,
      targetMinutes,
    });
