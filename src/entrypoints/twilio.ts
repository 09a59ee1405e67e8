import type { DeleteVoicemail } from "../application/delete-voicemail.ts";
import type { LeaveVoicemail } from "../application/leave-voicemail.ts";
import type { PlayVoicemail } from "../application/play-voicemail.ts";
import type { ReadTranscript } from "../application/read-transcript.ts";
import type { RecordAttempt } from "../application/record-attempt.ts";
import type { RequestCallback } from "../application/request-callback.ts";
import type { RequeueCallback } from "../application/requeue-callback.ts";
import type { Agents } from "../ports/agents.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import { agentActionsModule } from "./functions/modules/agent-actions.ts";
import { agentsModule } from "./functions/modules/agents.ts";
import { deletionModule } from "./functions/modules/deletion.ts";
import { ledgerModule } from "./functions/modules/ledger.ts";
import { puttingBackModule } from "./functions/modules/putting-back.ts";
import { queueModule } from "./functions/modules/queue.ts";
import { recordingEventsModule } from "./functions/modules/recording-events.ts";
import { recordingsModule } from "./functions/modules/recordings.ts";
import { requestsModule } from "./functions/modules/requests.ts";
import { transcriptionsModule } from "./functions/modules/transcriptions.ts";
import { transcriptsModule } from "./functions/modules/transcripts.ts";
import { buildContainer } from "./functions/serve.ts";
import { type Bindings, TOKENS } from "./functions/tokens.ts";

/** The use cases on a Twilio account, for code on any server. */
export interface TwilioCallbacks {
  /** Puts a request to the agents, once: a repeated request joins the task of the first one. */
  readonly requestCallback: RequestCallback;
  readonly requeueCallback: RequeueCallback;
  readonly recordAttempt: RecordAttempt;
  readonly leaveVoicemail: LeaveVoicemail;
  readonly playVoicemail: PlayVoicemail;
  readonly readTranscript: ReadTranscript;
  readonly deleteVoicemail: DeleteVoicemail;
  readonly tasks: CallbackTasks;
  readonly agents: Agents;
}

export interface TwilioCallbacksOptions {
  /** Replaces our own adapters, for example the ledger, the clock or the log. */
  readonly bindings?: Bindings;
}

/**
 * Wires the use cases in the same way as the Twilio Functions.
 *
 * @param environment the settings of the functions, such as `process.env`
 * @throws {Misconfigured} with the name of every setting that is missing or wrong
 */
export function twilioCallbacks(
  environment: Readonly<Record<string, unknown>>,
  { bindings = {} }: TwilioCallbacksOptions = {},
): TwilioCallbacks {
  const container = buildContainer(environment, MODULES, bindings);

  return {
    requestCallback: container.get(TOKENS.RequestCallback),
    requeueCallback: container.get(TOKENS.RequeueCallback),
    recordAttempt: container.get(TOKENS.RecordAttempt),
    leaveVoicemail: container.get(TOKENS.LeaveVoicemail),
    playVoicemail: container.get(TOKENS.PlayVoicemail),
    readTranscript: container.get(TOKENS.ReadTranscript),
    deleteVoicemail: container.get(TOKENS.DeleteVoicemail),
    tasks: container.get(TOKENS.CallbackTasks),
    agents: container.get(TOKENS.Agents),
  };
}

const MODULES = [
  requestsModule,
  queueModule,
  ledgerModule,
  agentsModule,
  puttingBackModule,
  agentActionsModule,
  recordingsModule,
  recordingEventsModule,
  transcriptionsModule,
  transcriptsModule,
  deletionModule,
];
