import { Box } from "@twilio-paste/box";
import React, { type ReactElement, type Ref } from "react";
import type { CallBlock, CallButton } from "../../../domain/desktop/call-button.ts";
import type { Activity } from "../../../domain/desktop/desktop-callback.ts";
import type { RetryButton } from "../../../domain/desktop/retry-button.ts";
import { writtenOut } from "../../../domain/desktop/written-out.ts";
import type { StringKey } from "../strings/en-us.ts";
import type { Text } from "../text.ts";
import { Hint } from "./hint.tsx";
import { PanelButton } from "./panel-button.tsx";
import { useId } from "./use-id.ts";

interface ActionsProps {
  readonly call: CallButton;
  readonly retry: RetryButton;
  readonly canEnd: boolean;
  readonly activity: Activity;
  readonly onCall: () => void;
  readonly onRetry: () => void;
  readonly onEnd: () => void;
  /** Where the focus goes back to when the agent does not end the request after all. */
  readonly endButton: Ref<HTMLButtonElement>;
  /** The number as Flex writes it. */
  readonly shownNumber: string | undefined;
  /** Where the agent calls another number. Absent: they cannot. */
  readonly callOther: ReactElement | undefined;
  /** The call was answered, and the agent can say by what. */
  readonly onMachine: (() => void) | undefined;
  /** Where the agent chooses when it is tried again. Absent: nothing can be chosen. */
  readonly retryChoice: ReactElement | undefined;
  readonly text: Text;
}

/** What the agent can do about the request, and why they cannot when they cannot. */
export function Actions(props: ActionsProps): ReactElement {
  const {
    call,
    retry,
    canEnd,
    activity,
    onCall,
    onRetry,
    onEnd,
    endButton,
    shownNumber,
    callOther,
    onMachine,
    retryChoice,
    text,
  } = props;
  const whyNoCallId = useId();
  const canBeCalled = call.kind !== "hidden";
  const noRetry =
    retry.kind === "hidden" ? NO_RETRY[retry.reason][canBeCalled ? "toCall" : "notToCall"] : undefined;
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
          isBlocked={call.kind === "disabled"}
          description={activity === "placing-call" ? text("PlacingCall") : whyNoCall}
          descriptionId={whyNoCallId}
          onClick={onCall}
        >
          {text("PlaceCall", { number: shownNumber ?? writtenOut(call.number) })}
        </Action>
      )}
      {callOther}
      {onMachine && (
        <Box>
          <PanelButton variant="link" onClick={onMachine}>
            {text("ReachedMachine")}
          </PanelButton>
        </Box>
      )}
      {retry.kind === "hidden" ? (
        noRetry && <Hint>{text(noRetry)}</Hint>
      ) : (
        <Action
          variant="secondary"
          isBusy={activity === "requeueing"}
          isBlocked={retry.kind === "disabled"}
          description={
            activity === "requeueing"
              ? text("RetryingLater")
              : (whyNoRetry ?? text(canBeCalled ? "RetryLaterHint" : "PutBackHint"))
          }
          {...(isSaidAlready &&
            activity !== "requeueing" && { descriptionId: whyNoCallId, isDescribed: true })}
          onClick={onRetry}
        >
          {text("RetryLater")}
        </Action>
      )}
      {retry.kind === "enabled" && retryChoice}
      {canEnd && (
        <Box>
          <PanelButton ref={endButton} variant="link" isBusy={activity === "ending"} onClick={onEnd}>
            {text(activity === "ending" ? "EndingRequest" : "EndRequest")}
          </PanelButton>
        </Box>
      )}
    </Box>
  );
}

interface ActionProps {
  readonly variant: "primary" | "secondary";
  readonly isBusy: boolean;
  readonly isBlocked: boolean;
  readonly description: string | undefined;
  readonly descriptionId?: string;
  /** The description stands elsewhere, in the element of that id. */
  readonly isDescribed?: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

function Action(props: ActionProps): ReactElement {
  const { variant, isBusy, isBlocked, description, isDescribed = false, onClick, children } = props;
  const ownId = useId();
  const descriptionId = props.descriptionId ?? ownId;

  return (
    <Box element="CALLBACK_VOICEMAIL_ACTION" display="flex" flexDirection="column" rowGap="space20">
      <PanelButton
        variant={variant}
        fullWidth
        isBusy={isBusy}
        isBlocked={isBlocked}
        describedBy={description === undefined ? undefined : descriptionId}
        onClick={onClick}
      >
        {children}
      </PanelButton>
      {description !== undefined && !isDescribed && <Hint id={descriptionId}>{description}</Hint>}
    </Box>
  );
}

/** What is said where "Retry later" is not offered, if anything is: nobody has a last attempt who cannot be called. */
const NO_RETRY: Record<
  HiddenRetry["reason"],
  { readonly toCall?: StringKey; readonly notToCall?: StringKey }
> = {
  "switched-off": {},
  "attempts-used-up": { toCall: "AttemptsUsedUp" },
  "put-backs-used-up": { toCall: "PutBacksUsedUp", notToCall: "PutBacksUsedUpNoCall" },
};

type HiddenRetry = Extract<RetryButton, { readonly kind: "hidden" }>;

const BLOCKS: Record<CallBlock, StringKey> = {
  "not-yours": "BlockNotYours",
  "not-accepted": "BlockNotAccepted",
  "in-wrap-up": "BlockInWrapUp",
  ended: "BlockEnded",
  requeued: "BlockRequeued",
  "placing-call": "BlockPlacingCall",
  requeueing: "BlockRequeueing",
  ending: "BlockEnding",
  "calling-this-contact": "BlockCallingThisContact",
  "on-a-call": "BlockOnACall",
  offline: "BlockOffline",
  "dialling-off": "BlockDiallingOff",
};
