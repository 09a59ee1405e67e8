import { Box } from "@twilio-paste/box";
import React, { type ReactElement, type ReactNode } from "react";
import { currentAttempt } from "../../../domain/requeue.ts";
import type { DeskCallback } from "../desk-callback.ts";
import type { Text } from "../text.ts";
import { SystemTime } from "./system-time.tsx";
import { formatTime } from "./time-format.ts";

interface FactsProps {
  readonly callback: DeskCallback;
  readonly maxAttempts: number | undefined;
  readonly text: Text;
  readonly locale: string;
}

/** What is known of the request, one line each. */
export function Facts({ callback, maxAttempts, text, locale }: FactsProps): ReactElement {
  const { request, queueName } = callback;
  const attempt = currentAttempt(request);

  return (
    <Box
      as="dl"
      element="CALLBACK_VOICEMAIL_FACTS"
      display="grid"
      gridTemplateColumns="minmax(7rem, max-content) 1fr"
      columnGap="space60"
      rowGap="space40"
      margin="space0"
    >
      <Fact name={text("ContactPhone")}>{contactText(callback, text)}</Fact>
      <Fact name={text("Received")}>
        <time dateTime={isoTime(request.receivedAt)}>{formatTime(request.receivedAt, locale)}</time>
        <SystemTime
          label={text("ShowSystemTime")}
          time={text("ReceivedSystemTime", {
            time: formatTime(request.receivedAt, locale, request.timeZone),
          })}
        />
      </Fact>
      <Fact name={text("Attempt")}>
        {maxAttempts === undefined
          ? attempt
          : text("AttemptOfMax", { attempt, max: Math.max(maxAttempts, attempt) })}
      </Fact>
      {queueName && <Fact name={text("Queue")}>{queueName}</Fact>}
      {request.message && <Fact name={text("Message")}>{request.message}</Fact>}
    </Box>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <>
      <Box
        as="dt"
        element="CALLBACK_VOICEMAIL_FACT_NAME"
        color="colorTextWeak"
        fontSize="fontSize30"
        lineHeight="lineHeight30"
      >
        {name}
      </Box>
      <Box
        as="dd"
        element="CALLBACK_VOICEMAIL_FACT"
        margin="space0"
        color="colorText"
        fontSize="fontSize30"
        lineHeight="lineHeight30"
        wordBreak="break-word"
        whiteSpace="pre-wrap"
      >
        {children}
      </Box>
    </>
  );
}

function contactText({ request: { contact } }: DeskCallback, text: Text): string {
  switch (contact.kind) {
    case "number":
      return contact.number;
    case "withheld":
      return text("NumberWithheld");
    case "not-callable":
      return contact.address || text("NumberUnknown");
  }
}

function isoTime(moment: Date): string | undefined {
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
