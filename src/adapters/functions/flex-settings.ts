import type { FindHolding } from "../../application/find-holding.ts";
import { defined } from "../../domain/defined.ts";
import type { NumberPolicy } from "../../domain/phone-number.ts";
import type { UnreachedOutcome } from "../../domain/retry/attempt.ts";
import type { RequeuePolicy } from "../../domain/retry/requeue.ts";
import type { BoardPolicy } from "../../domain/supervisor/listed-task.ts";
import type { DeletionPolicy } from "../../domain/voicemail-deletion.ts";
import { success } from "./answer.ts";
import type { AnswerToAgent } from "./flex-request.ts";

/** What the desktop does by itself. */
export interface DesktopPolicy {
  /** After these outcomes of a call the desktop puts the request back by itself. */
  readonly autoRequeue: readonly UnreachedOutcome[];
}

/** `settings` tells the plugin the rules that the functions enforce. */
export const makeFlexSettingsAnswer =
  (
    { maxAttempts, maxPutBacks, retryDelays }: RequeuePolicy,
    { deletion }: DeletionPolicy,
    { forAgents, targetMinutes }: BoardPolicy,
    { autoRequeue }: DesktopPolicy,
    { allowedCountries, premiumNumbers }: NumberPolicy,
    findHolding: FindHolding,
  ): AnswerToAgent =>
  async () =>
    success({
      maxAttempts,
      maxPutBacks,
      voicemailDeletion: deletion,
      listForAgents: forAgents,
      targetMinutes,
      retryDelays,
      holdingWorkflows: await findHolding(),
      autoRequeue,
      premiumNumbers,
      ...defined({ allowedCountries }),
    });
