import { Box } from "@twilio-paste/box";
import { Heading } from "@twilio-paste/heading";
import React, { type ReactElement, type ReactNode } from "react";
import type { Transcript, Voicemail } from "../../../domain/voicemail.ts";
import type { Text } from "../text.ts";

interface VoicemailSectionProps {
  readonly voicemail: Voicemail;
  /** Plays the recording. */
  readonly player: ReactNode;
  readonly text: Text;
}

/** The message that the contact left: heard and read. */
export function VoicemailSection({ voicemail, player, text }: VoicemailSectionProps): ReactElement {
  if (voicemail.deleted) return <Quiet>{text("VoicemailDeleted")}</Quiet>;

  return (
    <Box element="CALLBACK_VOICEMAIL_MESSAGE" display="flex" flexDirection="column" rowGap="space40">
      {player}
      <Box as="section" display="flex" flexDirection="column" rowGap="space30">
        <Heading as="h3" variant="heading50" marginBottom="space0">
          {text("Transcript")}
        </Heading>
        <TranscriptText transcript={voicemail.transcript} text={text} />
      </Box>
    </Box>
  );
}

function TranscriptText(props: {
  readonly transcript: Transcript | undefined;
  readonly text: Text;
}): ReactElement {
  const { transcript, text } = props;
  if (!transcript) return <Quiet>{text("TranscriptNone")}</Quiet>;

  switch (transcript.kind) {
    case "failed":
      return <Quiet>{text("TranscriptFailed")}</Quiet>;
    case "text":
      return (
        <>
          <Box
            as="blockquote"
            element="CALLBACK_VOICEMAIL_TRANSCRIPT"
            margin="space0"
            padding="space40"
            maxHeight="size30"
            overflowY="auto"
            borderRadius="borderRadius20"
            backgroundColor="colorBackground"
            color="colorText"
            fontSize="fontSize30"
            lineHeight="lineHeight30"
            whiteSpace="pre-wrap"
            wordBreak="break-word"
            tabIndex={0}
            aria-label={text("Transcript")}
            role="region"
          >
            {transcript.text}
          </Box>
          {transcript.shortened && <Quiet>{text("TranscriptShortened")}</Quiet>}
        </>
      );
  }
}

function Quiet({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <Box as="div" color="colorTextWeak" fontSize="fontSize30" lineHeight="lineHeight30">
      {children}
    </Box>
  );
}
