import type { EventFunction, FlexFunction, StudioFunction } from "../../adapters/twilio-wire/paths.ts";
import { handler as taskRouterEvents } from "./callback/events/taskrouter.protected.ts";
import { handler as assignCallback } from "./callback/flex/assign-callback.ts";
import { handler as cancelBySupervisor } from "./callback/flex/cancel-callback.ts";
import { handler as closeCallback } from "./callback/flex/close-callback.ts";
import { handler as createCallbackForAgent } from "./callback/flex/create-callback.ts";
import { handler as deleteVoicemail } from "./callback/flex/delete-voicemail.ts";
import { handler as expediteCallback } from "./callback/flex/expedite-callback.ts";
import { handler as fetchVoicemail } from "./callback/flex/fetch-voicemail.ts";
import { handler as listAgents } from "./callback/flex/list-agents.ts";
import { handler as listCallbacks } from "./callback/flex/list-callbacks.ts";
import { handler as readTranscript } from "./callback/flex/read-transcript.ts";
import { handler as recordAttempt } from "./callback/flex/record-attempt.ts";
import { handler as report } from "./callback/flex/report.ts";
import { handler as requeueCallback } from "./callback/flex/requeue-callback.ts";
import { handler as flexSettings } from "./callback/flex/settings.ts";
import { handler as afterQueue } from "./callback/studio/after-queue.protected.ts";
import { handler as cancelCallback } from "./callback/studio/cancel-callback.protected.ts";
import { handler as createCallback } from "./callback/studio/create-callback.protected.ts";
import { handler as findCallback } from "./callback/studio/find-callback.protected.ts";
import { handler as recordingStatus } from "./callback/studio/recording-status.protected.ts";
import { handler as transcriptionStatus } from "./callback/studio/transcription-status.protected.ts";
import { handler as waitExperience } from "./callback/studio/wait-experience.protected.ts";
import type { FunctionHandler } from "./serve.ts";

/** Only Twilio may call these. The server must check Twilio's signature. */
export const STUDIO_HANDLERS: Readonly<Record<StudioFunction, FunctionHandler>> = {
  "create-callback": createCallback,
  "recording-status": recordingStatus,
  "transcription-status": transcriptionStatus,
  "wait-experience": waitExperience,
  "find-callback": findCallback,
  "cancel-callback": cancelCallback,
  "after-queue": afterQueue,
};

/** Only Twilio may call these either. */
export const EVENT_HANDLERS: Readonly<Record<EventFunction, FunctionHandler>> = {
  taskrouter: taskRouterEvents,
};

/** These functions check the agent's token themselves. */
export const FLEX_HANDLERS: Readonly<Record<FlexFunction, FunctionHandler>> = {
  "assign-callback": assignCallback,
  "cancel-callback": cancelBySupervisor,
  "close-callback": closeCallback,
  "create-callback": createCallbackForAgent,
  "delete-voicemail": deleteVoicemail,
  "expedite-callback": expediteCallback,
  "fetch-voicemail": fetchVoicemail,
  "list-agents": listAgents,
  "list-callbacks": listCallbacks,
  "read-transcript": readTranscript,
  "record-attempt": recordAttempt,
  report,
  "requeue-callback": requeueCallback,
  settings: flexSettings,
};
