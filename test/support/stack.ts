import { afterAll, beforeAll, beforeEach } from "vitest";
import { type LocalStack, startLocalStack } from "../../local/server.ts";
import { createTwilio, type Twilio } from "../../local/twilio/index.ts";
import type { Task } from "../../local/twilio/store/model.ts";
import { buildFunctions } from "../../scripts/build-functions.ts";

export interface Stack {
  readonly twilio: Twilio;
  readonly url: string;
  /** All tasks there are. */
  tasks(): readonly Task[];
}

/** The built functions on Twilio's own runtime for the tests of one file, with a Twilio as newly made before each. */
export function withStack(environment: Readonly<Record<string, string>> = {}): Stack {
  const twilio = createTwilio();
  let stack: LocalStack;

  beforeAll(async () => {
    await buildFunctions();
    stack = await startLocalStack({ port: 0, twilio, environment });
  }, 60_000);
  beforeEach(() => twilio.reset());
  afterAll(() => stack.close());

  return {
    twilio,
    tasks: () => [...twilio.store.state.tasks.values()],
    get url() {
      return stack.url;
    },
  };
}
