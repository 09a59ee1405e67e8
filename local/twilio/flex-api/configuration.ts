import type { LocalAccount } from "../account.ts";
import { isoTime } from "../http/dates.ts";
import { fixedSid } from "../sids.ts";

/** https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api, as far as Flex UI reads it. */
export function configuration(
  account: LocalAccount,
  functionsDomain: string,
): Readonly<Record<string, unknown>> {
  const created = isoTime(Date.UTC(2024, 0, 1));
  const flexInstanceSid = fixedSid("GO", "flex");

  return {
    account_sid: account.accountSid,
    instance_sid: flexInstanceSid,
    flex_instance_sid: flexInstanceSid,
    flex_service_instance_sid: account.syncServiceSid,
    service_instance_sid: account.syncServiceSid,
    messaging_service_instance_sid: fixedSid("MG", "flex"),
    chat_service_instance_sid: fixedSid("IS", "chat"),
    runtime_domain: functionsDomain,
    date_created: created,
    date_updated: created,
    status: "ok",
    ui_version: "2.17.1",
    ui_language: "en",
    ui_attributes: {
      version_compatibility: "yes",
      version_message: "",
      flex_callback_voicemail: {
        functions_domain: functionsDomain,
        allow_requeue: true,
        auto_select_task: true,
      },
    },
    attributes: {},
    public_attributes: {},
    taskrouter_workspace_sid: account.workspaceSid,
    taskrouter_target_workflow_sid: account.workflowSid,
    taskrouter_target_taskqueue_sid: account.everyoneQueueSid,
    taskrouter_offline_activity_sid: account.activitySids.offline,
    taskrouter_skills: [],
    taskrouter_taskqueues: [],
    taskrouter_worker_channels: {},
    taskrouter_worker_attributes: {},
    outbound_call_flows: {
      default: {
        enabled: true,
        caller_id: "+15005550006",
        workflow_sid: account.workflowSid,
        queue_sid: account.everyoneQueueSid,
        location: "US",
      },
    },
    call_recording_enabled: false,
    call_recording_webhook_url: null,
    channel_configs: [],
    notifications: { enabled: false, mode: "whenNotInFocus" },
    markdown: {},
    plugin_service_enabled: true,
    plugin_service_attributes: {},
  };
}
