import type { CallObstacle } from "../../../domain/desktop/call-obstacle.ts";
import type { TelephoneOutcome } from "../../../domain/retry/attempt.ts";
import { Unavailable } from "../../../ports/faults.ts";
import type {
  CallOutcome,
  CallPlacement,
  CallToPlace,
  OutboundCalls,
  Stop,
} from "../../../ports/outbound-calls.ts";
import { readCallFailure } from "../rules/call-failure.ts";
import { outcomeOfCanceledCall } from "../rules/call-outcome.ts";
import { readCallAttributes, writeCallAttributes } from "./call-attributes.ts";
import type { Flex, FlexTask, FlexTaskEvent } from "./flex.ts";

/** Places calls with Flex's own `StartOutboundCall`. */
export class FlexOutboundCalls implements OutboundCalls {
  readonly #flex: Flex;
  #placing = false;

  constructor(flex: Flex) {
    this.#flex = flex;
  }

  /** Checks in the same order as Flex itself. */
  obstacle(): CallObstacle | undefined {
    const { serviceConfiguration, store } = this.#flex;
    const { worker, phone } = store.getState().flex;
    if (serviceConfiguration.outbound_call_flows?.default?.enabled !== true) return { kind: "dialling-off" };

    const call = [...worker.tasks.values()].find((task) => this.#isCallUnderWay(task));
    const callbackTaskId = call && readCallAttributes(call.attributes)?.callbackTaskId;
    if (call || phone.activeCall) return { kind: "on-a-call", ...(callbackTaskId && { callbackTaskId }) };

    return worker.activity.sid === serviceConfiguration.taskrouter_offline_activity_sid
      ? { kind: "offline" }
      : undefined;
  }

  watchObstacle(listener: () => void): Stop {
    let known = JSON.stringify(this.obstacle());

    return this.#flex.store.subscribe(() => {
      const now = JSON.stringify(this.obstacle());
      if (now === known) return;

      known = now;
      listener();
    });
  }

  async place(call: CallToPlace): Promise<CallPlacement> {
    const callback = this.#tasks().find((task) => task.taskSid === call.callbackTaskId);
    if (!callback) return { kind: "refused", reason: "task-not-here" };

    const obstacle = this.#placing ? ALREADY_PLACING : this.obstacle();
    if (obstacle) return { kind: "refused", reason: obstacle.kind };

    this.#placing = true;
    const calls = this.#callsThatComeOf(call.callbackTaskId);
    try {
      await this.#flex.actions.invokeAction("StartOutboundCall", {
        destination: call.number,
        queueSid: callback.queueSid,
        ...(call.callerId && { callerId: call.callerId }),
        taskAttributes: writeCallAttributes(call, callback.sid),
      });
    } catch (error) {
      return calls.seen() ? { kind: "placed" } : notPlaced(error);
    } finally {
      calls.stop();
      this.#placing = false;
    }

    // Without a microphone, or with a degraded voice service, Flex returns without an error.
    return calls.seen() ? { kind: "placed" } : { kind: "refused", reason: "not-started" };
  }

  watchOutcomes(listener: (outcome: CallOutcome) => void): Stop {
    const { events } = this.#flex;
    const answeredAt = new Map<string, Date | undefined>();
    const tell = (task: FlexTask, outcome: TelephoneOutcome | undefined, seconds?: number): void => {
      const link = readCallAttributes(task.attributes);
      if (link && outcome)
        listener({
          callbackTaskId: link.callbackTaskId,
          callTaskId: task.taskSid,
          outcome,
          ...(seconds !== undefined && { seconds }),
        });
    };
    const heard = {
      taskAccepted(task: FlexTask): void {
        answeredAt.set(task.sid, task.dateUpdated);
        tell(task, "answered");
      },
      taskWrapup(task: FlexTask): void {
        const seconds = secondsBetween(answeredAt.get(task.sid), task.dateUpdated);
        if (seconds !== undefined) tell(task, "answered", seconds);
      },
      taskCanceled: (task: FlexTask): void =>
        tell(task, outcomeOfCanceledCall(task.sourceObject?.canceledReasonCode)),
    };
    const listeners = Object.entries(heard) as [FlexTaskEvent, (task: FlexTask) => void][];

    for (const [event, hear] of listeners) events.addListener(event, hear);
    this.#tasks()
      .filter((task) => task.status === "accepted")
      .forEach(heard.taskAccepted);

    return () => {
      for (const [event, hear] of listeners) events.removeListener(event, hear);
    };
  }

  #tasks(): FlexTask[] {
    return [...this.#flex.store.getState().flex.worker.tasks.values()];
  }

  #isCallUnderWay(task: FlexTask): boolean {
    return (task.status === "pending" || task.status === "accepted") && this.#flex.isCallTask(task);
  }

  /** Watches from now on, because the call to a busy contact may end before we could look for it. */
  #callsThatComeOf(callbackTaskId: string): { seen(): boolean; stop: Stop } {
    const before = new Set(this.#tasks().map((task) => task.sid));
    const isNewCall = (task: FlexTask): boolean =>
      !before.has(task.sid) && readCallAttributes(task.attributes)?.callbackTaskId === callbackTaskId;
    let seen = false;
    const look = (): void => {
      seen ||= this.#tasks().some(isNewCall);
    };
    const stop = this.#flex.store.subscribe(look);

    return { seen: () => seen, stop };
  }
}

/** Both by TaskRouter's clock. `undefined`: Flex does not say when one of them was. */
function secondsBetween(answered: Date | undefined, ended: Date | undefined): number | undefined {
  const seconds = Math.round((Number(ended) - Number(answered)) / 1000);

  return seconds >= 0 ? seconds : undefined;
}

const ALREADY_PLACING: CallObstacle = { kind: "on-a-call" };

function notPlaced(error: unknown): CallPlacement {
  const failure = readCallFailure(error);
  switch (failure.kind) {
    case "passing":
      throw new Unavailable("The call could not be placed", { cause: error });
    case "refused":
      return failure;
  }
}
