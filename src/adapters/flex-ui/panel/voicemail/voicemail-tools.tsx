import { Box } from "@twilio-paste/box";
import React, { type ReactElement, useState } from "react";
import type { VoicemailDeleted, Voicemails } from "../../../../application/desktop/voicemails.ts";
import type { DesktopCallback } from "../../../../domain/desktop/desktop-callback.ts";
import { type DeletionPolicy, decideDeletion } from "../../../../domain/voicemail-deletion.ts";
import type { StringKey } from "../../strings/en-us.ts";
import type { Text } from "../../text.ts";
import { Hint } from "../hint.tsx";
import { PanelButton } from "../panel-button.tsx";
import { useMounted } from "./use-mounted.ts";
import { WholeTranscript } from "./whole-transcript.tsx";

interface VoicemailToolsProps {
  readonly callback: DesktopCallback;
  readonly voicemails: Pick<Voicemails, "readTranscript" | "delete">;
  /** Absent: not known, so deletion is not offered. */
  readonly deletion: DeletionPolicy["deletion"] | undefined;
  readonly text: Text;
}

/** What else can be done about a message: reading all of it, and deleting it for good. */
export function VoicemailTools({
  callback,
  voicemails,
  deletion,
  text,
}: VoicemailToolsProps): ReactElement | null {
  const { voicemail } = callback.task.request;
  if (!voicemail || voicemail.deleted) return null;

  const isShortened = voicemail.transcript?.kind === "text" && voicemail.transcript.shortened;
  return (
    <Box
      element="CALLBACK_VOICEMAIL_TOOLS"
      padding="space10"
      display="flex"
      flexDirection="column"
      rowGap="space40"
      alignItems="flex-start"
    >
      {isShortened && (
        <WholeTranscript taskId={callback.task.id} read={voicemails.readTranscript} text={text} />
      )}
      {callback.mine && deletion && deletion !== "forbid" && (
        <Deletion callback={callback} voicemails={voicemails} deletion={deletion} text={text} />
      )}
    </Box>
  );
}

type Step = "offered" | "asked" | "deleting" | Exclude<VoicemailDeleted, { kind: "deleted" }>;

interface DeletionProps extends Omit<VoicemailToolsProps, "deletion"> {
  readonly deletion: DeletionPolicy["deletion"];
}

/** Asked for twice: nothing brings the message back. */
function Deletion({ callback, voicemails, deletion, text }: DeletionProps): ReactElement {
  const { id, request } = callback.task;
  const [step, setStep] = useState<Step>("offered");
  const isMounted = useMounted();
  const decision = decideDeletion(request, { deletion });
  const remove = async (): Promise<void> => {
    setStep("deleting");
    const outcome = await voicemails.delete(id);
    // A deletion shows on the task itself, in this panel and in every other.
    if (isMounted() && outcome.kind !== "deleted") setStep(outcome);
  };

  switch (step) {
    case "asked":
      return (
        <Box
          role="group"
          aria-label={text("DeleteVoicemail")}
          display="flex"
          flexDirection="column"
          rowGap="space30"
        >
          <Hint>{text("DeleteVoicemailQuestion")}</Hint>
          <Box display="flex" columnGap="space30">
            <PanelButton variant="destructive" onClick={() => void remove()}>
              {text("DeleteVoicemailConfirm")}
            </PanelButton>
            <PanelButton variant="secondary" hasFocus onClick={() => setStep("offered")}>
              {text("DeleteVoicemailCancel")}
            </PanelButton>
          </Box>
        </Box>
      );
    default:
      return (
        <Box display="flex" flexDirection="column" rowGap="space30" alignItems="flex-start">
          {typeof step === "object" && <Hint role="alert">{text(problemOf(step))}</Hint>}
          <PanelButton
            variant="destructive_secondary"
            isBusy={step === "deleting"}
            isBlocked={decision.kind === "not-allowed"}
            onClick={() => setStep("asked")}
          >
            {text("DeleteVoicemail")}
          </PanelButton>
          {decision.kind === "not-allowed" && <Hint>{text("DeleteNoCallPlaced")}</Hint>}
        </Box>
      );
  }
}

function problemOf(step: Exclude<VoicemailDeleted, { kind: "deleted" }>): StringKey {
  if (step.kind === "kept") return step.reason === "forbidden" ? "DeleteForbidden" : "DeleteNoCallPlaced";

  return step.reason === "session-ended" ? "RequeueProblemSessionEnded" : "DeleteProblem";
}
