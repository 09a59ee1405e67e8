import { Box } from "@twilio-paste/box";
import { Heading } from "@twilio-paste/heading";
import React, { type ReactElement, type ReactNode } from "react";
import type { Transcript, Voicemail } from "../../../domain/voicemail.ts";
import type { Text } from "../text.ts";

interface VoicemailSectionProps {
  readonly voicemail: Voicemail;
  /** Without a transcript: whether one may still come. */
  readonly isTranscriptExpected: boolean;
  /** Plays the recording. */
  readonly player: ReactNode;
  readonly text: Text;
}

/** The message that the contact left: heard and read. */
export function VoicemailSection(props: VoicemailSectionProps): ReactElement {
  const { voicemail, isTranscriptExpected, player, text } = props;
  if (voicemail.deleted) return <Quiet>{text("VoicemailDeleted")}</Quiet>;

  return (
    <Box element="CALLBACK_VOICEMAIL_MESSAGE" display="flex" flexDirection="column" rowGap="space40">
      {player}
      <Box as="section" display="flex" flexDirection="column" rowGap="space30">
        <Heading as="h3" variant="heading50" marginBottom="space0">
          {text("Transcript")}
        </Heading>
        {/* A transcript that comes while the agent is here is read out. */}
        <Box aria-live="polite" display="flex" flexDirection="column" rowGap="space30">
          <TranscriptText transcript={voicemail.transcript} isExpected={isTranscriptExpected} text={text} />
        </Box>
      </Box>
    </Box>
  );
}

function TranscriptText(props: {
  readonly transcript: Transcript | undefined;
  readonly isExpected: boolean;
  readonly text: Text;
}): ReactElement {
  const { transcript, isExpected, text } = props;
  if (!transcript) return <Quiet>{text(isExpected ? "TranscriptExpected" : "TranscriptNone")}</Quiet>;

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
