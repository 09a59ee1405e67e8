import { Box } from "@twilio-paste/box";
import { Heading } from "@twilio-paste/heading";
import React, { type ReactElement } from "react";
import { writtenOut } from "../../../domain/desktop/written-out.ts";
import type { Attempt, AttemptOutcome } from "../../../domain/retry/attempt.ts";
import type { StringKey } from "../strings/en-us.ts";
import type { Text } from "../text.ts";
import { formatTime } from "./time-format.ts";

interface AttemptsProps {
  readonly attempts: readonly Attempt[];
  readonly nameOf: (agent: string) => string;
  readonly text: Text;
  readonly locale: string;
}

/** The calls placed so far and what came of them, the latest first. */
export function Attempts({ attempts, nameOf, text, locale }: AttemptsProps): ReactElement | null {
  if (attempts.length === 0) return null;

  return (
    <Box
      as="section"
      element="CALLBACK_VOICEMAIL_ATTEMPTS"
      display="flex"
      flexDirection="column"
      rowGap="space30"
    >
      <Heading as="h3" variant="heading50" marginBottom="space0">
        {text("CallsSoFar")}
      </Heading>
      <Box as="ol" margin="space0" padding="space0" display="flex" flexDirection="column" rowGap="space30">
        {[...attempts].reverse().map((attempt) => (
          <Box
            as="li"
            key={`${attempt.callTaskId ?? ""}${attempt.at.getTime()}`}
            element="CALLBACK_VOICEMAIL_ATTEMPT"
            listStyleType="none"
            paddingLeft="space40"
            borderLeftWidth="borderWidth20"
            borderLeftStyle="solid"
            borderLeftColor={attempt.outcome === "answered" ? "colorBorderSuccess" : "colorBorder"}
          >
            <Box
              as="div"
              color="colorText"
              fontSize="fontSize30"
              lineHeight="lineHeight30"
              fontWeight="fontWeightMedium"
            >
              {text(attempt.outcome ? OUTCOMES[attempt.outcome] : "OutcomePlaced")}
            </Box>
            <Box as="div" color="colorTextWeak" fontSize="fontSize20" lineHeight="lineHeight20">
              {text("AttemptBy", { time: formatTime(attempt.at, locale), agent: nameOf(attempt.agent) })}
              {attempt.numberCalled && ` · ${writtenOut(attempt.numberCalled)}`}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

export const OUTCOMES: Record<AttemptOutcome, StringKey> = {
  answered: "OutcomeAnswered",
  "no-answer": "OutcomeNoAnswer",
  busy: "OutcomeBusy",
  invalid: "OutcomeInvalid",
  blocked: "OutcomeBlocked",
  failed: "OutcomeFailed",
  voicemail: "OutcomeVoicemail",
};
