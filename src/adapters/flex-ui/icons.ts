import * as callOutgoing from "@twilio-paste/icons/cjs/CallOutgoingIcon.js";
import * as information from "@twilio-paste/icons/cjs/InformationIcon.js";
import * as voicemail from "@twilio-paste/icons/cjs/VoicemailIcon.js";

export const { CallOutgoingIcon } = exportsOf(callOutgoing);
export const { InformationIcon } = exportsOf(information);
export const { VoicemailIcon } = exportsOf(voicemail);

/** Bundlers see the icons as named exports. For Node, a minified CommonJS file has only a default export. */
function exportsOf<Module extends object>(module: Module): Module {
  return "default" in module ? (module.default as Module) : module;
}
