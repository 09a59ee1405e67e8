import * as FlexPlugin from "@twilio/flex-plugin";
import { CallbackVoicemailPlugin } from "./callback-voicemail-plugin.ts";

FlexPlugin.loadPlugin(CallbackVoicemailPlugin);
