import { type AutoRequeue, makeAutoRequeue } from "../../application/desktop/auto-requeue.ts";
import { type CallNotes, makeCallNotes } from "../../application/desktop/call-notes.ts";
import { type EndRequest, makeEndRequest } from "../../application/desktop/end-request.ts";
import { inTime } from "../../application/desktop/in-time.ts";
import { KnownRules } from "../../application/desktop/known-rules.ts";
import { PanelStates } from "../../application/desktop/panel-states.ts";
import { makePlaceCall } from "../../application/desktop/place-call.ts";
import { makeFinish, makeRetryLater } from "../../application/desktop/retry-later.ts";
import { makeVoicemails } from "../../application/desktop/voicemails.ts";
import { retryButton } from "../../domain/desktop/retry-button.ts";
import type { AgentNotices } from "../../ports/agent-notices.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { OutboundCalls } from "../../ports/outbound-calls.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import { toDesktopCallback } from "./desktop-callback.ts";
import type { Flex } from "./flex/flex.ts";
import { makeCompleteTask, makeWrapUpTask, taskInList } from "./flex/flex-tasks.ts";
import type { RemoteUseCases } from "./functions-client/remote-use-cases.ts";
import { countdownsKeptIn } from "./kept-countdowns.ts";
import type { PanelServices } from "./panel/callback-panel.tsx";
import { Listening } from "./panel/voicemail/listening.ts";
import type { Settings } from "./settings.ts";
import type { Text } from "./text.ts";

export interface PanelServicesParts {
  readonly flex: Flex;
  readonly calls: OutboundCalls;
  readonly remote: RemoteUseCases;
  readonly notices: AgentNotices;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Settings;
  readonly text: Text;
  readonly locale: string;
  /** The tab's own memory. */
  readonly storage: () => Storage;
  readonly isDark: () => boolean;
  readonly nameOf: (agent: string) => string;
}

/** A put-back counts the calls that are noted. */
const NOTES_WAITED_FOR_MS = 3_000;

/** Puts together what the panel works with. */
export function makePanelServices(parts: PanelServicesParts): PanelServices & {
  readonly endRequest: EndRequest;
  readonly notes: CallNotes;
  readonly autoRequeue: AutoRequeue;
} {
  const { flex, calls, remote, notices, telemetry, clock, log, settings, text, locale } = parts;
  const states = new PanelStates();
  const wrapUp = makeWrapUpTask(flex);
  const complete = makeCompleteTask(flex);
  const rules = new KnownRules(() => remote.rules(), clock, log);
  const notes = makeCallNotes({
    record: (taskId, call) => remote.recordAttempt(taskId, call),
    isHeld: (taskId) => taskInList(flex, taskId) !== undefined,
    clock,
  });

  const retryLater = makeRetryLater({
    wrapUp,
    rules: () => rules.current(),
    requeue: async (taskId, choice) => {
      await inTime(notes.settled(taskId), NOTES_WAITED_FOR_MS, clock);

      return remote.requeue(taskId, choice);
    },
    states,
    notices,
    telemetry,
    clock,
    log,
  });
  const autoRequeue = makeAutoRequeue({
    outcomes: () => (settings.allowRequeue && rules.current()?.autoRequeue) || [],
    find: (taskId) => {
      const task = taskInList(flex, taskId);
      const callback = task && toDesktopCallback(task, flex.workerId);
      const policy = { allowRequeue: true, ...rules.current() };

      return callback && retryButton(callback, "idle", calls.obstacle(), policy).kind === "enabled"
        ? callback
        : undefined;
    },
    retryLater,
    kept: countdownsKeptIn(parts.storage),
    states,
    clock,
  });
  const placeCall = makePlaceCall({
    calls,
    note: async (taskId, call) => {
      if (settings.functionsUrl !== undefined) await notes.note(taskId, call);
    },
    states,
    notices,
    telemetry,
    clock,
    log,
  });
  const endRequest = makeEndRequest({
    note: (taskId, closing) => remote.noteEnd(taskId, closing),
    complete,
    calls,
    states,
    clock,
    log,
  });

  return {
    notes,
    calls,
    states,
    rules,
    allowRequeue: settings.allowRequeue,
    placeCall: (callback, other) => {
      autoRequeue.placed(callback.task.id);

      return placeCall(callback, other);
    },
    reachedMachine: async ({ task }) => {
      try {
        await notes.note(task.id, { outcome: "voicemail" });
      } catch (error) {
        log.warn("panel.attempt-not-recorded", { taskId: task.id }, error);
        notices.tell({ kind: "attempt-not-recorded" });
      }
    },
    retryLater: (callback) => {
      autoRequeue.stop(callback.task.id);

      return retryLater(callback);
    },
    autoRequeue,
    finish: makeFinish(complete, states, log),
    endRequest,
    voicemails: makeVoicemails(remote, telemetry, log),
    listening: new Listening(),
    clock,
    isDark: parts.isDark,
    nameOf: parts.nameOf,
    text,
    locale,
  };
}
