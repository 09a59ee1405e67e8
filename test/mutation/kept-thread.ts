import { ThreadsPoolWorker, type Vite } from "vitest/node";

/** A thread keeps a listener of each run, so that a new one is quicker after a while. */
const RUNS_OF_A_THREAD = 100;

/**
 * Keeps one thread for many runs. Vitest starts one for each run, which loads every module again: that takes twenty times as
 * long as the tests of one mutant. Stryker switches mutants on and off in modules that are loaded.
 */
export function keptThread(): Vite.Plugin {
  let kept: KeptThread | undefined;

  return {
    name: "kept-thread",
    configureVitest({ vitest, project }) {
      project.config.pool = "kept-thread";
      project.config.poolRunner = {
        name: "kept-thread",
        createPoolWorker(options) {
          if (!kept?.canRun) {
            void kept?.end();
            kept = new KeptThread(options);
          }

          return kept;
        },
      };
      vitest.onClose(() => kept?.end());
    },
  };
}

class KeptThread extends ThreadsPoolWorker {
  override readonly name = "kept-thread";
  readonly #ofThisRun: [event: string, listener: (message: unknown) => void][] = [];
  #runs = 0;
  #resting = true;

  get canRun(): boolean {
    return this.#resting && this.#runs < RUNS_OF_A_THREAD;
  }

  override async start(): Promise<void> {
    this.#resting = false;
    this.#runs += 1;
    if (this.#runs === 1) await super.start();
  }

  override on(event: string, listener: (message: unknown) => void): void {
    this.#ofThisRun.push([event, listener]);
    super.on(event, listener);
  }

  /** A run that ended well asks for the end of the thread. It is told so, and the thread waits for the next run. */
  override send(message: Parameters<ThreadsPoolWorker["send"]>[0]): void {
    if (message.type !== "stop") {
      super.send(message);
      return;
    }
    this.#resting = true;
    for (const [event, listener] of this.#ofThisRun)
      if (event === "message") listener({ type: "stopped", __vitest_worker_response__: true });
  }

  override async stop(): Promise<void> {
    for (const [event, listener] of this.#ofThisRun.splice(0)) this.off(event, listener);
    if (!this.#resting) await this.end();
  }

  async end(): Promise<void> {
    await super.stop();
  }
}
