// @vitest-environment jsdom

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { Theme } from "@twilio-paste/theme";
import axe from "axe-core";
import React, { type ReactElement } from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Listening } from "../../../src/adapters/flex-ui/panel/voicemail/listening.ts";
import { VoicemailPlayer } from "../../../src/adapters/flex-ui/panel/voicemail/voicemail-player.tsx";
import { VoicemailTools } from "../../../src/adapters/flex-ui/panel/voicemail/voicemail-tools.tsx";
import { enUS } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import { makeText, registeredStrings } from "../../../src/adapters/flex-ui/text.ts";
import type { Voicemails } from "../../../src/application/desktop/voicemails.ts";
import type { CallbackRequest } from "../../../src/domain/callback-request.ts";
import type { DeletionPolicy } from "../../../src/domain/voicemail-deletion.ts";
import { aDesktopCallback } from "../../support/desktop-callbacks.ts";
import { anAttempt, anId, aRequest, aTranscript, aVoicemail } from "../../support/requests.ts";
import { functionsAt, functionsThat, refused, sound } from "./voicemail-functions.ts";

const text = makeText(() => registeredStrings(enUS, {}));
const [one, other] = [anId("WT", 1), anId("WT", 2)];

/** The browser's part that jsdom lacks: object URLs are counted, and sound is never heard. */
const urls = new Map<string, Blob>();
beforeEach(() => {
  let made = 0;
  URL.createObjectURL = (sound) => {
    made += 1;
    urls.set(`blob:${made}`, sound as Blob);
    return `blob:${made}`;
  };
  URL.revokeObjectURL = (url) => void urls.delete(url);
  HTMLMediaElement.prototype.play = async function play() {
    this.dispatchEvent(new Event("play"));
  };
  HTMLMediaElement.prototype.pause = function pause() {
    this.dispatchEvent(new Event("pause"));
  };
});
afterEach(() => {
  cleanup();
  urls.clear();
});

let listening = new Listening();
beforeEach(() => {
  listening = new Listening();
});

const shown = (element: ReactElement) => render(<Theme.Provider theme="flex">{element}</Theme.Provider>);
const player = (load: Voicemails["load"], taskId = one) => (
  <VoicemailPlayer taskId={taskId} load={load} listening={listening} text={text} />
);
const click = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const audio = () => document.querySelector("audio");

describe("The player of a voicemail", () => {
  it("loads nothing until the agent wants to hear it, and then plays it", async () => {
    const { voicemails, asked } = functionsThat(sound("abc"));
    shown(player(voicemails.load));
    expect(asked).toStrictEqual([]);

    click("Play the message");
    await waitFor(() => expect(audio()?.src).toBe("blob:1"));
    expect(audio()?.autoplay).toBe(true);
    expect(asked).toStrictEqual([
      { name: "fetch-voicemail", fields: { taskSid: one, Token: "flex-token", range: "bytes=0-" } },
    ]);
  });

  it("puts a long message together from its parts, and says how far it is", async () => {
    let send = (_: Response): void => undefined;
    const second = new Promise<Response>((resolve) => {
      send = resolve;
    });
    const { voicemails, asked } = functionsThat(sound("abcd", "0-3/10"), second, sound("ij", "8-9/10"));
    shown(player(voicemails.load));
    click("Play the message");

    expect(await screen.findByText("Loading the message: 40%")).toBeDefined();
    send(sound("efgh", "4-7/10"));
    await waitFor(() => expect(audio()).not.toBeNull());
    expect(asked.map(({ fields }) => fields.range)).toStrictEqual(["bytes=0-", "bytes=4-", "bytes=8-"]);
    expect(urls.get("blob:1")?.size).toBe(10);
  });

  for (const [what, answer, sentence] of [
    ["the recording is gone", refused(410, "recording-gone"), enUS.VoicemailProblemGone],
    ["another agent has the task", refused(403, "not-allowed"), enUS.VoicemailProblemNotAllowed],
    ["the session has ended", refused(403, "token-expired"), enUS.RequeueProblemSessionEnded],
    ["Twilio is busy", refused(503, "unavailable"), enUS.VoicemailProblemUnavailable],
    [
      "something answers that is not ours",
      new Response("<html>", { status: 502 }),
      enUS.VoicemailProblemUnavailable,
    ],
    ["nothing answers", undefined, enUS.VoicemailProblemUnavailable],
    ["the answer is none of ours", new Response("<html>", { status: 404 }), enUS.VoicemailProblemRejected],
  ] as const) {
    it(`says it kindly, and offers to try again only where that may help, when ${what}`, async () => {
      const { voicemails } = functionsThat(...(answer ? [answer.clone()] : []));
      shown(player(voicemails.load));
      click("Play the message");

      expect((await screen.findByRole("alert")).textContent).toContain(sentence);
      expect(screen.queryByRole("button", { name: "Try again" }) !== null).toBe(
        sentence === enUS.VoicemailProblemUnavailable,
      );
    });
  }

  it("sends nothing anywhere where the functions are not configured, least of all to the page's own origin", async () => {
    const { voicemails, asked } = functionsAt(undefined, sound("abc"));
    shown(player(voicemails.load));
    click("Play the message");

    expect((await screen.findByRole("alert")).textContent).toBe(enUS.VoicemailProblemRejected);
    expect(asked).toStrictEqual([]);
  });

  it("plays after all when it is tried again", async () => {
    const busy = () => refused(503, "unavailable");
    const { voicemails } = functionsThat(busy(), busy(), busy(), sound("abc"));
    shown(player(voicemails.load));
    click("Play the message");
    fireEvent.click(await screen.findByRole("button", { name: "Try again" }));

    await waitFor(() => expect(audio()).not.toBeNull());
  });

  it("pauses, goes on, moves and changes its speed", async () => {
    const { voicemails } = functionsThat(sound("abc"));
    shown(player(voicemails.load));
    click("Play the message");
    await waitFor(() => expect(audio()).not.toBeNull());
    const element = audio() as HTMLAudioElement;
    Object.defineProperty(element, "duration", { value: 125 });
    fireEvent.durationChange(element);
    fireEvent.play(element);

    click("Pause");
    expect(screen.getByRole("button", { name: "Play" })).toBeDefined();
    click("Play");
    expect(screen.getByRole("button", { name: "Pause" })).toBeDefined();

    const position = screen.getByRole("slider", { name: enUS.PlayerPosition });
    fireEvent.change(position, { target: { value: "65" } });
    expect(element.currentTime).toBe(65);
    expect(position.getAttribute("aria-valuetext")).toBe("1:05 of 2:05");
    fireEvent.change(screen.getByLabelText("Speed"), { target: { value: "1.5" } });
    expect(element.playbackRate).toBe(1.5);
  });

  it("goes on where the agent stopped, at their speed, when they come back from another task", async () => {
    const { voicemails } = functionsThat(sound("abc"), sound("abc"));
    const { unmount } = shown(player(voicemails.load));
    click("Play the message");
    await waitFor(() => expect(audio()).not.toBeNull());
    fireEvent.change(screen.getByLabelText("Speed"), { target: { value: "1.5" } });
    (audio() as HTMLAudioElement).currentTime = 42;
    fireEvent.timeUpdate(audio() as HTMLAudioElement);
    unmount();

    shown(player(voicemails.load));
    click("Play the message");
    await waitFor(() => expect(audio()).not.toBeNull());
    fireEvent.loadedMetadata(audio() as HTMLAudioElement);
    expect(audio()?.currentTime).toBe(42);
    expect(audio()?.playbackRate).toBe(1.5);
    expect((screen.getByLabelText("Speed") as HTMLSelectElement).value).toBe("1.5");
  });

  it("has controls that are large enough to hit", async () => {
    const { voicemails } = functionsThat(sound("abc"));
    shown(player(voicemails.load));
    click("Play the message");
    const controls = [await screen.findByRole("slider"), screen.getByLabelText("Speed")];

    for (const { style } of controls)
      expect(Number.parseInt(style.height || style.minHeight, 10)).toBeGreaterThanOrEqual(24);
  });

  it("never plays the message of the previous task, however late it arrives", async () => {
    let send = (_: Response): void => undefined;
    const late = new Promise<Response>((resolve) => {
      send = resolve;
    });
    const { voicemails } = functionsThat(late);
    const { rerender } = shown(player(voicemails.load, one));
    click("Play the message");
    rerender(<Theme.Provider theme="flex">{player(voicemails.load, other)}</Theme.Provider>);
    send(sound("of the first task"));
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(audio()).toBeNull();
    expect(urls.size).toBe(0);
    expect(screen.getByRole("button", { name: "Play the message" })).toBeDefined();
  });

  it("lets go of the sound when the agent turns to another task, and when it is put away", async () => {
    const { voicemails } = functionsThat(sound("abc"), sound("def"));
    const { rerender, unmount } = shown(player(voicemails.load, one));
    click("Play the message");
    await waitFor(() => expect(urls.size).toBe(1));
    rerender(<Theme.Provider theme="flex">{player(voicemails.load, other)}</Theme.Provider>);
    await waitFor(() => expect(urls.size).toBe(0));

    click("Play the message");
    await waitFor(() => expect(urls.size).toBe(1));
    unmount();
    expect(urls.size).toBe(0);
  });

  it("says so when the browser cannot play it", async () => {
    const { voicemails } = functionsThat(sound("abc"));
    shown(player(voicemails.load));
    click("Play the message");
    await waitFor(() => expect(audio()).not.toBeNull());
    fireEvent.error(audio() as HTMLAudioElement);

    expect(screen.getByRole("alert").textContent).toBe(enUS.VoicemailProblemNotPlayable);
  });
});

interface Shown {
  readonly request?: CallbackRequest;
  readonly mine?: boolean;
  readonly deletion?: DeletionPolicy["deletion"];
}

describe("The tools of a voicemail", () => {
  const tools = (
    voicemails: Voicemails,
    { request = aRequest({ voicemail: aVoicemail() }), mine = true, deletion = "allow" }: Shown = {},
  ) => {
    const callback = aDesktopCallback({ taskId: one, request, mine });

    return <VoicemailTools callback={callback} voicemails={voicemails} deletion={deletion} text={text} />;
  };

  it("delete the message when it was asked for twice", async () => {
    const { voicemails, asked } = functionsThat(
      Response.json({ success: true, taskSid: one, repeated: false }),
    );
    shown(tools(voicemails));
    fireEvent.click(await screen.findByRole("button", { name: enUS.DeleteVoicemail }));
    expect(asked).toStrictEqual([]);
    expect(screen.getByText(enUS.DeleteVoicemailQuestion)).toBeDefined();

    click(enUS.DeleteVoicemailConfirm);
    await waitFor(() => expect(asked.map(({ name }) => name)).toStrictEqual(["delete-voicemail"]));
  });

  it("keep the message when the agent thinks better of it", async () => {
    const { voicemails, asked } = functionsThat();
    shown(tools(voicemails));
    fireEvent.click(await screen.findByRole("button", { name: enUS.DeleteVoicemail }));
    click(enUS.DeleteVoicemailCancel);

    expect(screen.queryByText(enUS.DeleteVoicemailQuestion)).toBeNull();
    expect(asked).toStrictEqual([]);
  });

  it("say why the message was not deleted, and offer it again", async () => {
    const { voicemails } = functionsThat(refused(409, "deletion-no-call-placed"));
    shown(tools(voicemails));
    fireEvent.click(await screen.findByRole("button", { name: enUS.DeleteVoicemail }));
    click(enUS.DeleteVoicemailConfirm);

    expect((await screen.findByRole("alert")).textContent).toBe(enUS.DeleteNoCallPlaced);
    expect(screen.getByRole("button", { name: enUS.DeleteVoicemail })).toBeDefined();
  });

  it("offer deletion after a call only, where the contact centre wants it so", async () => {
    const { voicemails } = functionsThat();
    const { rerender } = shown(tools(voicemails, { deletion: "after-call" }));
    const button = () => screen.getByRole("button", { name: enUS.DeleteVoicemail }) as HTMLButtonElement;
    expect(button().getAttribute("aria-disabled")).toBe("true");

    const called = aRequest({ voicemail: aVoicemail(), attempts: [anAttempt()] });
    rerender(
      <Theme.Provider theme="flex">
        {tools(voicemails, { deletion: "after-call", request: called })}
      </Theme.Provider>,
    );
    expect(button().getAttribute("aria-disabled")).toBe("false");
  });

  it.each([
    ["where it is forbidden", "forbid", true, aVoicemail()],
    ["to an agent who has not the task", "allow", false, aVoicemail()],
    ["of what is deleted", "allow", true, aVoicemail({ deleted: true })],
  ] as const)("offer no deletion %s", (_, deletion, mine, voicemail) => {
    const { voicemails } = functionsThat();
    shown(tools(voicemails, { deletion, mine, request: aRequest({ voicemail }) }));

    expect(screen.queryByRole("button", { name: enUS.DeleteVoicemail })).toBeNull();
  });

  it("read the whole of a transcript that was shortened", async () => {
    const whole = "Please call me about my order.";
    const transcript = Response.json({ success: true, taskSid: one, text: whole, whole: true });
    const { voicemails } = functionsThat(transcript);
    const voicemail = aVoicemail({ transcript: aTranscript("Please […]", { shortened: true }) });
    shown(tools(voicemails, { request: aRequest({ voicemail }), mine: false }));
    click(enUS.TranscriptReadWhole);

    expect(await screen.findByText(whole)).toBeDefined();
  });

  it("have nothing that assistive technology stumbles over", async () => {
    const { voicemails } = functionsThat(sound("abc"));
    shown(<main>{player(voicemails.load)}</main>);
    click("Play the message");
    await waitFor(() => expect(audio()).not.toBeNull());
    const { violations } = await axe.run(document.body, {
      preload: false,
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });

    expect(violations.map(({ id }) => id)).toStrictEqual([]);
  }, 60_000);
});
