import { Box } from "@twilio-paste/box";
import React, { type ReactElement, type ReactNode } from "react";
import { type CallbackRequest, numberToDial } from "../../../domain/callback-request.ts";
import type { DesktopCallback } from "../../../domain/desktop/desktop-callback.ts";
import { zoneOf } from "../../../domain/desktop/local-zone.ts";
import { writtenOut } from "../../../domain/desktop/written-out.ts";
import { currentAttempt, currentRound } from "../../../domain/retry/requeue.ts";
import type { Text } from "../text.ts";
import { SystemTime } from "./system-time.tsx";
import { formatTime, formatTimeOfDay } from "./time-format.ts";

interface FactsProps {
  readonly callback: DesktopCallback;
  readonly maxAttempts: number | undefined;
  readonly now: Date;
  readonly text: Text;
  readonly locale: string;
}

/** What is known of the request, one line each. */
export function Facts({ callback, maxAttempts, now, text, locale }: FactsProps): ReactElement {
  const { queueName } = callback;
  const { request } = callback.task;
  const number = numberToDial(request);
  const zone = number && zoneOf(number);

  return (
    <Box as="table" element="CALLBACK_VOICEMAIL_FACTS" width="100%" borderSpacing="space0">
      <tbody>
        {request.contactName && <Fact name={text("ContactName")}>{request.contactName}</Fact>}
        <Fact name={text("ContactPhone")}>{contactText(callback, text)}</Fact>
        {zone && <Fact name={text("LocalTime")}>{formatTimeOfDay(now, locale, zone)}</Fact>}
        <Fact name={text("Received")}>
          <SystemTime
            systemTime={text("ReceivedSystemTime", {
              time: formatTime(request.receivedAt, locale, request.timeZone),
            })}
            label={text("ShowSystemTime")}
          >
            <time dateTime={isoTime(request.receivedAt)}>{formatTime(request.receivedAt, locale)}</time>
          </SystemTime>
        </Fact>
        {number && <Fact name={text("Attempt")}>{attemptText(request, maxAttempts, text)}</Fact>}
        {request.callerId && <Fact name={text("NumberCalled")}>{writtenOut(request.callerId)}</Fact>}
        {queueName && <Fact name={text("Queue")}>{queueName}</Fact>}
      </tbody>
    </Box>
  );
}

/** Flex styles description lists and paragraphs within its panel as it needs them for its own; tables it leaves alone. */
function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <tr>
      <Box
        as="th"
        role="rowheader"
        element="CALLBACK_VOICEMAIL_FACT_NAME"
        padding="space0"
        paddingRight="space50"
        paddingBottom="space30"
        textAlign="left"
        verticalAlign="top"
        whiteSpace="nowrap"
        color="colorTextWeak"
        fontSize="fontSize30"
        fontWeight="fontWeightNormal"
        lineHeight="lineHeight30"
      >
        {name}
      </Box>
      <Box
        as="td"
        element="CALLBACK_VOICEMAIL_FACT"
        width="100%"
        padding="space0"
        paddingBottom="space30"
        verticalAlign="top"
        color="colorText"
        fontSize="fontSize30"
        lineHeight="lineHeight30"
        wordBreak="break-word"
        whiteSpace="pre-wrap"
      >
        {children}
      </Box>
    </tr>
  );
}

function contactText(
  {
    shownNumber,
    task: {
      request: { contact },
    },
  }: DesktopCallback,
  text: Text,
): string {
  switch (contact.kind) {
    case "number":
      return shownNumber ?? writtenOut(contact.number);
    case "withheld":
      return text("NumberWithheld");
    case "not-callable":
      return contact.address || text("NumberUnknown");
  }
}

/** "1 of 3 · 5 calls": an attempt may have several calls. */
function attemptText(request: CallbackRequest, maxAttempts: number | undefined, text: Text): string {
  const number = currentAttempt(request);
  const round = currentRound(request);
  const calls = request.attempts.filter((attempt) => attempt.number === round).length;
  const attempt =
    maxAttempts === undefined
      ? String(number)
      : text("AttemptOfMax", { attempt: number, max: Math.max(maxAttempts, number) });
  if (calls === 0) return attempt;

  return calls === 1 ? text("OneCall", { attempt }) : text("SeveralCalls", { attempt, calls });
}

function isoTime(moment: Date): string | undefined {
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
