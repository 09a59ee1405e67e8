import type { SayAttributes } from "twilio/lib/twiml/VoiceResponse.js";
import type { Line, MenuState, MenuStep } from "../../../domain/waiting/menu-state.ts";
import type { MenuOptions } from "./menu-options.ts";
import { type LanguageName, SPOKEN } from "./sentences/index.ts";
import { newTwiml, type Twiml } from "./voice-response.ts";

export interface Addresses {
  /** Where the call goes on with this state. */
  readonly at: (state: MenuState) => string;
  /** What the flow does after the menu. Absent: nothing. */
  readonly goOn?: string;
  readonly recordingStatus: string;
}

export interface Manner {
  readonly language: LanguageName;
  readonly options: MenuOptions;
  /** Whether Twilio is to transcribe the message. */
  readonly transcribes: boolean;
}

/** Seconds in which a caller makes up their mind. */
const KEY_WITHIN = 6;
const NUMBER_WITHIN = 8;

/** Music that cannot be played ends at once: so long, at least, lasts one round of the wait. */
const SHORTEST_ROUND = 5;

/** Longest message that Twilio transcribes: https://www.twilio.com/docs/voice/twiml/record#transcribe */
const LONGEST_TRANSCRIBED = 120;

/** Everything that can be said inside of a verb and at the top. */
type Speaker = Pick<Twiml, "say" | "play">;

/** Renders a step for Twilio. While a call waits, only the verbs of https://www.twilio.com/docs/voice/twiml/enqueue come. */
export function renderMenu(
  step: Exclude<MenuStep, { readonly kind: "do" }>,
  addresses: Addresses,
  manner: Manner,
): Twiml {
  const twiml = newTwiml();
  const { options } = manner;
  switch (step.kind) {
    case "ask": {
      const { listen, state } = step;
      const keys =
        listen === "key"
          ? { numDigits: 1, finishOnKey: "", timeout: KEY_WITHIN }
          : { finishOnKey: "#", timeout: NUMBER_WITHIN };
      say(
        step.say,
        twiml.gather({ input: ["dtmf"], action: addresses.at(state), method: "POST", ...keys }),
        manner,
      );
      goTo(addresses.at(state));
      break;
    }
    case "hold": {
      const action = addresses.at(step.state);
      const listener = step.listens
        ? twiml.gather({
            input: ["dtmf"],
            action,
            method: "POST",
            numDigits: 1,
            finishOnKey: "",
            timeout: SHORTEST_ROUND,
          })
        : twiml;
      say(step.say, listener, manner);
      listener.play(options.music);
      if (!step.listens) twiml.pause({ length: SHORTEST_ROUND });
      goTo(action);
      break;
    }
    case "record": {
      say(step.say, twiml, manner);
      twiml.record({
        action: addresses.at(step.state),
        method: "POST",
        finishOnKey: "*",
        playBeep: true,
        timeout: options.silence,
        maxLength: manner.transcribes
          ? Math.min(options.longestMessage, LONGEST_TRANSCRIBED)
          : options.longestMessage,
        recordingStatusCallback: addresses.recordingStatus,
        recordingStatusCallbackMethod: "POST",
        recordingStatusCallbackEvent: ["completed", "absent"],
        ...(manner.transcribes && { transcribe: true, transcribeCallback: addresses.recordingStatus }),
      });
      goTo(addresses.at(step.state));
      break;
    }
    case "moved":
      twiml.pause({ length: SHORTEST_ROUND });
      break;
    case "end":
      say(step.say, twiml, manner);
      if (step.how === "leave") twiml.leave();
      else if (step.how === "go-on" && addresses.goOn !== undefined) goTo(addresses.goOn);
      else twiml.hangup();
  }

  return twiml;

  function goTo(url: string): void {
    twiml.redirect({ method: "POST" }, url);
  }
}

export function say(
  lines: readonly Line[],
  to: Speaker,
  { language, options }: Omit<Manner, "transcribes">,
): void {
  const { sentences, voice } = SPOKEN[language];
  const attributes = { ...voice, voice: options.voices[language] ?? voice.voice } as SayAttributes;
  for (const { sentence, count, digits = "" } of lines) {
    const spoken = options.sentences[language]?.[sentence] ?? sentences[sentence];
    if (typeof spoken !== "string") to.play(spoken.play);
    else to.say(attributes, spoken.replace("{count}", String(count)).replace("{digits}", oneByOne(digits)));
  }
}

/** `+49 30` as "4, 9, 3, 0": every voice reads that digit by digit. */
function oneByOne(digits: string): string {
  return digits.replace(/\D/g, "").split("").join(", ");
}
