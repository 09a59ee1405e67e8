import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Answered, type Sent, send } from "../../support/functions.ts";
import { type RunningStack, startStack } from "../../support/stack.ts";
import { HANGING, HANGS_FOR_MS, type HangingCase } from "./cases/hanging.ts";
import { collectLogs, expectDiscreet, expectLawful } from "./lawful.ts";
import { expectAnswer, worldOf } from "./run-case.ts";

interface Underway {
  readonly sent: Sent;
  readonly before: ReadonlySet<string>;
  readonly answered: Promise<Answered>;
}

/** All of them hang at the same time, each on a fault that the one before has not met: nobody waits for each in turn. */
describe(HANGING.title, () => {
  const underway = new Map<HangingCase, Underway>();
  const lines: string[] = [];
  let stack: RunningStack;
  let stopCollecting: () => void;
  let over: Promise<void>;

  beforeAll(async () => {
    stack = await startStack();
    stopCollecting = collectLogs(lines);
    for (const subject of HANGING.cases) underway.set(subject, await begin(subject));
    over = new Promise((resolve) => setTimeout(resolve, HANGS_FOR_MS + 500));
  }, 60_000);
  afterAll(async () => {
    stopCollecting();
    await stack.close();
  });

  it.each(HANGING.cases.map((subject) => [subject.what, subject] as const))(
    "%s: answered in time, and made once",
    async (_, subject) => {
      const { sent, before, answered } = underwayOf(subject);
      expectAnswer(await answered, subject.answer);
      expectLawful(await answered, stack.twilio.account);

      await over;
      expect(madeFor(subject, before)).toHaveLength(subject.tasks);

      const again = await send(stack.url, stack.twilio.account.authToken, sent);
      expectAnswer(again, subject.again.answer);
      expect(madeFor(subject, before)).toEqual([again.body.taskSid]);
      expectDiscreet(lines, sent, stack.twilio.account);
    },
    HANGS_FOR_MS + 15_000,
  );

  it("says in the log of each that was given up", () => {
    const givenUp = HANGING.cases.filter(({ answer }) => answer.status === 503);

    expect(lines.filter((line) => line.includes('"event":"request.failed"'))).toHaveLength(givenUp.length);
  });

  /** Goes on once the request has met all that waits for it. */
  async function begin(subject: HangingCase): Promise<Underway> {
    const { twilio, url } = stack;
    const sent = subject.sent(worldOf(twilio));
    const before = new Set(stack.tasks().map(({ sid }) => sid));
    for (const fault of subject.faults(sent)) twilio.faults.add(fault);
    const answered = send(url, twilio.account.authToken, sent);
    await vi.waitFor(() => expect(twilio.faults.pending).toEqual([]), { timeout: 5_000, interval: 5 });

    return { sent, before, answered };
  }

  function madeFor({ contact }: HangingCase, before: ReadonlySet<string>): readonly string[] {
    return stack
      .tasks()
      .filter(({ sid, attributes }) => !before.has(sid) && attributes.includes(contact))
      .map(({ sid }) => sid);
  }

  function underwayOf(subject: HangingCase): Underway {
    const found = underway.get(subject);
    if (!found) throw new Error(`${subject.what} was never begun`);

    return found;
  }
});
