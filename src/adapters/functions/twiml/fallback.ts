import type { Answer } from "../answer.ts";
import { type FunctionEvent, readParameters } from "../parameters.ts";
import { DEFAULT_MENU } from "./menu-options.ts";
import { newTwiml, twimlAnswer } from "./voice-response.ts";
import { goOnOf, WAIT_PARAMETERS } from "./wait-parameters.ts";

/**
 * What a caller hears when nothing else can be said. An error would throw the call out of its queue; music that ends has
 * Twilio ask again. Before the queue the call goes on as if there were no menu.
 */
export function waitFallback(event: FunctionEvent): Answer {
  const { values } = readParameters(event, WAIT_PARAMETERS);
  const twiml = newTwiml();
  const goOn = goOnOf(values);
  if (values.entry === "before" && goOn !== undefined) twiml.redirect({ method: "POST" }, goOn);
  if (values.entry === undefined || values.entry === "queue") {
    twiml.play(DEFAULT_MENU.music);
    twiml.pause({ length: 5 });
  }

  return twimlAnswer(twiml);
}

export function silentFallback(): Answer {
  return twimlAnswer(newTwiml());
}
