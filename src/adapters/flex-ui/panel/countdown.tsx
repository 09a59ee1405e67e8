import { Box } from "@twilio-paste/box";
import { ScreenReaderOnly } from "@twilio-paste/screen-reader-only";
import React, { type ReactElement, useState } from "react";
import type { Clock } from "../../../ports/clock.ts";
import type { Text } from "../text.ts";
import { Frame } from "./frame.tsx";
import { PanelButton } from "./panel-button.tsx";
import { useNow } from "./use-now.ts";

interface CountdownProps {
  readonly endsAt: Date;
  readonly onStop: () => void;
  readonly clock: Clock;
  readonly text: Text;
}

const EVERY_MS = 1_000;

/** Says that the request is put back by itself, second by second to the eye and once to the ear. */
export function Countdown({ endsAt, onStop, clock, text }: CountdownProps): ReactElement {
  const now = useNow(clock, EVERY_MS);
  const secondsLeft = Math.max(0, Math.ceil((endsAt.getTime() - now.getTime()) / 1_000));
  const [seconds] = useState(secondsLeft);

  return (
    <Frame
      element="CALLBACK_VOICEMAIL_COUNTDOWN"
      color="colorText"
      fontSize="fontSize30"
      lineHeight="lineHeight30"
    >
      <Box aria-hidden="true">{text("RequeuesIn", { seconds: secondsLeft })}</Box>
      <Box role="status">
        <ScreenReaderOnly>{text("RequeuesIn", { seconds })}</ScreenReaderOnly>
      </Box>
      <Box>
        <PanelButton variant="secondary" size="small" onClick={onStop}>
          {text("RequeueStop")}
        </PanelButton>
      </Box>
    </Frame>
  );
}
