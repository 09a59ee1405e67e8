import { afterAll, beforeAll, beforeEach } from "vitest";
import { startLocalStack } from "../../local/server.ts";
import { createTwilio, type Twilio } from "../../local/twilio/index.ts";
import type { Task } from "../../local/twilio/taskrouter/store/model.ts";

/** The built functions on Twilio's own runtime, over a Twilio of their own. One at a time in a process. */
export interface Stack {
  readonly twilio: Twilio;
  readonly url: string;
  /** All tasks there are. */
  tasks(): readonly Task[];
}

export interface RunningStack extends Stack {
  close(): Promise<void>;
}

/** @param environment settings of the functions; an empty one is as good as not set */
export async function startStack(
  environment: Readonly<Record<string, string>> = {},
  twilio: Twilio = createTwilio(),
): Promise<RunningStack> {
  const { url, close } = await startLocalStack({ port: 0, twilio, environment });

  return { twilio, url, close, tasks: () => [...twilio.store.state.tasks.values()] };
}

/** A stack for the tests of one file, with a Twilio as newly made before each. */
export function withStack(environment: Readonly<Record<string, string>> = {}): Stack {
  const twilio = createTwilio();
  let stack: RunningStack;

  beforeAll(async () => {
    stack = await startStack(environment, twilio);
  }, 60_000);
  beforeEach(() => twilio.reset());
  afterAll(() => stack.close());

  return {
    twilio,
    tasks: () => stack.tasks(),
    get url() {
      return stack.url;
    },
  };
}
