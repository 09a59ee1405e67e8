import { cleanup, configure, render, screen, within } from "@testing-library/react";
import { CustomizationProvider } from "@twilio-paste/customization";
import React from "react";
import { afterEach, beforeEach } from "vitest";
import { toDesktopCallback } from "../../../src/adapters/flex-ui/desktop-callback.ts";
import type { FlexTask } from "../../../src/adapters/flex-ui/flex/flex.ts";
import type { PanelServices } from "../../../src/adapters/flex-ui/panel/callback-panel.tsx";
import { PanelContent } from "../../../src/adapters/flex-ui/panel/panel-content.tsx";
import { Listening } from "../../../src/adapters/flex-ui/panel/voicemail/listening.ts";
import { enUS, type Strings } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import { makeText, registeredStrings } from "../../../src/adapters/flex-ui/text.ts";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { MemoryOutboundCalls } from "../../../src/adapters/memory/memory-outbound-calls.ts";
import { makeEndRequest } from "../../../src/application/desktop/end-request.ts";
import { type DesktopRules, KnownRules } from "../../../src/application/desktop/known-rules.ts";
import { PanelStates } from "../../../src/application/desktop/panel-states.ts";
import { readableName } from "../../../src/domain/desktop/readable-name.ts";
import { TASK_ID } from "../../support/desktop-callbacks.ts";
import { aFlexTask, WORKER_ID } from "./fake-flex.ts";

export const NUMBER = "+14155550123";
/** As the panel writes it. */
export const SHOWN_NUMBER = "+1 415-555-0123";
const CALL = `Place call now to ${SHOWN_NUMBER}`;

// Asking for the style of every ancestor of every element takes jsdom minutes; nothing here is hidden on purpose.
configure({ defaultHidden: true });

/** What the panel works with, new for each test. */
export const desktop = desktopAtRest();
beforeEach(() => void Object.assign(desktop, desktopAtRest()));
afterEach(cleanup);

export interface Setting {
  readonly task?: Partial<FlexTask>;
  /** The callback's own part of the attributes. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly maxAttempts?: number;
  readonly rules?: Partial<DesktopRules>;
  readonly allowRequeue?: boolean;
  readonly strings?: Strings;
  readonly locale?: string;
  readonly theme?: "default" | "dark";
}

/** The panel as Flex draws it for a task. */
export function panel(setting: Setting = {}) {
  const { data, task: details, maxAttempts = 3, allowRequeue = true, strings = enUS } = setting;
  const attributes = setting.attributes ?? {
    taskType: "callback",
    callBackData: { numberToCall: NUMBER, utcDateTimeReceived: "2026-03-02T09:30:00.000Z", ...data },
  };
  const services: PanelServices = {
    calls: desktop.calls,
    states: desktop.states,
    rules: new KnownRules(async () => ({ maxAttempts, ...setting.rules }), new ManualClock(), desktop.log),
    allowRequeue,
    placeCall: async (_, other) => void desktop.asked.push(other ? `call ${other}` : "call"),
    reachedMachine: async () => void desktop.asked.push("machine"),
    retryLater: async () => void desktop.asked.push("retry"),
    autoRequeue: {
      resume: () => undefined,
      stop: (taskId) => {
        desktop.asked.push("stop");
        const { requeuesAt: _, ...state } = desktop.states.of(taskId);
        desktop.states.set(taskId, state);
      },
    },
    finish: async () => void desktop.asked.push("finish"),
    endRequest: makeEndRequest({
      note: async (_, closing) => {
        desktop.asked.push(`note ${closing}`);
        return { kind: "closed" };
      },
      complete: async () => void desktop.asked.push("complete"),
      calls: desktop.calls,
      states: desktop.states,
      clock: new ManualClock(),
      log: desktop.log,
    }),
    voicemails: {
      load: async () => ({ kind: "abandoned" }),
      readTranscript: async () => ({ kind: "failed", reason: "unavailable" }),
      delete: async () => ({ kind: "failed", reason: "unavailable" }),
    },
    text: makeText(() => registeredStrings(strings, {})),
    locale: setting.locale ?? "en-US",
    listening: new Listening(),
    clock: new ManualClock(),
    nameOf: readableName,
    isDark: () => setting.theme === "dark",
  };
  const read = (task: FlexTask) => toDesktopCallback(task, WORKER_ID);
  const drawn = (task: FlexTask) => (
    <CustomizationProvider baseTheme={setting.theme ?? "default"}>
      <PanelContent task={task} read={read} services={services} log={desktop.log} />
    </CustomizationProvider>
  );
  const task = { ...aFlexTask(), attributes, ...details };
  const { rerender } = render(drawn(task));

  return { becomes: (changed: Partial<FlexTask>) => rerender(drawn({ ...task, ...changed })) };
}

export const callButton = () => screen.getByRole("button", { name: CALL });
export const retryButton = () => screen.getByRole("button", { name: "Retry later" });
/** It keeps its place in the keyboard's order, so that its reason can be heard. */
export const isBlocked = (button: HTMLElement) => button.getAttribute("aria-disabled") === "true";
/** What a screen reader says after the button's name. */
export const descriptionOf = (button: HTMLElement) =>
  document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent;
/** What the contact said, under this heading. */
export const passage = (name: string) => within(screen.getByRole("region", { name }));
export const fact = (name: string) =>
  within(screen.getByRole("rowheader", { name }).closest("tr") as HTMLElement);

function desktopAtRest() {
  const calls = new MemoryOutboundCalls();
  calls.accept(TASK_ID);

  return { calls, states: new PanelStates(), log: new CollectedLog(), asked: [] as string[] };
}
