import VoiceResponseModule from "twilio/lib/twiml/VoiceResponse.js";
import type { Answer } from "../answer.ts";

/** Node hands over what a CommonJS file exports; bundlers hand over its `default`. */
const VoiceResponse =
  (VoiceResponseModule as unknown as { readonly default?: typeof VoiceResponseModule }).default ??
  VoiceResponseModule;

export type Twiml = InstanceType<typeof VoiceResponseModule>;

export function newTwiml(): Twiml {
  return new VoiceResponse();
}

/** A call hears what stands here, so that it is never an error. */
export function twimlAnswer(twiml: Twiml): Answer {
  return { status: 200, body: twiml.toString(), headers: { "Content-Type": "text/xml" } };
}
