import { ConfigurationListInstance } from "twilio/lib/rest/flexApi/v1/configuration.js";
import type { JsonObject } from "../../domain/json.ts";
import { twilioFault } from "../twilio-rest/twilio-fault.ts";
import { type Apis, asking, faultOf } from "./apis.ts";

/** The part of the Flex configuration that we use. */
export interface FlexAccount {
  readonly workspaceSid: string;
  readonly uiAttributes: JsonObject;
  /** Whether agents may dial. Flex looks only at the flow named `default`. */
  readonly outboundDialling: boolean;
  /** The services whose protected assets Flex may load. */
  readonly serviceSids: readonly string[];
}

/** Where the plugin looks for its settings in `ui_attributes`. */
const UI_ATTRIBUTES_KEY = "flex_callback_voicemail";

/** The account has no Flex. */
export class NoFlex extends Error {
  override readonly name = "NoFlex";
}

/** https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api */
export class FlexAccounts {
  readonly #apis: Apis;
  readonly #accountSid: string;

  constructor(apis: Apis, accountSid: string) {
    this.#apis = apis;
    this.#accountSid = accountSid;
  }

  /** @throws {NoFlex} */
  async read(): Promise<FlexAccount> {
    const configuration = await this.#configuration().fetch().catch(notConfigured);
    const flows = configuration.outboundCallFlows as { default?: { enabled?: boolean } } | null;

    return {
      workspaceSid: configuration.taskrouterWorkspaceSid,
      uiAttributes: (configuration.uiAttributes as JsonObject | null) ?? {},
      outboundDialling: flows?.default?.enabled === true,
      serviceSids: configuration.serverlessServiceSids ?? [],
    };
  }

  /** Tells the plugin where the functions are. The deployer's own settings beside that stay. */
  async announceFunctions(domain: string): Promise<boolean> {
    const { uiAttributes } = await this.read();
    const settings = (uiAttributes[UI_ATTRIBUTES_KEY] as JsonObject | undefined) ?? {};
    if (settings.functions_domain === domain) return false;

    await this.#change({
      ui_attributes: { ...uiAttributes, [UI_ATTRIBUTES_KEY]: { ...settings, functions_domain: domain } },
    });

    return true;
  }

  /** Lets Flex load protected assets of the service, as `twilio flex:plugins:deploy` does. */
  async admitService(serviceSid: string): Promise<boolean> {
    const { serviceSids } = await this.read();
    if (serviceSids.includes(serviceSid)) return false;
    await this.#change({ serverless_service_sids: [...serviceSids, serviceSid] });

    return true;
  }

  /** Each property is replaced as a whole, so it must contain what was read. */
  async #change(changes: JsonObject): Promise<void> {
    const body = { account_sid: this.#accountSid, ...changes };
    await asking("Changing the Flex configuration", this.#configuration().update(body));
  }

  #configuration() {
    return ConfigurationListInstance(this.#apis.flex)();
  }
}

function notConfigured(error: unknown): never {
  if (twilioFault(error)?.kind === "not-found") throw new NoFlex("The account has no Flex", { cause: error });
  throw faultOf(error, "Reading the Flex configuration");
}
