import { Box } from "@twilio-paste/box";
import { Button } from "@twilio-paste/button";
import React, { type ReactElement, type ReactNode } from "react";
import type { CallBlock, CallButton } from "../../../domain/desktop/call-button.ts";
import type { Activity } from "../../../domain/desktop/desktop-callback.ts";
import type { RetryButton } from "../../../domain/desktop/retry-button.ts";
import type { StringKey } from "../strings/en-us.ts";
import type { Text } from "../text.ts";
import { useId } from "./use-id.ts";

interface ActionsProps {
  readonly call: CallButton;
  readonly retry: RetryButton;
  readonly activity: Activity;
  readonly onCall: () => void;
  readonly onRetry: () => void;
  readonly text: Text;
}

/** What the agent can do about the request, and why they cannot when they cannot. */
export function Actions({ call, retry, activity, onCall, onRetry, text }: ActionsProps): ReactElement {
  const whyNoCallId = useId();
  const whyNoCall = call.kind === "disabled" ? text(BLOCKS[call.reason]) : undefined;
  const whyNoRetry = retry.kind === "disabled" ? text(BLOCKS[retry.reason]) : undefined;
  const isSaidAlready = whyNoRetry !== undefined && whyNoRetry === whyNoCall;

  return (
    <Box
      element="CALLBACK_VOICEMAIL_ACTIONS"
      display="flex"
      flexDirection="column"
      rowGap="space40"
      padding="space10"
    >
      {call.kind === "hidden" ? (
        <Hint>{text(call.reason === "withheld" ? "NoCallWithheld" : "NoCallNotCallable")}</Hint>
      ) : (
        <Action
          variant="primary"
          isBusy={activity === "placing-call"}
          isDisabled={call.kind === "disabled"}
          description={activity === "placing-call" ? text("PlacingCall") : whyNoCall}
          descriptionId={whyNoCallId}
          onClick={onCall}
        >
          {text("PlaceCall", { number: call.number })}
        </Action>
      )}
      {retry.kind === "hidden" ? (
        retry.reason === "attempts-used-up" && <Hint>{text("AttemptsUsedUp")}</Hint>
      ) : (
        <Action
          variant="secondary"
          isBusy={activity === "requeueing"}
          isDisabled={retry.kind === "disabled"}
          description={
            activity === "requeueing" ? text("RetryingLater") : (whyNoRetry ?? text("RetryLaterHint"))
          }
          {...(isSaidAlready &&
            activity !== "requeueing" && { descriptionId: whyNoCallId, isDescribed: true })}
          onClick={onRetry}
        >
          {text("RetryLater")}
        </Action>
      )}
    </Box>
  );
}

interface ActionProps {
  readonly variant: "primary" | "secondary";
  readonly isBusy: boolean;
  readonly isDisabled: boolean;
  readonly description: string | undefined;
  readonly descriptionId?: string;
  /** The description stands elsewhere, in the element of that id. */
  readonly isDescribed?: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

function Action(props: ActionProps): ReactElement {
  const { variant, isBusy, isDisabled, description, isDescribed = false, onClick, children } = props;
  const ownId = useId();
  const descriptionId = props.descriptionId ?? ownId;

  return (
    <Box element="CALLBACK_VOICEMAIL_ACTION" display="flex" flexDirection="column" rowGap="space20">
      <Button
        variant={variant}
        fullWidth
        loading={isBusy}
        disabled={isDisabled}
        aria-describedby={description === undefined ? undefined : descriptionId}
        onClick={onClick}
      >
        {children}
      </Button>
      {description !== undefined && !isDescribed && <Hint id={descriptionId}>{description}</Hint>}
    </Box>
  );
}

function Hint({ id, children }: { readonly id?: string; readonly children: ReactNode }): ReactElement {
  return (
    <Box
      as="div"
      id={id}
      element="CALLBACK_VOICEMAIL_HINT"
      margin="space0"
      color="colorTextWeak"
      fontSize="fontSize20"
      lineHeight="lineHeight20"
    >
      {children}
    </Box>
  );
}

const BLOCKS: Record<CallBlock, StringKey> = {
  "not-yours": "BlockNotYours",
  "not-accepted": "BlockNotAccepted",
  "in-wrap-up": "BlockInWrapUp",
  ended: "BlockEnded",
  requeued: "BlockRequeued",
  "placing-call": "BlockPlacingCall",
  requeueing: "BlockRequeueing",
  "calling-this-contact": "BlockCallingThisContact",
  "on-a-call": "BlockOnACall",
  offline: "BlockOffline",
  "dialling-off": "BlockDiallingOff",
};
