import type * as FlexUi from "@twilio/flex-ui";
import React from "react";
import { CallbackBoard } from "../../application/desktop/callback-board.ts";
import { recordOutcomes } from "../../application/desktop/record-outcomes.ts";
import { looksAfterAll } from "../../domain/agent.ts";
import type { DesktopCallback } from "../../domain/desktop/desktop-callback.ts";
import { readableName } from "../../domain/desktop/readable-name.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { CallOutcome } from "../../ports/outbound-calls.ts";
import { channelLooks, isCallbackTask } from "./channels.tsx";
import { registerChannel } from "./channels-in-flex.ts";
import { toDesktopCallback } from "./desktop-callback.ts";
import { drawnWithPaste } from "./drawn-with-paste.tsx";
import type { Flex, FlexTask } from "./flex/flex.ts";
import { FlexAgentNotices } from "./flex/flex-agent-notices.ts";
import { watchCompletions } from "./flex/flex-completions.ts";
import { FlexOutboundCalls } from "./flex/flex-outbound-calls.ts";
import { returnToCallbacks, selectedTask, taskInList, taskOfCallback } from "./flex/flex-tasks.ts";
import { type FlexAnalytics, FlexUiTelemetry } from "./flex/flex-telemetry.ts";
import { genuineFlex, genuineNotifications } from "./flex/genuine-flex.ts";
import { FlexThemeProvider } from "./flex-theme.tsx";
import { makeRemoteUseCases } from "./functions-client/remote-use-cases.ts";
import type { PanelServices } from "./panel/callback-panel.tsx";
import { makePanelServices } from "./panel-services.ts";
import { readSettings, SETTINGS_KEY } from "./settings.ts";
import { languageFor } from "./strings/index.ts";
import { addCallbacksView } from "./supervisor/callbacks-in-flex.tsx";
import { saveFile } from "./supervisor/save-file.ts";
import { makeText, registeredStrings } from "./text.ts";

/** What the plugin takes from outside of Flex. */
export interface PluginHost {
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: typeof fetch;
  readonly analytics: () => FlexAnalytics | undefined;
  /** The tab's own memory, which outlives a reload. By default the browser's. */
  readonly storage?: () => Storage;
}

/** Brings callbacks and voicemails into Flex. */
export function install(flexUi: typeof FlexUi, manager: FlexUi.Manager, host: PluginHost): void {
  const { clock, log } = host;
  const { serviceConfiguration } = manager;
  const { settings, warnings } = readSettings(
    serviceConfiguration.ui_attributes,
    serviceConfiguration.runtime_domain,
  );
  for (const warning of warnings) log.warn("plugin.setting", { key: SETTINGS_KEY, warning });

  const language = languageFor(manager.localization?.localeTag ?? manager.configuration.language);
  manager.strings = registeredStrings(language.strings, manager.strings);
  flexUi.setProviders({ PasteThemeProvider: FlexThemeProvider });

  const flex = genuineFlex(flexUi, manager);
  const read = (task: FlexTask): DesktopCallback | undefined => toDesktopCallback(task, flex.workerId);
  for (const look of channelLooks(read, settings.taskChannel)) registerChannel(flexUi, look);

  const text = makeText(() => manager.strings);
  const calls = new FlexOutboundCalls(flex);
  const notices = new FlexAgentNotices(
    genuineNotifications(flexUi),
    text,
    (taskId) => selectedTask(flex)?.taskSid === taskId,
    log,
  );
  const remote = makeRemoteUseCases({
    functionsUrl: settings.functionsUrl,
    token: () => manager.user.token,
    clock,
    fetch: host.fetch,
  });
  const telemetry = new FlexUiTelemetry(host.analytics, log);
  const nameOf = (agent: string): string =>
    (agent === manager.user.identity && ownName(manager)) || readableName(agent);
  const services = makePanelServices({
    flex,
    calls,
    remote,
    notices,
    telemetry,
    clock,
    log,
    settings,
    text,
    locale: language.locale,
    storage: host.storage ?? (() => sessionStorage),
    isDark: () => manager.configuration.theme?.isLight === false,
    nameOf,
  });

  const { elements } = settings;
  const TaskPanel = drawnWithPaste(
    () => import("./panel/task-panel.tsx").then(({ TaskPanel }) => TaskPanel),
    log,
  );
  const shown = { services, elements, log };
  const callbackOf = (call: FlexTask): DesktopCallback | undefined => {
    const task = taskOfCallback(flex, call);

    return task && read(task);
  };
  flexUi.TaskInfoPanel.Content.replace(<TaskPanel key="callback-voicemail-panel" read={read} {...shown} />, {
    sortOrder: -1,
    if: ({ task }: ShownTask) => isCallbackTask(task),
  });
  flexUi.TaskInfoPanel.Content.replace(
    <TaskPanel key="callback-voicemail-beside-call" read={callbackOf} isReadOnly {...shown} />,
    { sortOrder: -1, if: ({ task }: ShownTask) => task !== undefined && callbackOf(task) !== undefined },
  );
  flexUi.Supervisor.TaskInfoPanel.Content.replace(
    <TaskPanel key="callback-voicemail-monitored" read={read} isReadOnly {...shown} />,
    { sortOrder: -1, if: ({ task }: ShownTask) => isCallbackTask(task) },
  );
  if (settings.functionsUrl !== undefined) {
    addCallbacksView(
      flexUi,
      {
        ...services,
        board: new CallbackBoard(remote, clock, log),
        looksAfterAll: looksAfterAll({ name: manager.user.identity, roles: manager.user.roles ?? [] }),
        saveFile: (name, content) => saveFile(name, content, clock),
      },
      elements,
      log,
    );
    services.autoRequeue.watch(calls);
    recordOutcomes(calls, services.notes.note, (outcome) => isRecorded(outcome, flex, read), notices, log);
  }
  if (settings.autoSelectTask) returnToCallbacks(flex);
  watchCompletions(flex, read, services.endRequest.mayComplete, clock);
  forgetWhatLeaves(flex, services);
}

/** The name that Flex shows for the agent who is logged in. */
function ownName({ workerClient }: FlexUi.Manager): string | undefined {
  const name = workerClient?.attributes?.full_name;

  return typeof name === "string" ? name : undefined;
}

/** What Flex hands to whatever stands in its panels. */
interface ShownTask {
  readonly task?: FlexTask;
}

function isRecorded(
  { callbackTaskId, callTaskId, seconds }: CallOutcome,
  flex: Flex,
  read: (task: FlexTask) => DesktopCallback | undefined,
): boolean {
  const task = taskInList(flex, callbackTaskId);
  const attempts = (task && read(task))?.task.request.attempts ?? [];

  return attempts.some(
    (known) => known.callTaskId === callTaskId && (seconds === undefined || known.seconds === seconds),
  );
}

function forgetWhatLeaves({ events }: Flex, { states, listening, autoRequeue }: PanelServices): void {
  const forget = ({ taskSid }: FlexTask): void => {
    autoRequeue.stop(taskSid);
    states.forget(taskSid);
    listening.forget(taskSid);
  };
  events.addListener("taskCompleted", forget);
  events.addListener("taskCanceled", forget);
}
