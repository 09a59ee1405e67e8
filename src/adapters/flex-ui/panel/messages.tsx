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
    <Message variant="error" role="alert" label={problemText(problem, text)} text={text}>
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
    <Message variant="success" role="status" label={label} text={text}>
      {canFinish && (
        <PanelButton variant="secondary" size="small" onClick={onFinish}>
          {text("Finish")}
        </PanelButton>
      )}
    </Message>
  );
}

interface MessageProps {
  readonly variant: keyof typeof VARIANTS;
  readonly role: "alert" | "status";
  readonly label: string;
  readonly text: Text;
  readonly children?: ReactNode;
}

/** The name of the icon, which only screen readers hear: Paste's own are English. */
const VARIANTS = { error: "MessageError", success: "MessageSuccess", warning: "MessageWarning" } as const;

export function Message({ variant, role, label, text, children }: MessageProps): ReactElement {
  return (
    <Box role={role}>
      <Callout variant={variant} i18nLabel={text(VARIANTS[variant])} element="CALLBACK_VOICEMAIL_MESSAGE_BOX">
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
