import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import type { CallbackTask } from "../../src/domain/callback-task.ts";
import type { CallbackTaskChange, CallbackTasks } from "../../src/ports/callback-tasks.ts";

export interface Moment {
  readonly when: "before" | "after";
  readonly method: keyof CallbackTasks;
}

/** The queue as a process sees it to which something happens: once, the first time that the moment comes. */
export class InterruptedTasks implements CallbackTasks {
  readonly #tasks: CallbackTasks;
  readonly #moment: Moment;
  readonly #interlude: () => Promise<unknown>;
  #isOver = false;

  constructor(tasks: CallbackTasks, moment: Moment, interlude: () => Promise<unknown>) {
    this.#tasks = tasks;
    this.#moment = moment;
    this.#interlude = interlude;
  }

  add(request: CallbackRequest): Promise<string> {
    return this.#act("add", () => this.#tasks.add(request));
  }

  find(id: string): Promise<CallbackTask | undefined> {
    return this.#act("find", () => this.#tasks.find(id));
  }

  findByMark(mark: string): Promise<readonly CallbackTask[]> {
    return this.#act("findByMark", () => this.#tasks.findByMark(mark));
  }

  findByRecording(recordingId: string): Promise<CallbackTask | undefined> {
    return this.#act("findByRecording", () => this.#tasks.findByRecording(recordingId));
  }

  holders(id: string): Promise<readonly string[]> {
    return this.#act("holders", () => this.#tasks.holders(id));
  }

  change(
    id: string,
    edit: (task: CallbackTask) => CallbackTaskChange | undefined,
  ): Promise<CallbackTask | undefined> {
    return this.#act("change", () => this.#tasks.change(id, edit));
  }

  complete(id: string, reason: string): Promise<void> {
    return this.#act("complete", () => this.#tasks.complete(id, reason));
  }

  async #act<Result>(method: keyof CallbackTasks, act: () => Promise<Result>): Promise<Result> {
    const isNow = !this.#isOver && method === this.#moment.method;
    if (isNow) this.#isOver = true;
    if (isNow && this.#moment.when === "before") await this.#interlude();
    const result = await act();
    if (isNow && this.#moment.when === "after") await this.#interlude();

    return result;
  }
}

/** The end of a process: it does nothing more, and nobody hears from it. */
export function death(): Promise<never> {
  return new Promise(() => undefined);
}
