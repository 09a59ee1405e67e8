import type { LocalAccount } from "../../account.ts";
import { badRequest } from "../../refusal.ts";
import { fixedSid } from "../../sids.ts";

type Json = Readonly<Record<string, unknown>>;

/** Twilio sets these itself, or they identify the account. A change must not contain them. */
const READ_ONLY = ["account_sid", "date_created", "date_updated", "url", "status"];

/**
 * The account's Flex configuration: https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api.
 *
 * No OpenAPI file says what a change may contain (https://github.com/twilio/twilio-oai/issues/36). Here it names the account,
 * and each property in it replaces the old one as a whole.
 */
export class FlexConfiguration {
  readonly #account: LocalAccount;
  #configuration: Json;

  constructor(account: LocalAccount) {
    this.#account = account;
    this.#configuration = newConfiguration(account);
  }

  clear(): void {
    this.#configuration = newConfiguration(this.#account);
  }

  read(): Json {
    return this.#configuration;
  }

  change(changes: unknown): Json {
    if (typeof changes !== "object" || changes === null || Array.isArray(changes)) {
      throw badRequest("The body is not a JSON object");
    }
    if ((changes as Json).account_sid !== this.#account.accountSid) {
      throw badRequest("account_sid is required, and is the account's own");
    }
    const taken = Object.entries(changes).filter(([name]) => !READ_ONLY.includes(name));
    const unknown = taken.find(([name]) => !(name in this.#configuration));
    if (unknown) throw badRequest(`${unknown[0]} is not a property of the configuration`);
    this.#configuration = { ...this.#configuration, ...Object.fromEntries(taken) };

    return this.#configuration;
  }
}

function newConfiguration(account: LocalAccount): Json {
  return {
    account_sid: account.accountSid,
    date_created: "2024-01-01T00:00:00Z",
    date_updated: "2024-01-01T00:00:00Z",
    attributes: {},
    status: "ok",
    taskrouter_workspace_sid: account.workspaceSid,
    taskrouter_target_workflow_sid: account.workflowSid,
    taskrouter_target_taskqueue_sid: account.everyoneQueueSid,
    taskrouter_taskqueues: [],
    taskrouter_skills: [],
    taskrouter_worker_channels: {},
    taskrouter_worker_attributes: {},
    taskrouter_offline_activity_sid: account.activitySids.offline,
    runtime_domain: "",
    messaging_service_instance_sid: fixedSid("MG", "flex"),
    chat_service_instance_sid: fixedSid("IS", "chat"),
    flex_service_instance_sid: account.syncServiceSid,
    flex_instance_sid: fixedSid("GO", "flex"),
    ui_language: "en",
    ui_attributes: { version_compatibility: "yes", version_message: "" },
    ui_dependencies: { react: "17.0.2", "react-dom": "17.0.2" },
    ui_version: "2.17.1",
    service_version: "1",
    call_recording_enabled: false,
    call_recording_webhook_url: null,
    crm_enabled: false,
    crm_type: null,
    crm_callback_url: null,
    crm_fallback_url: null,
    crm_attributes: {},
    public_attributes: {},
    plugin_service_enabled: true,
    plugin_service_attributes: {},
    integrations: [],
    outbound_call_flows: {
      default: {
        enabled: true,
        caller_id: "+15005550006",
        workflow_sid: account.workflowSid,
        queue_sid: account.everyoneQueueSid,
        location: "US",
      },
    },
    serverless_service_sids: [],
    queue_stats_configuration: {},
    notifications: { enabled: false, mode: "whenNotInFocus" },
    markdown: {},
    url: "https://flex-api.twilio.com/v1/Configuration",
    flex_insights_hr: {},
    flex_insights_drilldown: false,
    flex_url: null,
    channel_configs: [],
    debugger_integration: {},
    flex_ui_status_report: {},
    agent_conv_end_methods: { enabled: [] },
    citrix_voice_vdi: {},
    offline_config: {},
  };
}
