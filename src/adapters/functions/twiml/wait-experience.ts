import { defined } from "../../../domain/defined.ts";
import { knownNumber, type NumberPolicy, readNumber } from "../../../domain/phone-number.ts";
import { fittingIn, inLanguage } from "../../../domain/waiting/carried.ts";
import { waitInWords } from "../../../domain/waiting/expected-wait.ts";
import { readKeyedNumber } from "../../../domain/waiting/keyed-number.ts";
import { nextStep } from "../../../domain/waiting/menu.ts";
import { type MenuEvent, type MenuFacts, type MenuStep, START } from "../../../domain/waiting/menu-state.ts";
import { type OfferPolicy, offersTo } from "../../../domain/waiting/offers.ts";
import type { Clock } from "../../../ports/clock.ts";
import { repeated, studioPath } from "../../twilio-wire/paths.ts";
import type { Answer } from "../answer.ts";
import { type FunctionEvent, readParameters } from "../parameters.ts";
import {
  carryOut,
  lookAround,
  type MenuLimits,
  type MenuNeeds,
  MOST_LOOKS,
  type VisitingCall,
} from "./menu-effects.ts";
import { renderMenu } from "./render-menu.ts";
import type { Seal } from "./seal.ts";
import { languageNamed } from "./sentences/index.ts";
import { openVisit, sealMessage, sealVisit, type Visit } from "./visit.ts";
import { twimlAnswer } from "./voice-response.ts";
import { goOnOf, MENU_PARAMETERS, WAIT_PARAMETERS, type WaitValues } from "./wait-parameters.ts";

export interface WaitPolicy extends MenuLimits {
  readonly offers: OfferPolicy;
  readonly numbers: NumberPolicy;
  /** Where these functions are found from outside. Absent: a call in the queue cannot be taken to its message. */
  readonly functionsUrl?: string;
  /** Whether Twilio's `<Record transcribe>` makes the transcripts. */
  readonly transcribes: boolean;
}

/** Bytes of attributes that an address carries to the voicemail. How long an address may be, Twilio does not say. */
const MOST_CARRIED = 1_200;

/** The steps of one request are few: an action, and what comes of it. */
const MOST_STEPS = 4;

/**
 * `wait-experience` says what a caller hears who waits for an agent, and does what they choose. Twilio asks for it again
 * and again while the call waits, with the state that the answer before gave it.
 */
export const makeWaitExperience =
  (needs: MenuNeeds, seal: Seal, clock: Clock, policy: WaitPolicy) =>
  async (event: FunctionEvent): Promise<Answer> => {
    const { values, faults } = readParameters(event, WAIT_PARAMETERS);
    if (Object.keys(faults).length > 0)
      needs.log.warn("wait.parameters-ignored", { parameters: Object.keys(faults).join(" ") });

    const call = callOf(values);
    const opened = openVisit(values.state, seal, call.callSid);
    let visit = isToLookAround(opened, call) ? await lookAround(opened, call, needs, policy) : opened;
    let step = nextStep(visit.menu, eventOf(visit, values), factsOf(visit));
    for (let steps = 1; step.kind === "do" && steps < MOST_STEPS; steps++) {
      const result = await carryOut(step.action, visit, call, needs, messageUrl);
      if (result === "taken") visit = { ...visit, withdrawn: visit.withdrawn + 1 };
      if (result === "canceled") visit = { ...visit, hasCallback: false };
      step = nextStep(step.state, { kind: result }, factsOf(visit));
    }

    return twimlAnswer(renderMenu(settled(step), addresses(), manner()));

    function manner() {
      // Twilio transcribes English only: https://www.twilio.com/docs/voice/twiml/record#transcribe
      return {
        language: call.language,
        options: policy.options,
        transcribes: policy.transcribes && call.language === "en-US",
      };
    }

    function addresses() {
      return {
        at: (menu: Visit["menu"]) => repeated(`wait-experience?${queryFor({ ...visit, menu }, call.entry)}`),
        recordingStatus: repeated(`recording-status?${new URLSearchParams({ sealed: sealedMessage() })}`),
        ...defined({ goOn: goOnOf(values) }),
      };
    }

    /** No number stands in an address as it is. */
    function sealedMessage(): string {
      const carried = fittingIn(MOST_CARRIED, inLanguage(visit.carried ?? {}, call.language));

      return sealMessage({ ...carried, contactNumber: call.from, callerId: call.to }, seal, call.callSid);
    }

    function messageUrl(left: Visit): string | undefined {
      const { functionsUrl } = policy;
      const carried = left.carried && fittingIn(MOST_CARRIED, left.carried);
      const arrived = defined({ ...left, menu: START, carried });

      return (
        functionsUrl &&
        repeated(`${functionsUrl}${studioPath("wait-experience")}?${queryFor(arrived, "voicemail")}`)
      );
    }

    /** What the flow said goes along as it came; the state is sealed. */
    function queryFor(next: Visit, entry: VisitingCall["entry"]): URLSearchParams {
      const given = Object.keys(MENU_PARAMETERS).flatMap((name) => {
        const value = values[name as keyof typeof MENU_PARAMETERS];

        return value === undefined ? [] : [[name, value] as [string, string]];
      });
      const query = new URLSearchParams(given);
      query.set("entry", entry);
      query.set("state", sealVisit(next, seal, call.callSid));

      return query;
    }

    function factsOf(seen: Visit): MenuFacts {
      const { options } = policy;
      const { entry } = call;
      const hasNumber = readNumber(call.from, policy.numbers).kind === "number";
      const canStay = entry === "queue" || (entry === "before" && goOnOf(values) !== undefined);
      const offers = offersTo(
        defined({
          entry,
          canStay,
          expectedSeconds: seen.expectedSeconds,
          waiting: seen.waiting,
          waitedSeconds: values.QueueTime,
          openCallbacks: seen.openCallbacks,
          canBeCalled: hasNumber || options.otherNumber,
          canRecord: entry !== "queue" || policy.functionsUrl !== undefined,
        }),
        policy.offers,
        clock.now(),
      );
      const isKnown = entry !== "queue" || seen.taskId !== undefined;

      return defined({
        entry,
        canStay,
        hasNumber,
        offersCallback: offers.callback && isKnown,
        offersVoicemail: offers.voicemail && isKnown,
        offersOtherNumber: options.otherNumber,
        isClosed: offers.isClosed,
        hasCallback: seen.hasCallback,
        wait:
          options.expectedWait && seen.expectedSeconds !== undefined
            ? waitInWords(seen.expectedSeconds)
            : undefined,
        position: options.position ? values.QueuePosition : undefined,
        whenArranged: options.whenArranged,
      });
    }

    function eventOf({ menu }: Visit, { Digits, RecordingUrl }: WaitValues): MenuEvent {
      if (menu.at === "recording" && RecordingUrl !== undefined) return { kind: "recorded" };
      if (menu.at === "arrived") return { kind: "arrival" };
      if (Digits === undefined) return { kind: "silence" };
      if (menu.at !== "keying" || Digits === "*") return { kind: "key", key: Digits };

      return { kind: "number", reading: readKeyedNumber(Digits, knownNumber(call.to), policy.numbers) };
    }
  };

function callOf({
  entry = "queue",
  language,
  CallSid = "",
  From = "",
  To = "",
  workflowSid,
}: WaitValues): VisitingCall {
  return defined({
    entry,
    language: languageNamed(language),
    callSid: CallSid,
    from: From,
    to: To,
    workflowSid,
  });
}

/** On arrival, and while the task of a waiting call is not there yet. Otherwise a round asks nobody anything. */
function isToLookAround({ menu, taskId, looks }: Visit, { entry }: VisitingCall): boolean {
  if (menu.at === "arrived") return true;

  return entry === "queue" && menu.at === "waiting" && taskId === undefined && looks < MOST_LOOKS;
}

function settled(step: MenuStep): Exclude<MenuStep, { readonly kind: "do" }> {
  if (step.kind === "do") throw new Error("The menu goes round in circles");

  return step;
}
