import { Box } from "@twilio-paste/box";
import { Callout, CalloutText } from "@twilio-paste/callout";
import React, { type ReactElement, type ReactNode } from "react";
import { mayBeTriedAgain, type Problem } from "../../../domain/desktop/problem.ts";
import { CALL_PROBLEMS, REQUEUE_PROBLEMS } from "../notice-text.ts";
import type { Text } from "../text.ts";
import { PanelButton } from "./panel-button.tsx";

interface ProblemMessageProps {
  readonly problem: Problem;
  readonly onTryAgain: () => void;
  readonly text: Text;
}

/** The problem, with a "Try again" button if a second try may help. */
export function ProblemMessage({ problem, onTryAgain, text }: ProblemMessageProps): ReactElement {
  return (
    <Message variant="error" role="alert" label={problemText(problem, text)}>
      {mayBeTriedAgain(problem) && (
        <PanelButton variant="secondary" size="small" onClick={onTryAgain}>
          {text("TryAgain")}
        </PanelButton>
      )}
    </Message>
  );
}

interface BackInQueueProps {
  readonly canFinish: boolean;
  /** Absent: nobody can tell. */
  readonly offeredAt: string | undefined;
  readonly onFinish: () => void;
  readonly text: Text;
}

/** The request continues as another task. The agent can only end this one. */
export function BackInQueue({ canFinish, offeredAt, onFinish, text }: BackInQueueProps): ReactElement {
  const label = [
    text(canFinish ? "BackInQueue" : "NoticeRequeued"),
    ...(offeredAt === undefined ? [] : [text("OfferedAgain", { time: offeredAt })]),
  ].join(" ");

  return (
    <Message variant="success" role="status" label={label}>
      {canFinish && (
        <PanelButton variant="secondary" size="small" onClick={onFinish}>
          {text("Finish")}
        </PanelButton>
      )}
    </Message>
  );
}

interface MessageProps {
  readonly variant: "error" | "success" | "warning";
  readonly role: "alert" | "status";
  readonly label: string;
  readonly children?: ReactNode;
}

export function Message({ variant, role, label, children }: MessageProps): ReactElement {
  return (
    <Box role={role}>
      <Callout variant={variant} element="CALLBACK_VOICEMAIL_MESSAGE_BOX">
        <CalloutText>{label}</CalloutText>
        {children && <Box marginTop="space30">{children}</Box>}
      </Callout>
    </Box>
  );
}

function problemText(problem: Problem, text: Text): string {
  switch (problem.kind) {
    case "call":
      return text(CALL_PROBLEMS[problem.reason]);
    case "requeue":
      return text(REQUEUE_PROBLEMS[problem.reason]);
    case "finish":
      return text("FinishProblem");
  }
}
