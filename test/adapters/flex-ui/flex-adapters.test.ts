import { describe, expect, it } from "vitest";
import {
  FlexAgentNotices,
  type FlexNotifications,
} from "../../../src/adapters/flex-ui/flex/flex-agent-notices.ts";
import { FlexUiTelemetry } from "../../../src/adapters/flex-ui/flex/flex-telemetry.ts";
import { enUS } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import { makeText, registeredStrings } from "../../../src/adapters/flex-ui/text.ts";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { describeAgentNotices } from "../../contracts/agent-notices.contract.ts";
import { describeTelemetry } from "../../contracts/telemetry.contract.ts";

const text = makeText(() => registeredStrings(enUS, {}));

/** Flex's notifications: only those that were registered can be shown, and a name is registered once. */
class FakeNotifications implements FlexNotifications {
  readonly shown: { readonly id: string; readonly context: object }[] = [];
  activeNotifications: { readonly id: string; readonly context: object }[] = [];
  readonly registered: string[] = [];
  broken = false;

  registerNotification({ id }: { readonly id: string }): void {
    if (this.registered.includes(id)) throw new Error("Notification already registered");
    this.registered.push(id);
  }

  showNotification(id: string, context: object): void {
    if (this.broken) throw new Error("The bar is gone");
    if (!this.registered.includes(id)) return;
    this.shown.push({ id, context });
    this.activeNotifications.push({ id, context });
  }
}

describeAgentNotices("FlexAgentNotices", () => {
  const notifications = new FakeNotifications();

  return {
    notices: new FlexAgentNotices(notifications, text, () => false, new CollectedLog()),
    shown: () => notifications.shown,
    dismissAll: () => {
      notifications.activeNotifications = [];
    },
    breakDown: () => {
      notifications.broken = true;
    },
  };
});

describe("FlexAgentNotices", () => {
  it("tells the agent in words", () => {
    const notifications = new FakeNotifications();
    new FlexAgentNotices(notifications, text, () => false, new CollectedLog()).tell({
      kind: "not-requeued",
      reason: "attempts-used-up",
    });

    expect(notifications.shown).toStrictEqual([
      {
        id: "CallbackVoicemail-not-requeued",
        context: { text: "All attempts are used up. Complete the task." },
      },
    ]);
  });
});

describe("what the agent sees in the panel already", () => {
  const told = (taskId: string | undefined) => {
    const notifications = new FakeNotifications();
    new FlexAgentNotices(notifications, text, (id) => id === "in view", new CollectedLog()).tell(
      { kind: "requeued" },
      taskId,
    );

    return notifications.shown.length;
  };

  it.each([
    ["in view", 0],
    ["out of view", 1],
    [undefined, 1],
  ])("is not said again, and covers nothing: about a callback that is %s, %i notices", (taskId, notices) => {
    expect(told(taskId)).toBe(notices);
  });
});

describeTelemetry("FlexUiTelemetry", () => {
  const counted: unknown[] = [];
  let broken = false;
  const analytics = {
    track: (event: string, properties: Record<string, unknown>) => {
      if (broken) throw new Error("The frame is gone");
      counted.push([event, properties]);
    },
  };

  return {
    telemetry: new FlexUiTelemetry(() => analytics, new CollectedLog()),
    counted: () => [...counted],
    breakDown: () => {
      broken = true;
    },
  };
});

describe("FlexUiTelemetry", () => {
  it("looks for Flex's analytics with each event until there are some", () => {
    const counted: string[] = [];
    let loaded = false;
    const analytics = { track: (event: string) => void counted.push(event) };
    const telemetry = new FlexUiTelemetry(() => (loaded ? analytics : undefined), new CollectedLog());

    telemetry.track({ kind: "voicemail-played" });
    loaded = true;
    telemetry.track({ kind: "call-placed", request: "callback", attempt: 1 });

    expect(counted).toStrictEqual(["Callback Started"]);
  });
});
