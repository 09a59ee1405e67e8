import { Box } from "@twilio-paste/box";
import { Button } from "@twilio-paste/button";
import React, { type ReactElement, type ReactNode } from "react";
import type { Activity } from "../panel-states.ts";
import type { CallBlock, CallButton } from "../rules/call-button.ts";
import type { RetryButton } from "../rules/retry-button.ts";
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
          busyLabel={activity === "placing-call" ? text("PlacingCall") : undefined}
          block={call.kind === "disabled" ? text(BLOCKS[call.reason]) : undefined}
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
          busyLabel={activity === "requeueing" ? text("RetryingLater") : undefined}
          block={retry.kind === "disabled" ? blockUnlessSaid(retry.reason, call, text) : undefined}
          hint={text("RetryLaterHint")}
          onClick={onRetry}
        >
          {text("RetryLater")}
        </Action>
      )}
    </Box>
  );
}

/** What keeps the agent from an action; empty when it has just been said of another. */
type Block = string;

interface ActionProps {
  readonly variant: "primary" | "secondary";
  readonly busyLabel: string | undefined;
  readonly block: Block | undefined;
  readonly hint?: string;
  readonly onClick: () => void;
  readonly children: string;
}

function Action({ variant, busyLabel, block, hint, onClick, children }: ActionProps): ReactElement {
  const descriptionId = useId();
  const description = busyLabel ?? (block || hint);

  return (
    <Box element="CALLBACK_VOICEMAIL_ACTION" display="flex" flexDirection="column" rowGap="space20">
      <Button
        variant={variant}
        fullWidth
        loading={busyLabel !== undefined}
        disabled={block !== undefined}
        aria-describedby={description ? descriptionId : undefined}
        onClick={onClick}
      >
        {children}
      </Button>
      {description && <Hint id={descriptionId}>{description}</Hint>}
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

function blockUnlessSaid(reason: CallBlock, call: CallButton, text: Text): Block {
  return call.kind === "disabled" && call.reason === reason ? "" : text(BLOCKS[reason]);
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
