import { ContainerModule } from "inversify";
import { makeCancelBySupervisorAnswer } from "../../../adapters/functions/cancel-by-supervisor.ts";
import {
  type CancelBySupervisor,
  makeCancelBySupervisor,
} from "../../../application/supervisor/cancel-by-supervisor.ts";
import type { Pace } from "../../../domain/once/pace.ts";
import type { CallbackTasks } from "../../../ports/callback-tasks.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Log } from "../../../ports/log.ts";
import { TOKENS } from "../tokens.ts";

/** Cancels what waits. Stands on the queue. */
export const cancelingModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.CancelBySupervisor).toResolvedValue(cancelBySupervisor, [
    TOKENS.CallbackTasks,
    TOKENS.Clock,
    TOKENS.Pace,
    TOKENS.Log,
  ]);
  bind(TOKENS.CancelBySupervisorAnswer).toResolvedValue(makeCancelBySupervisorAnswer, [
    TOKENS.CancelBySupervisor,
  ]);
});

function cancelBySupervisor(tasks: CallbackTasks, clock: Clock, pace: Pace, log: Log): CancelBySupervisor {
  return makeCancelBySupervisor({ tasks, clock, pace, log });
}
