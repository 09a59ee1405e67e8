import type { Twilio } from "../../local/twilio/index.ts";
import type { PhoneLine } from "../../local/twilio/telephony/line/phone-line.ts";

/** What tests do with telephones at a local Twilio, and see of its tasks. */
export function callingAt(twilio: Twilio, isAtWork: () => boolean = () => false) {
  const { state } = twilio.store;

  /** Presses it as soon as somebody listens, and waits for what is said then. */
  async function press(line: PhoneLine, key: string, says: string): Promise<void> {
    await until(() => line.state === "listening");
    const before = line.heard.length;
    line.press(key);
    await until(() => line.heard.slice(before).some(({ text }) => text !== "" && text.includes(says)));
  }

  /** Time goes on until it is so. */
  async function until(isSo: () => boolean): Promise<void> {
    for (let tries = 0; tries < 1_000; tries++) {
      if (isSo()) return;
      // Whoever is at work has time to answer.
      twilio.clock.advance(isAtWork() ? 20 : 200);
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
    throw new Error("It did not come to that");
  }

  return {
    press,
    until,
    openTasks: () =>
      [...state.tasks.values()].filter(
        ({ assignmentStatus }) => !["completed", "canceled", "wrapping"].includes(assignmentStatus),
      ),
    attributesOf: (taskSid = ""): Readonly<Record<string, unknown>> =>
      JSON.parse(state.tasks.get(taskSid)?.attributes ?? "{}"),
  };
}

export function heard(line: PhoneLine): string {
  return line.heard
    .filter(({ kind }) => kind === "said")
    .map(({ text }) => text)
    .join(" ");
}
