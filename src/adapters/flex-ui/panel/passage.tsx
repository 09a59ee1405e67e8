import { Box } from "@twilio-paste/box";
import { Heading } from "@twilio-paste/heading";
import React, { type ReactElement } from "react";
import type { Text } from "../text.ts";
import { FoldedText } from "./folded-text.tsx";
import { useId } from "./use-id.ts";

interface PassageProps {
  readonly heading: string;
  readonly children: string;
  readonly text: Text;
}

/** What the contact said, in the whole width of the panel. */
export function Passage({ heading, children, text }: PassageProps): ReactElement {
  const headingId = useId();

  return (
    <Box
      as="section"
      aria-labelledby={headingId}
      element="CALLBACK_VOICEMAIL_PASSAGE"
      display="flex"
      flexDirection="column"
      rowGap="space20"
    >
      <Heading as="h3" variant="heading50" marginBottom="space0" id={headingId}>
        {heading}
      </Heading>
      <Box
        as="div"
        color="colorText"
        fontSize="fontSize30"
        lineHeight="lineHeight30"
        wordBreak="break-word"
        whiteSpace="pre-wrap"
      >
        <FoldedText text={text}>{children}</FoldedText>
      </Box>
    </Box>
  );
}
