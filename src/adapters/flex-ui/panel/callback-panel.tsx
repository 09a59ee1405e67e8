import React, { type ReactElement, useEffect, useRef } from "react";
import type { AutoRequeue } from "../../../application/desktop/auto-requeue.ts";
import type { EndRequest } from "../../../application/desktop/end-request.ts";
import type { KnownRules } from "../../../application/desktop/known-rules.ts";
import type { PanelStates } from "../../../application/desktop/panel-states.ts";
import type { PlaceCall } from "../../../application/desktop/place-call.ts";
import type { RetryLater } from "../../../application/desktop/retry-later.ts";
import type { Voicemails } from "../../../application/desktop/voicemails.ts";
import { defined } from "../../../domain/defined.ts";
import { callBlock, callButton } from "../../../domain/desktop/call-button.ts";
import type { CallObstacle } from "../../../domain/desktop/call-obstacle.ts";
import { closingsFor } from "../../../domain/desktop/closings.ts";
import { type DesktopCallback, isBackInQueue } from "../../../domain/desktop/desktop-callback.ts";
import type { Problem } from "../../../domain/desktop/problem.ts";
import { retryButton } from "../../../domain/desktop/retry-button.ts";
import { retryChoices } from "../../../domain/desktop/retry-choices.ts";
import { isTranscriptExpected } from "../../../domain/desktop/transcript-expected.ts";
import { wasAnswered } from "../../../domain/retry/attempt.ts";
import { currentRound } from "../../../domain/retry/requeue.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { OutboundCalls } from "../../../ports/outbound-calls.ts";
import type { Text } from "../text.ts";
import { Actions } from "./actions.tsx";
import { Attempts } from "./attempts.tsx";
import { Countdown } from "./countdown.tsx";
import { EndQuestion } from "./end-question.tsx";
import { Facts } from "./facts.tsx";
import { BackInQueue, Message, ProblemMessage } from "./messages.tsx";
import { Native, nativeLook } from "./native.ts";
import { OtherNumberForm } from "./other-number.tsx";
import { PanelHeader } from "./panel-header.tsx";
import { Passage } from "./passage.tsx";
import { RetryChoiceFields } from "./retry-choice.tsx";
import { askedAgainText, formatTime } from "./time-format.ts";
import { useFocusKept } from "./use-focus-kept.ts";
import { useId } from "./use-id.ts";
import { useNow } from "./use-now.ts";
import { RULES, useWatched, type Watchable } from "./use-watched.ts";
import type { Listening } from "./voicemail/listening.ts";
import { VoicemailPlayer } from "./voicemail/voicemail-player.tsx";
import { VoicemailTools } from "./voicemail/voicemail-tools.tsx";
import { VoicemailSection } from "./voicemail-section.tsx";

/** All that the panel needs: what it knows, and what it can have done. */
export interface PanelServices {
  readonly calls: Pick<OutboundCalls, "obstacle" | "watchObstacle">;
  readonly states: PanelStates;
  readonly rules: KnownRules;
  readonly allowRequeue: boolean;
  readonly placeCall: PlaceCall;
  readonly retryLater: RetryLater;
  /** The call was answered by a machine. */
  readonly reachedMachine: (callback: DesktopCallback) => Promise<void>;
  readonly autoRequeue: Pick<AutoRequeue, "resume" | "stop">;
  readonly finish: (callback: DesktopCallback) => Promise<void>;
  readonly endRequest: Pick<EndRequest, "ask" | "keepOpen" | "end">;
  readonly voicemails: Voicemails;
  readonly listening: Listening;
  readonly clock: Clock;
  readonly text: Text;
  readonly locale: string;
  /** An agent's name as people read it. */
  readonly nameOf: (agent: string) => string;
  /** Whether Flex is dark at the moment. */
  readonly isDark: () => boolean;
}

interface CallbackPanelProps {
  readonly callback: DesktopCallback;
  /** The request is shown beside its call, or to a supervisor: nothing is done about it there. */
  readonly isReadOnly?: boolean;
  readonly services: PanelServices;
}

/** A callback or voicemail as the agent works on it. */
export function CallbackPanel({ callback, isReadOnly = false, services }: CallbackPanelProps): ReactElement {
  const { text, locale, listening } = services;
  const { state, obstacle, rules } = useSituation(callback, services);
  const now = useNow(services.clock);
  const { id, request } = callback.task;
  const { voicemail, attempts } = request;
  const headingId = useId();
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLDivElement>(null);
  const endButton = useRef<HTMLButtonElement>(null);
  useFocusKept(panel, heading);
  const isBack = isBackInQueue(callback.task, state.activity);
  const { maxAttempts, maxPutBacks } = rules ?? {};
  const known = defined({ maxAttempts, maxPutBacks });
  const choices = retryChoices(request, rules ?? {});
  const { autoRequeue } = services;
  useEffect(() => {
    if (!isReadOnly) autoRequeue.resume(id);
  }, [autoRequeue, id, isReadOnly]);
  const keepOpen = (): void => {
    services.endRequest.keepOpen(callback);
    endButton.current?.focus();
  };
  const act = (action: (callback: DesktopCallback) => Promise<void>) => () => void action(callback);

  return (
    <Native
      as="section"
      ref={panel}
      element="CALLBACK_VOICEMAIL_PANEL"
      aria-labelledby={headingId}
      style={nativeLook(services.isDark())}
      display="flex"
      flexDirection="column"
      rowGap="space60"
      flex="1"
      minWidth="0"
    >
      <PanelHeader
        request={request}
        now={now}
        headingId={headingId}
        focusRef={heading}
        text={text}
        locale={locale}
      />
      {request.servedAt && (
        <Message
          variant="warning"
          role="status"
          label={text("SpokeToUs", { time: formatTime(request.servedAt, locale) })}
          text={text}
        />
      )}
      {isBack && !isReadOnly && (
        <BackInQueue
          canFinish={isUnfinished(callback)}
          offeredAt={state.offeredAt && formatTime(state.offeredAt, locale)}
          onFinish={act(services.finish)}
          text={text}
        />
      )}
      {state.askedAt && !isBack && !isReadOnly && (
        <EndQuestion
          closings={closingsFor(request, known)}
          onAnswer={(closing) => void services.endRequest.end(callback, closing)}
          onKeepOpen={keepOpen}
          text={text}
        />
      )}
      {state.requeuesAt && !state.askedAt && state.activity === "idle" && !isBack && !isReadOnly && (
        <Countdown
          key={state.requeuesAt.getTime()}
          endsAt={state.requeuesAt}
          onStop={() => autoRequeue.stop(id)}
          clock={services.clock}
          text={text}
        />
      )}
      {voicemail && (
        <VoicemailSection
          voicemail={voicemail}
          isTranscriptExpected={isTranscriptExpected(request, now)}
          player={
            <VoicemailPlayer taskId={id} load={services.voicemails.load} listening={listening} text={text} />
          }
          text={text}
        />
      )}
      {request.message && (
        <Passage heading={text("Message")} text={text}>
          {request.message}
        </Passage>
      )}
      {request.askedAgain && (
        <Passage heading={text("AskedAgain")} text={text}>
          {askedAgainText(request.askedAgain, locale)}
        </Passage>
      )}
      <Facts callback={callback} maxAttempts={rules?.maxAttempts} now={now} text={text} locale={locale} />
      {!isReadOnly && (
        <Actions
          call={callButton(callback, state.activity, obstacle)}
          retry={retryButton(callback, state.activity, obstacle, {
            allowRequeue: services.allowRequeue,
            ...known,
          })}
          canEnd={isUnfinished(callback) && !isBack}
          activity={state.activity}
          onCall={act(services.placeCall)}
          onRetry={act(services.retryLater)}
          onEnd={() => services.endRequest.ask(callback)}
          endButton={endButton}
          shownNumber={callback.shownNumber}
          callOther={
            rules?.numbers && callBlock(callback, state.activity, obstacle) === undefined ? (
              <OtherNumberForm
                policy={rules.numbers}
                onCall={(number) => void services.placeCall(callback, number)}
                text={text}
              />
            ) : undefined
          }
          onMachine={
            isUnfinished(callback) && !isBack && wasAnswered(attempts, currentRound(request))
              ? () => void services.reachedMachine(callback)
              : undefined
          }
          retryChoice={
            choices && (
              <RetryChoiceFields
                choices={choices}
                choice={state.retry ?? {}}
                onChoice={(retry) => services.states.set(id, { ...services.states.of(id), retry })}
                text={text}
                locale={locale}
              />
            )
          }
          text={text}
        />
      )}
      {state.problem && !isReadOnly && (
        <ProblemMessage
          problem={state.problem}
          onTryAgain={act(actionFor(state.problem, services))}
          text={text}
        />
      )}
      <Attempts attempts={attempts} nameOf={services.nameOf} text={text} locale={locale} />
      {voicemail && !isReadOnly && (
        <VoicemailTools
          callback={callback}
          voicemails={services.voicemails}
          deletion={rules?.deletion}
          text={text}
        />
      )}
    </Native>
  );
}

function useSituation(callback: DesktopCallback, services: PanelServices) {
  const states = useWatched(services.states, STATES);
  const obstacle = useWatched(services.calls, OBSTACLE);
  const rules = useWatched(services.rules, RULES);
  useEffect(() => void services.rules.refresh(), [services.rules]);

  return { state: states.of(callback.task.id), obstacle, rules };
}

const STATES: Watchable<PanelStates, PanelStates> = {
  read: (states) => states,
  watch: (states, listener) => states.watch(listener),
};
const OBSTACLE: Watchable<PanelServices["calls"], CallObstacle | undefined> = {
  read: (calls) => calls.obstacle(),
  watch: (calls, listener) => calls.watchObstacle(listener),
};

function isUnfinished({ mine, task: { state } }: DesktopCallback): boolean {
  return mine && (state === "assigned" || state === "wrap-up");
}

/** What the agent wanted when it went wrong. */
function actionFor(problem: Problem, services: PanelServices): (callback: DesktopCallback) => Promise<void> {
  switch (problem.kind) {
    case "call":
      return services.placeCall;
    case "requeue":
      return services.retryLater;
    case "finish":
      return services.finish;
  }
}
