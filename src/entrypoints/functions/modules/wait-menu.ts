import { ContainerModule } from "inversify";
import type { MenuNeeds } from "../../../adapters/functions/twiml/menu-effects.ts";
import type { MenuOptions } from "../../../adapters/functions/twiml/menu-options.ts";
import { makeWaitExperience, type WaitPolicy } from "../../../adapters/functions/twiml/wait-experience.ts";
import { TaskRouterWaitEstimates } from "../../../adapters/taskrouter/taskrouter-wait-estimates.ts";
import { TaskRouterWaitingCalls } from "../../../adapters/taskrouter/taskrouter-waiting-calls.ts";
import { apiVersion } from "../../../adapters/twilio-rest/api-version.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { makeKeepPlace } from "../../../application/keep-place.ts";
import { makeLeaveForVoicemail } from "../../../application/leave-for-voicemail.ts";
import { defined } from "../../../domain/defined.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** Binds the menu of callers who wait. Stands on nearly everything else. */
export const waitMenuModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.WaitingCalls).toResolvedValue(waitingCalls, [TOKENS.Connection, TOKENS.Settings]);
  bind(TOKENS.WaitEstimates).toResolvedValue(waitEstimates, [
    TOKENS.Connection,
    TOKENS.Settings,
    TOKENS.Clock,
  ]);
  bind(TOKENS.KeepPlacePolicy).toResolvedValue(keepPlacePolicy, [TOKENS.Settings]);
  bind(TOKENS.KeepPlace).toResolvedValue(makeKeepPlace, [
    TOKENS.WaitingCalls,
    TOKENS.RequestCallback,
    TOKENS.CallbackTasks,
    TOKENS.Clock,
    TOKENS.Log,
    TOKENS.KeepPlacePolicy,
  ]);
  bind(TOKENS.LeaveForVoicemail).toResolvedValue(makeLeaveForVoicemail, [
    TOKENS.WaitingCalls,
    TOKENS.InboundCalls,
    TOKENS.Clock,
    TOKENS.Log,
    TOKENS.KeepPlacePolicy,
  ]);
  bind(TOKENS.WaitPolicy).toResolvedValue(waitPolicy, [TOKENS.Settings, TOKENS.MenuOptions]);
  bind(TOKENS.MenuNeeds).toResolvedValue(menuNeeds, [
    TOKENS.WaitingCalls,
    TOKENS.WaitEstimates,
    TOKENS.FindCallback,
    TOKENS.RequestCallback,
    TOKENS.CancelCallback,
    TOKENS.KeepPlace,
    TOKENS.LeaveForVoicemail,
    TOKENS.Log,
  ]);
  bind(TOKENS.WaitAnswer).toResolvedValue(makeWaitExperience, [
    TOKENS.MenuNeeds,
    TOKENS.Seal,
    TOKENS.Clock,
    TOKENS.WaitPolicy,
  ]);
});

/** A caller hears nothing while we ask: rather no estimate than a long silence. */
const PATIENCE = { longestTry: 2_000, tries: 2 };

function waitingCalls(connection: TwilioConnection, settings: Settings): TaskRouterWaitingCalls {
  const version = apiVersion(connection.lessPatient(PATIENCE), "https://taskrouter.twilio.com", "v1");

  return new TaskRouterWaitingCalls(version, { workspaceSid: settings.TWILIO_FLEX_WORKSPACE_SID });
}

function waitEstimates(
  connection: TwilioConnection,
  settings: Settings,
  clock: Clock,
): TaskRouterWaitEstimates {
  return new TaskRouterWaitEstimates(
    connection.lessPatient(PATIENCE),
    settings.TWILIO_FLEX_WORKSPACE_SID,
    clock,
  );
}

function keepPlacePolicy(settings: Settings) {
  return {
    callbackWorkflows: [settings.TWILIO_FLEX_CALLBACK_WORKFLOW_SID, ...settings.CALLBACK_WORKFLOW_SIDS],
  };
}

function waitPolicy(settings: Settings, options: MenuOptions): WaitPolicy {
  const { CALLBACK_MAX_OPEN: maxOpen, CALLBACK_HOURS: hours, CALLBACK_TIME_ZONE: timeZone } = settings;

  return defined({
    options,
    callbackWorkflow: settings.TWILIO_FLEX_CALLBACK_WORKFLOW_SID,
    maxOpen,
    functionsUrl: functionsUrl(settings),
    transcribes: settings.VOICEMAIL_TRANSCRIPTIONS === "record",
    numbers: defined({
      premiumNumbers: settings.CALLBACK_PREMIUM_NUMBERS,
      allowedCountries: settings.CALLBACK_ALLOWED_COUNTRIES,
    }),
    offers: defined({
      callback: options.callback,
      voicemail: options.voicemail,
      fromSeconds: settings.CALLBACK_OFFER_FROM_SECONDS,
      fromLength: settings.CALLBACK_OFFER_FROM_LENGTH,
      maxOpen,
      hours,
      timeZone,
    }),
  });
}

/** On this machine the functions have no certificate. */
function functionsUrl({ CALLBACK_FUNCTIONS_URL, DOMAIN_NAME }: Settings): string | undefined {
  if (CALLBACK_FUNCTIONS_URL !== undefined || DOMAIN_NAME === undefined) return CALLBACK_FUNCTIONS_URL;

  return `${/^(localhost|127\.0\.0\.1)(:|$)/.test(DOMAIN_NAME) ? "http" : "https"}://${DOMAIN_NAME}`;
}

function menuNeeds(
  calls: MenuNeeds["calls"],
  estimates: MenuNeeds["estimates"],
  findCallback: MenuNeeds["findCallback"],
  requestCallback: MenuNeeds["requestCallback"],
  cancelCallback: MenuNeeds["cancelCallback"],
  keepPlace: MenuNeeds["keepPlace"],
  leaveForVoicemail: MenuNeeds["leaveForVoicemail"],
  log: MenuNeeds["log"],
): MenuNeeds {
  return {
    calls,
    estimates,
    findCallback,
    requestCallback,
    cancelCallback,
    keepPlace,
    leaveForVoicemail,
    log,
  };
}
