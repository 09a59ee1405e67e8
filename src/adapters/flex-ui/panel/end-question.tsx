import { Box } from "@twilio-paste/box";
import { Heading } from "@twilio-paste/heading";
import React, { type KeyboardEvent, type ReactElement, useLayoutEffect, useRef } from "react";
import type { Closing } from "../../../domain/end.ts";
import type { StringKey } from "../strings/en-us.ts";
import type { Text } from "../text.ts";
import { Frame } from "./frame.tsx";
import { Hint } from "./hint.tsx";
import { PanelButton } from "./panel-button.tsx";
import { useId } from "./use-id.ts";

interface EndQuestionProps {
  readonly closings: readonly Closing[];
  readonly onAnswer: (closing: Closing) => void;
  readonly onKeepOpen: () => void;
  readonly text: Text;
}

/**
 * Asks how the request ended. The heading gets the focus, not an answer, so that a key pressed twice on Flex's own button
 * gives no answer.
 */
export function EndQuestion({ closings, onAnswer, onKeepOpen, text }: EndQuestionProps): ReactElement {
  const headingId = useId();
  const question = useRef<HTMLDivElement>(null);
  // Before it is painted: whoever sees the question can answer it by keyboard.
  useLayoutEffect(() => question.current?.focus(), []);
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === "Escape") onKeepOpen();
  };

  return (
    <Frame
      role="group"
      aria-labelledby={headingId}
      element="CALLBACK_VOICEMAIL_END_QUESTION"
      onKeyDown={onKeyDown}
    >
      <Box ref={question} tabIndex={-1} outline="none">
        <Heading as="h3" variant="heading40" marginBottom="space0" id={headingId}>
          {text("EndQuestion")}
        </Heading>
        <Hint>{text("EndQuestionHint")}</Hint>
      </Box>
      {closings.map((closing) => (
        <PanelButton key={closing} variant="secondary" fullWidth onClick={() => onAnswer(closing)}>
          {text(ANSWERS[closing])}
        </PanelButton>
      ))}
      <Box>
        <PanelButton variant="link" onClick={onKeepOpen}>
          {text("EndNotYet")}
        </PanelButton>
      </Box>
    </Frame>
  );
}

const ANSWERS: Record<Closing, StringKey> = {
  reached: "EndReached",
  "left-message": "EndLeftMessage",
  "wrong-number": "EndWrongNumber",
  handled: "EndHandled",
  "no-longer-wanted": "EndNoLongerWanted",
  "gave-up": "EndGaveUp",
};
