import { Box } from "@twilio-paste/box";
import React, { type ReactElement, useState } from "react";
import type { TranscriptRead, Voicemails } from "../../../../application/desktop/voicemails.ts";
import type { Text } from "../../text.ts";
import { PanelButton } from "../panel-button.tsx";
import { useMounted } from "./use-mounted.ts";

interface WholeTranscriptProps {
  readonly taskId: string;
  readonly read: Voicemails["readTranscript"];
  readonly text: Text;
}

/** The whole transcript, of which the task has only the beginning. */
export function WholeTranscript({ taskId, read, text }: WholeTranscriptProps): ReactElement {
  const [state, setState] = useState<TranscriptRead | { readonly kind: "not-asked" | "loading" }>({
    kind: "not-asked",
  });
  const isMounted = useMounted();
  const ask = async (): Promise<void> => {
    setState({ kind: "loading" });
    const outcome = await read(taskId);
    if (isMounted()) setState(outcome);
  };

  switch (state.kind) {
    case "text":
      return (
        <Box
          role="region"
          aria-label={text("TranscriptWhole")}
          tabIndex={0}
          element="CALLBACK_VOICEMAIL_WHOLE_TRANSCRIPT"
          padding="space40"
          maxHeight="size40"
          overflowY="auto"
          backgroundColor="colorBackground"
          color="colorText"
          fontSize="fontSize30"
          lineHeight="lineHeight30"
          whiteSpace="pre-wrap"
          wordBreak="break-word"
        >
          {state.whole ? state.text : text("TranscriptNotKept")}
        </Box>
      );
    case "not-asked":
    case "loading":
    case "failed":
      return (
        <Box display="flex" flexDirection="column" rowGap="space20" alignItems="flex-start">
          <PanelButton variant="secondary" isBusy={state.kind === "loading"} onClick={() => void ask()}>
            {text("TranscriptReadWhole")}
          </PanelButton>
          {state.kind === "failed" && (
            <Box as="div" role="alert" color="colorTextError" fontSize="fontSize20">
              {text("TranscriptProblem")}
            </Box>
          )}
        </Box>
      );
  }
}
