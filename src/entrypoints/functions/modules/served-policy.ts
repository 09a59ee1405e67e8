import type { ServedPolicy } from "../../../domain/served.ts";
import type { Settings } from "../settings.ts";

/** What becomes of callbacks whose contacts were spoken to, as the deployer wants it. */
export function servedPolicy(settings: Settings): ServedPolicy {
  return {
    duplicates: settings.CALLBACK_DUPLICATES,
    duplicatesBy: settings.CALLBACK_DUPLICATES_BY,
    defaultWorkflowId: settings.TWILIO_FLEX_CALLBACK_WORKFLOW_SID,
    whenServed: settings.CALLBACK_WHEN_SERVED,
    callbackWorkflows: settings.CALLBACK_WORKFLOW_SIDS,
  };
}
