import { describe, expect, it } from "vitest";
import { channelLooks, isCallbackTask } from "../../../src/adapters/flex-ui/channels.tsx";
import { toDesktopCallback } from "../../../src/adapters/flex-ui/desktop-callback.ts";
import type { FlexTask } from "../../../src/adapters/flex-ui/flex/flex.ts";
import { aFlexTask, WORKER_ID } from "./fake-flex.ts";

describe("how callbacks look in Flex", () => {
  const read = (task: FlexTask) => toDesktopCallback(task, WORKER_ID);
  const looksOf = (task: FlexTask, taskChannel?: string) =>
    channelLooks(read, taskChannel).filter((look) => look.isApplicable(task));
  const task = (
    attributes: Readonly<Record<string, unknown>>,
    details: Partial<FlexTask> = {},
  ): FlexTask => ({
    ...aFlexTask(),
    attributes,
    ...details,
  });

  it("is found by the task's type, on any channel", () => {
    expect(looksOf(task({ taskType: "callback" })).map(({ name }) => name)).toStrictEqual(["callback"]);
    expect(
      looksOf(task({ taskType: "voicemail" }, { taskChannelUniqueName: "voicemail" })).map(
        ({ name }) => name,
      ),
    ).toStrictEqual(["voicemail"]);
    expect(looksOf(task({ taskType: "callback-outbound" }))).toStrictEqual([]);
    expect(looksOf(task({}))).toStrictEqual([]);
  });

  it("is found on the deployer's channel alone where they named one", () => {
    const onVoice = task({ taskType: "callback" });

    expect(looksOf(onVoice, "callback")).toStrictEqual([]);
    expect(looksOf({ ...onVoice, taskChannelUniqueName: "callback" }, "callback")).toHaveLength(1);
  });

  it.each([
    ["callback", "+14155550123", "CallbackVoicemailTitleCallback"],
    ["callback", "anonymous", "CallbackVoicemailTitleCallbackNoNumber"],
    ["voicemail", "+14155550123", "CallbackVoicemailTitleVoicemail"],
    ["voicemail", "anonymous", "CallbackVoicemailTitleVoicemailNoNumber"],
  ])("is titled by kind and number: %s from %s", (taskType, numberToCall, title) => {
    const titled = task({ taskType, callBackData: { numberToCall } });

    expect(looksOf(titled)[0]?.title(titled)).toBe(title);
  });

  it.each([
    ["callback", "+14155550123", "CallbackVoicemailNumber"],
    ["voicemail", "+14155550123", "CallbackVoicemailNumber"],
    ["callback", "anonymous", "CallbackVoicemailTitleCallbackNoNumber"],
    ["voicemail", "anonymous", "CallbackVoicemailVoicemailHeading"],
  ])("fits beside Flex's button in the header: %s from %s", (taskType, numberToCall, header) => {
    const titled = task({ taskType, callBackData: { numberToCall } });

    expect(looksOf(titled)[0]?.header(titled)).toBe(header);
  });

  it("replaces Flex's own panel for callbacks and voicemails, and for nothing else", () => {
    expect(isCallbackTask(task({ taskType: "callback" }))).toBe(true);
    expect(isCallbackTask(task({ taskType: "voicemail" }))).toBe(true);
    expect(isCallbackTask(task({ taskType: "callback-outbound" }))).toBe(false);
    expect(isCallbackTask({ ...aFlexTask(), attributes: undefined } as unknown as FlexTask)).toBe(false);
    expect(isCallbackTask(undefined)).toBe(false);
  });
});
