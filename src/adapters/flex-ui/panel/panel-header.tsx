import { Box } from "@twilio-paste/box";
import { Heading } from "@twilio-paste/heading";
import React, { type ReactElement, type Ref } from "react";
import { type CallbackRequest, kindOf, numberToDial } from "../../../domain/callback-request.ts";
import { currentAttempt } from "../../../domain/retry/requeue.ts";
import { CallOutgoingIcon, VoicemailIcon } from "../icons.ts";
import type { Text } from "../text.ts";
import { formatAge } from "./time-format.ts";

interface PanelHeaderProps {
  readonly request: CallbackRequest;
  readonly now: Date;
  readonly headingId: string;
  readonly focusRef: Ref<HTMLDivElement>;
  readonly text: Text;
  readonly locale: string;
}

/** What the contact asked for, and how long they have been waiting for it. */
export function PanelHeader(props: PanelHeaderProps): ReactElement {
  const { request, now, headingId, focusRef, text, locale } = props;
  const isVoicemail = kindOf(request) === "voicemail";
  const Icon = isVoicemail ? VoicemailIcon : CallOutgoingIcon;
  const age = formatAge(request.receivedAt, now, locale);

  return (
    <Box element="CALLBACK_VOICEMAIL_HEADER" display="flex" columnGap="space40" alignItems="center">
      <Box
        element="CALLBACK_VOICEMAIL_ICON"
        display="flex"
        padding="space30"
        borderRadius="borderRadiusCircle"
        backgroundColor="colorBackgroundPrimaryWeakest"
        color="colorTextPrimary"
      >
        <Icon decorative size="sizeIcon40" />
      </Box>
      <Box ref={focusRef} tabIndex={-1} outline="none">
        <Heading as="h2" variant="heading30" marginBottom="space0" id={headingId}>
          {text(isVoicemail ? "VoicemailHeading" : "CallbackHeading")}
        </Heading>
        {age !== undefined && (
          <Box as="div" color="colorTextWeak" fontSize="fontSize30" lineHeight="lineHeight30">
            {numberToDial(request) === undefined
              ? text("Waiting", { age })
              : text("Age", { age, attempt: currentAttempt(request) })}
          </Box>
        )}
      </Box>
    </Box>
  );
}
