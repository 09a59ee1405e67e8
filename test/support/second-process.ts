import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { functionSettings } from "../../local/server.ts";
import type { Stack } from "./stack.ts";

const PROGRAM = fileURLToPath(new URL("second-process-main.ts", import.meta.url));

/** A further process that serves the same functions, over the Twilio of a stack. */
export interface SecondProcess {
  readonly url: string;
  /** At once, in the midst of whatever it is doing. */
  kill(): Promise<void>;
}

export async function startSecondProcess({ twilio, url }: Stack): Promise<SecondProcess> {
  const child = fork(PROGRAM, [JSON.stringify(functionSettings(twilio, url))], {
    execArgv: ["--import", "tsx"],
  });
  const [port] = await Promise.race([once(child, "message"), endOf(child)]);

  return {
    url: `http://localhost:${port}`,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

async function endOf(child: ChildProcess): Promise<never> {
  const [code] = await once(child, "exit");
  throw new Error(`The second process ended with ${code} before it served anything.`);
}
