import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../test/support/second-process-main.ts", import.meta.url));

/** The built functions on Twilio's own runtime, in a process of their own. */
export class FunctionsProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://localhost:${port}`;
  }

  static async start(environment: Readonly<Record<string, string>>): Promise<FunctionsProcess> {
    const child = fork(PROGRAM, [JSON.stringify(environment)], {
      execArgv: ["--import", "tsx"],
      // A log line for each thing that went wrong would hide the table.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const [port] = (await once(child, "message")) as [number];

    return new FunctionsProcess(child, port);
  }

  /** Resident bytes. */
  get memory(): number {
    return (
      Number(execFileSync("ps", ["-o", "rss=", "-p", String(this.#child.pid)], { encoding: "utf8" })) * 1024
    );
  }

  stop(): void {
    this.#child.kill();
  }
}
