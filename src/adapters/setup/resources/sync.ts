import { ServiceListInstance } from "twilio/lib/rest/sync/v1/service.js";
import type { Resources } from "../../../ports/setup/resources.ts";
import { twilioFault } from "../../twilio-rest/twilio-fault.ts";
import { ALL, type Apis, faultOf } from "../apis.ts";
import { resourcesOf } from "./resource-kind.ts";

/** https://www.twilio.com/docs/sync/api/service */
export function syncServices({ sync }: Apis): Resources {
  const services = ServiceListInstance(sync);

  return resourcesOf({
    what: "the Sync service",
    list: () => services.list({ ...ALL }),
    nameOf: ({ friendlyName }) => friendlyName,
    create: (name) => services.create({ friendlyName: name }),
    remove: (sid) => services(sid).remove(),
  });
}

export async function syncServiceExists({ sync }: Apis, sid: string): Promise<boolean> {
  try {
    return Boolean(await ServiceListInstance(sync)(sid).fetch());
  } catch (error) {
    if (twilioFault(error)?.kind === "not-found") return false;
    throw faultOf(error, "Looking for the Sync service");
  }
}
