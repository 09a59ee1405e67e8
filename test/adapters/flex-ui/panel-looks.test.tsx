// @vitest-environment jsdom

import { cleanup, screen } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { de } from "../../../src/adapters/flex-ui/strings/de.ts";
import { enUS } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import { languageFor } from "../../../src/adapters/flex-ui/strings/index.ts";
import { TASK_ID } from "../../support/desktop-callbacks.ts";
import { anId } from "../../support/requests.ts";
import { callButton, desktop, fact, NUMBER, panel, type Setting, SHOWN_NUMBER } from "./panel-under-test.tsx";

const LOCALES = ["en-US", "de-DE", "es-ES", "es-MX", "fr-FR", "ja-JP", "pt-BR", "th-TH", "zh-CN"];

describe("the panel of a voicemail", () => {
  const recording = { RecordingSid: anId("RE", 1) };
  const voicemail = (data: Readonly<Record<string, unknown>>): Setting => ({
    attributes: { taskType: "voicemail", callBackData: { numberToCall: NUMBER, ...recording, ...data } },
  });

  it("shows the transcript", () => {
    panel(voicemail({ TranscriptionText: "Please call me." }));

    expect(screen.getByRole("region", { name: "Voicemail" })).toBeTruthy();
    expect(screen.getByText("Please call me.")).toBeTruthy();
  });

  it.each([
    ["one may still come", { utcDateTimeReceived: "2026-03-02T09:21:00.000Z" }, enUS.TranscriptExpected],
    ["none came", { utcDateTimeReceived: "2026-03-02T09:20:00.000Z" }, enUS.TranscriptNone],
    ["it failed", { TranscriptionStatus: "failed" }, enUS.TranscriptFailed],
    ["it was shortened", { TranscriptionText: "Please […]" }, enUS.TranscriptShortened],
    ["the voicemail was deleted", { isDeleted: true, TranscriptionText: "x" }, enUS.VoicemailDeleted],
    ["the voicemail was deleted, as text", { isDeleted: "true" }, enUS.VoicemailDeleted],
  ])("says of the transcript that %s", (_, data, words) => {
    panel(voicemail(data));

    expect(screen.getByText(words)).toBeTruthy();
  });

  it("reads a transcript out that comes while the agent is here", () => {
    const { becomes } = panel(voicemail({ utcDateTimeReceived: "2026-03-02T09:29:00.000Z" }));
    const live = screen.getByText(enUS.TranscriptExpected).closest("[aria-live=polite]");
    becomes({ attributes: voicemail({ TranscriptionText: "Please call me." }).attributes ?? {} });

    expect(live?.isConnected).toBe(true);
    expect(live?.textContent).toContain("Please call me.");
  });

  it("shows nothing of a deleted voicemail", () => {
    panel(voicemail({ isDeleted: true, TranscriptionText: "Please call me." }));

    expect(screen.queryByText("Please call me.")).toBeNull();
    expect(callButton()).toBeTruthy();
  });

  it.each(["anonymous", "+266696687", "Restricted"])(
    "has no call button where the number is %s",
    (numberToCall) => {
      panel(voicemail({ numberToCall }));

      expect(screen.queryByRole("button", { name: /Place call/ })).toBeNull();
      expect(fact("Contact phone").getByText(enUS.NumberWithheld)).toBeTruthy();
      expect(screen.getByText(enUS.NoCallWithheld)).toBeTruthy();
    },
  );

  it("has no call button where the number cannot be called", () => {
    panel(voicemail({ numberToCall: "sip:a@b.example" }));

    expect(screen.queryByRole("button", { name: /Place call/ })).toBeNull();
    expect(fact("Contact phone").getByText("sip:a@b.example")).toBeTruthy();
  });
});

describe("the panel in another language and theme", () => {
  it.each(LOCALES)("names the icon of a message in its language: %s", (locale) => {
    const { strings } = languageFor(locale);
    panel({ strings, data: { servedAt: "2026-03-02T11:54:00.000Z" } });
    const message = screen.getByRole("status");

    expect(message.textContent).toContain(strings.MessageWarning);
    expect(message.textContent).not.toContain("(warning)");
  });

  it("is in that language as a whole", async () => {
    panel({ strings: de, locale: "de-DE", data: { attempts: 1 } });

    expect(screen.getByRole("region", { name: "Rückrufwunsch" })).toBeTruthy();
    expect(screen.getByRole("button", { name: `Jetzt ${SHOWN_NUMBER} anrufen` })).toBeTruthy();
    expect(await screen.findByText("2 von 3")).toBeTruthy();
    expect(screen.getByText(/2\. März 2026/, { selector: "time" })).toBeTruthy();
  });

  it("does not fail on a locale that there is not", () => {
    panel({ locale: "xx-INVALID-123456789" });

    expect(fact("Received").getByText(/2026/, { selector: "time" })).toBeTruthy();
  });

  it.each([
    ["dark", "dark"],
    ["default", "light"],
  ] as const)("has the browser draw its own controls as the theme is: %s", (theme, scheme) => {
    panel({ theme });

    expect(screen.getByRole("region", { name: "Callback request" }).style.colorScheme).toBe(scheme);
  });

  it("takes its colors from the theme", () => {
    panel({ theme: "dark" });
    const dark = getComputedStyle(screen.getByRole("heading", { level: 2 })).color;
    cleanup();
    panel();

    expect(getComputedStyle(screen.getByRole("heading", { level: 2 })).color).not.toBe(dark);
  });
});

describe("the panel for those who do not see it, or use no mouse", () => {
  const everything: Setting = {
    attributes: {
      taskType: "voicemail",
      message: "About my order.",
      callBackData: {
        numberToCall: NUMBER,
        RecordingSid: anId("RE", 1),
        TranscriptionText: "Please call me.",
        attemptHistory: [{ at: "2026-03-02T10:00:00.000Z", agent: "Agent One", outcome: "busy" }],
        requeue: { at: "2026-03-02T10:00:00.000Z", taskSid: anId("WT", 2) },
      },
    },
  };

  // jsdom has no layout, so that contrast is looked at in the browser.
  it.each<[string, Setting]>([
    ["a plain callback", {}],
    ["a voicemail with everything", everything],
    ["the dark theme", { ...everything, theme: "dark" }],
  ])("has no fault that axe finds: %s", async (_, setting) => {
    desktop.states.set(TASK_ID, { activity: "idle", problem: { kind: "requeue", reason: "unavailable" } });
    panel(setting);
    await screen.findByText(/ of 3/);
    const { violations } = await axe.run(document.body, {
      preload: false,
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });

    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toStrictEqual([]);
  });
});
