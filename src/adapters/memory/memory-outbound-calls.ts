import type { CallObstacle } from "../../domain/desktop/call-obstacle.ts";
import type { CallRefusal } from "../../domain/desktop/problem.ts";
import type { TelephoneOutcome } from "../../domain/retry/attempt.ts";
import { Unavailable } from "../../ports/faults.ts";
import type {
  CallOutcome,
  CallPlacement,
  CallToPlace,
  OutboundCalls,
  Stop,
} from "../../ports/outbound-calls.ts";

/** The agent's current call: one for a callback, or any other. */
interface AgentCall {
  readonly callbackTaskId?: string;
  readonly callTaskId: string;
  readonly answered: boolean;
}

/** `OutboundCalls` in memory, for one agent. Its other methods let a test answer and end the calls. */
export class MemoryOutboundCalls implements OutboundCalls {
  readonly placed: CallToPlace[] = [];
  readonly #callbacks = new Set<string>();
  readonly #obstacleListeners = new Set<() => void>();
  readonly #outcomeListeners = new Set<(outcome: CallOutcome) => void>();
  #diallingOff = false;
  #offline = false;
  #call: AgentCall | undefined;
  #nextFailure: CallRefusal | "unavailable" | undefined;

  obstacle(): CallObstacle | undefined {
    if (this.#diallingOff) return { kind: "dialling-off" };
    if (this.#call) {
      const { callbackTaskId } = this.#call;
      return { kind: "on-a-call", ...(callbackTaskId !== undefined && { callbackTaskId }) };
    }

    return this.#offline ? { kind: "offline" } : undefined;
  }

  watchObstacle(listener: () => void): Stop {
    this.#obstacleListeners.add(listener);

    return () => this.#obstacleListeners.delete(listener);
  }

  async place(call: CallToPlace): Promise<CallPlacement> {
    if (!this.#callbacks.has(call.callbackTaskId)) return { kind: "refused", reason: "task-not-here" };

    const obstacle = this.obstacle();
    if (obstacle) return { kind: "refused", reason: obstacle.kind };

    const failure = this.#nextFailure;
    this.#nextFailure = undefined;
    if (failure === "unavailable") throw new Unavailable("The call could not be placed");
    if (failure !== undefined) return { kind: "refused", reason: failure };

    this.placed.push(call);
    const { callbackTaskId } = call;
    this.#situation(() => {
      this.#call = { callbackTaskId, callTaskId: `call-${this.placed.length}`, answered: false };
    });

    return { kind: "placed" };
  }

  watchOutcomes(listener: (outcome: CallOutcome) => void): Stop {
    this.#outcomeListeners.add(listener);
    if (this.#call?.answered) this.#tell(this.#call, "answered", {}, [listener]);

    return () => this.#outcomeListeners.delete(listener);
  }

  /** The agent accepts the task with this id. */
  accept(callbackTaskId: string): void {
    this.#callbacks.add(callbackTaskId);
  }

  switchDialling(state: "on" | "off"): void {
    this.#situation(() => {
      this.#diallingOff = state === "off";
    });
  }

  goOffline(): void {
    this.#situation(() => {
      this.#offline = true;
    });
  }

  goAvailable(): void {
    this.#situation(() => {
      this.#offline = false;
    });
  }

  /** The agent takes a call that has nothing to do with callbacks. */
  takeOtherCall(): void {
    this.#situation(() => {
      this.#call = { callTaskId: "other-call", answered: true };
    });
  }

  /** Makes the next `place` fail for this reason. */
  failNextCall(reason: CallRefusal | "unavailable"): void {
    this.#nextFailure = reason;
  }

  /** The contact answers the ringing call. */
  answer(): void {
    if (!this.#call) return;
    this.#call = { ...this.#call, answered: true };
    this.#tell(this.#call, "answered");
  }

  /** The ringing call ends unanswered. `taken-back`: the agent canceled it. */
  fail(outcome: Exclude<TelephoneOutcome, "answered"> | "taken-back"): void {
    const call = this.#call;
    this.hangUp();
    if (call && outcome !== "taken-back") this.#tell(call, outcome);
  }

  /** The call is over, after so many seconds of talk if it was answered. */
  hangUp(seconds = 0): void {
    const call = this.#call;
    this.#situation(() => {
      this.#call = undefined;
    });
    if (call?.answered) this.#tell(call, "answered", { seconds });
  }

  #tell(
    { callbackTaskId, callTaskId }: AgentCall,
    outcome: TelephoneOutcome,
    talk: Pick<CallOutcome, "seconds"> = {},
    listeners: Iterable<(outcome: CallOutcome) => void> = this.#outcomeListeners,
  ): void {
    if (callbackTaskId === undefined) return;
    for (const listener of listeners) listener({ callbackTaskId, callTaskId, outcome, ...talk });
  }

  /** Makes the change, and tells the listeners if it changed the obstacle. */
  #situation(change: () => void): void {
    const before = JSON.stringify(this.obstacle());
    change();
    if (JSON.stringify(this.obstacle()) !== before)
      for (const listener of this.#obstacleListeners) listener();
  }
}
