import React, { type ReactElement } from "react";
import { VoicemailPlayer } from "../panel/voicemail/voicemail-player.tsx";
import { WholeTranscript } from "../panel/voicemail/whole-transcript.tsx";
import { ActionForm } from "./action-form.tsx";
import type { ViewServices } from "./view-services.ts";

interface ListenFormProps {
  readonly taskId: string;
  readonly contact: string;
  readonly onLeave: () => void;
  readonly services: ViewServices;
}

/** Plays the message of a request, and shows what was said. */
export function ListenForm({ taskId, contact, onLeave, services }: ListenFormProps): ReactElement {
  const { voicemails, listening, text } = services;

  return (
    <ActionForm
      question={text("ListenHeading", { contact })}
      leaveLabel={text("ListenLeave")}
      onLeave={onLeave}
    >
      <VoicemailPlayer taskId={taskId} load={voicemails.load} listening={listening} isWanted text={text} />
      <WholeTranscript taskId={taskId} read={voicemails.readTranscript} text={text} />
    </ActionForm>
  );
}
