import type { CallbackTaskChange } from "../../src/domain/callback-task.ts";
import type { Extent, Look } from "../../src/domain/once/look.ts";
import type { Added, CallbackTasks, NewTask, Sought, TaskReading } from "../../src/ports/callback-tasks.ts";

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

  add(task: NewTask, withinMs: number): Promise<Added> {
    return this.#act("add", () => this.#tasks.add(task, withinMs));
  }

  find(id: string): Promise<TaskReading | undefined> {
    return this.#act("find", () => this.#tasks.find(id));
  }

  look(sought: Sought, extent: Extent): Promise<Look> {
    return this.#act("look", () => this.#tasks.look(sought, extent));
  }

  holders(id: string): Promise<readonly string[]> {
    return this.#act("holders", () => this.#tasks.holders(id));
  }

  change(
    id: string,
    edit: (reading: TaskReading) => CallbackTaskChange | undefined,
  ): Promise<TaskReading | undefined> {
    return this.#act("change", () => this.#tasks.change(id, edit));
  }

  end(...asked: Parameters<CallbackTasks["end"]>): Promise<"ended" | "refused"> {
    return this.#act("end", () => this.#tasks.end(...asked));
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
