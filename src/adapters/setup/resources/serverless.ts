import { VariableListInstance } from "twilio/lib/rest/serverless/v1/service/environment/variable.js";
import { EnvironmentListInstance } from "twilio/lib/rest/serverless/v1/service/environment.js";
import { FunctionListInstance } from "twilio/lib/rest/serverless/v1/service/function.js";
import { ServiceListInstance } from "twilio/lib/rest/serverless/v1/service.js";
import type { Resources } from "../../../ports/setup/resources.ts";
import { ALL, type Apis } from "../apis.ts";
import { resourcesOf } from "./resource-kind.ts";

/** https://www.twilio.com/docs/serverless/api/resource/service. With the account's credentials in the environment. */
export function functionServices({ serverless }: Apis): Resources {
  const services = ServiceListInstance(serverless);

  return resourcesOf({
    what: "the Functions service",
    list: () => services.list({ ...ALL }),
    nameOf: ({ uniqueName }) => uniqueName,
    create: (name) =>
      services.create({ uniqueName: name, friendlyName: name, includeCredentials: true, uiEditable: false }),
    remove: (sid) => services(sid).remove(),
  });
}

/** https://www.twilio.com/docs/serverless/api/resource/environment. Its detail `domain` is where functions are reached. */
export function environments({ serverless }: Apis, serviceSid: string): Resources {
  const all = EnvironmentListInstance(serverless, serviceSid);

  return resourcesOf({
    what: "the environment",
    list: () => all.list({ ...ALL }),
    nameOf: ({ uniqueName }) => uniqueName,
    create: (name) => all.create({ uniqueName: name }),
    remove: (sid) => all(sid).remove(),
    contentOf: ({ domainName }) => ({ content: {}, details: { domain: domainName } }),
  });
}

/** https://www.twilio.com/docs/serverless/api/resource/function: a function without content, for others to refer to. */
export function functions({ serverless }: Apis, serviceSid: string): Resources {
  const all = FunctionListInstance(serverless, serviceSid);

  return resourcesOf({
    what: "the function",
    list: () => all.list({ ...ALL }),
    nameOf: ({ friendlyName }) => friendlyName,
    create: (name) => all.create({ friendlyName: name }),
    remove: (sid) => all(sid).remove(),
  });
}

/**
 * https://www.twilio.com/docs/serverless/api/resource/variable. Its detail `value` is what is set, which is never
 * changed: a value that everybody who sets up the account shares.
 */
export function variables(
  { serverless }: Apis,
  serviceSid: string,
  environmentSid: string,
  newValue: () => string,
): Resources {
  const all = VariableListInstance(serverless, serviceSid, environmentSid);

  return resourcesOf({
    what: "the variable",
    list: () => all.list({ ...ALL }),
    nameOf: ({ key }) => key,
    create: (name) => all.create({ key: name, value: newValue() }),
    remove: (sid) => all(sid).remove(),
    contentOf: ({ value }) => ({ content: {}, details: { value } }),
  });
}
